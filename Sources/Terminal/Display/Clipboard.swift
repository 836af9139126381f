import Foundation

/// The clipboard of the person's own machine, reached through the terminal with OSC 52, over SSH as well.
package enum Clipboard {
  /// What xterm takes; others take more. Bytes of base64.
  static let limit = 74_994

  /// Whether a text is short enough to be sent.
  package static func holds(_ text: String) -> Bool { (text.utf8.count + 2) / 3 * 4 <= limit }

  /// The bytes that put it there; nil if it is too long.
  ///
  /// - Parameter isInTmux: depending on its settings tmux takes the sequence for itself (`set-clipboard on`) or hands on
  ///   what is wrapped (`allow-passthrough on`), so it gets both.
  static func sequence(_ text: String, isInTmux: Bool) -> [UInt8]? {
    guard holds(text) else { return nil }
    let plain = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
    return Array((isInTmux ? plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\" : plain).utf8)
  }
}
