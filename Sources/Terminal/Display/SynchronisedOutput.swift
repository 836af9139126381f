/// Mode 2026: the terminal shows a frame when it is whole.
enum SynchronisedOutput {
  static let begin = Array("\u{1B}[?2026h".utf8)
  static let end = Array("\u{1B}[?2026l".utf8)

  /// Whether a terminal that calls itself so is known to have it. Behind tmux or over SSH only `TERM` tells; one that
  /// is not known is not asked, for its answer could be mistaken for keys.
  static func isKnown(to environment: [String: String]) -> Bool {
    let type = environment["TERM", default: ""]
    // All versions of these, or all of the last five years: kitty 0.20, foot 1.8, Contour, Ghostty; WezTerm 2021.
    let types = ["xterm-kitty", "foot", "contour", "xterm-ghostty", "wezterm"]
    if types.contains(where: { type == $0 || type.hasPrefix("\($0)-") }) { return true }
    let isDirect = !type.hasPrefix("tmux") && !type.hasPrefix("screen")
    return isDirect && ["WezTerm", "ghostty"].contains(environment["TERM_PROGRAM", default: ""])
  }
}
