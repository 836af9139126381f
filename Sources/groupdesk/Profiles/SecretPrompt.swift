import Foundation
import Model
import Words

/// Reads a secret from standard input; on a terminal it asks, and what is typed is not shown.
struct SecretPrompt: Sendable {
  let words: Catalogue
  let output: Output

  /// More than any secret has.
  private static let longest = 4098

  /// Nil for nothing, and for what cannot be a secret.
  func read() async throws -> Secret? {
    let isTerminal = isatty(0) == 1
    if isTerminal { output.message(words.askForSecret) }
    // Typing takes its time: not on a thread that others wait for.
    let line = await withCheckedContinuation { (continuation: CheckedContinuation<String, Never>) in
      let thread = Thread { continuation.resume(returning: isTerminal ? Self.hiddenLine() : Self.line()) }
      thread.name = "secret"
      thread.stackSize = 1 << 18
      thread.start()
    }
    try Task.checkCancellation()
    return Secret(line)
  }

  private static func hiddenLine() -> String {
    var before = termios()
    guard tcgetattr(0, &before) == 0 else { return line() }
    var hidden = before
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &hidden)
    defer { tcsetattr(0, TCSAFLUSH, &before) }
    return line()
  }

  private static func line() -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < longest {
      let count = Foundation.read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else { break }
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
