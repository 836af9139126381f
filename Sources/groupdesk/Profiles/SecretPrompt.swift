import Foundation
import Model
import Settings
import Words

/// Reads a secret from standard input; on a terminal it asks, and what is typed is not shown.
struct SecretPrompt: Sendable {
  let words: Catalogue
  let output: Output

  /// Nil for nothing, and for what cannot be a secret.
  /// - Parameter backend: where the secret will be put.
  /// - Throws: `.secret` with ``SecretFault/tooLong(limit:)`` rather than read a part of it.
  func read(for backend: SecretBackend) async throws -> Secret? {
    let isTerminal = isatty(0) == 1
    // Typing takes its time: not on a thread that others wait for.
    let line = await withCheckedContinuation { (continuation: CheckedContinuation<[UInt8], Never>) in
      let thread = Thread { continuation.resume(returning: isTerminal ? hiddenLine() : Self.line()) }
      thread.name = "secret"
      thread.stackSize = 1 << 18
      thread.start()
    }
    try Task.checkCancellation()
    // A terminal hands on no more than 4095 bytes of a line and drops the others without a word.
    let limit = isTerminal ? 4094 : SecretReader.longest
    guard line.count <= limit else { throw SettingsError.secret(backend, .tooLong(limit: limit)) }
    return String(validating: line, as: UTF8.self).flatMap { Secret($0) }
  }

  private func hiddenLine() -> [UInt8] {
    var before = termios()
    guard tcgetattr(0, &before) == 0 else { return Self.line() }
    var hidden = before
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &hidden)
    defer { tcsetattr(0, TCSAFLUSH, &before) }
    // Whoever answers at once finds it hidden already, and nothing thrown away.
    output.message(words.askForSecret)
    return Self.line()
  }

  /// Without its end. Of a line that is too long, enough to tell.
  private static func line() -> [UInt8] {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < SecretReader.longest + 2 {
      let count = Foundation.read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else { break }
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return bytes
  }
}
