import Foundation
import Model
import QRCodes
import Screen
import Synchronization

/// Standard output for data, standard error for messages. Only clean text goes to either.
final class Output: Sendable {
  private let outPainter: Painter
  private let errorPainter: Painter
  let isTerminal: Bool
  private let errorIsTerminal: Bool
  /// A progress line stands on the terminal's last line.
  private let hasProgress = Mutex(false)

  init(theme: Theme, environment: [String: String]) {
    isTerminal = isatty(1) == 1
    errorIsTerminal = isatty(2) == 1
    outPainter = Painter(theme: theme, depth: ColourDepth(isTerminal: isTerminal, environment: environment))
    errorPainter = Painter(theme: theme, depth: ColourDepth(isTerminal: errorIsTerminal, environment: environment))
  }

  /// A line of data.
  func line(_ text: SafeText, _ role: Role = .text) { write(outPainter.paint(text, role) + "\n", to: 1) }

  /// Columns a table has; nil in a pipe, where nothing is cut.
  var tableWidth: Int? { isTerminal ? Self.width(of: 1) : nil }

  /// A table; in a pipe nothing is cut.
  func table(_ table: TextTable) {
    let lines = table.lines(width: tableWidth, painter: outPainter)
    write(lines.map { $0 + "\n" }.joined(), to: 1)
  }

  /// A QR code, the right way round: black on white where the output takes colours, reversed where it takes attributes,
  /// else made for a dark ground.
  ///
  /// - Parameter isInverted: the terminal is a light one; it changes nothing where the output takes colours.
  /// - Returns: false, and nothing is written, where the terminal is too narrow.
  func code(_ code: QRCode, isInverted: Bool = false) -> Bool {
    let isLightInk = outPainter.depth == .none && !isInverted
    let blocks = HalfBlocks(code, columns: tableWidth ?? .max, rows: .max, ink: isLightInk ? .white : .black)
    guard let blocks else { return false }
    let isPlain = outPainter.depth < .eight && isInverted
    let lines = blocks.lines.map { SafeText($0) }
    write(lines.map { (isPlain ? $0.text : outPainter.paintCode($0)) + "\n" }.joined(), to: 1)
    return true
  }

  /// JSON or CSV, which have cleaned their text themselves.
  func document(_ text: String) { write(text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n", to: 1) }

  /// A message for the person.
  func message(_ text: SafeText, _ role: Role = .text) {
    clearProgress()
    write(errorPainter.paint(text, role) + "\n", to: 2)
  }

  /// Replaces the progress line; nothing in a pipe.
  func progress(_ text: SafeText) {
    guard errorIsTerminal else { return }
    let line = text.truncated(to: max(20, Self.width(of: 2) - 1))
    hasProgress.withLock { $0 = true }
    write("\r\u{1B}[K" + errorPainter.paint(line, .progress), to: 2)
  }

  func clearProgress() {
    let stood = hasProgress.withLock { stands in
      defer { stands = false }
      return stands
    }
    if stood { write("\r\u{1B}[K", to: 2) }
  }

  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      // Nobody reads any more (`| head`): what would have been said is of no use.
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
