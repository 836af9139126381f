import Screen

/// Where the parts of the join ways' pane stand: side by side where there is room, one at a time where there is not. The
/// last line is kept for counts and prompts.
struct JoinWaysLayout: Sendable, Hashable {
  /// From this many columns on the parts stand side by side.
  static let wide = 110

  /// Nil while the other part has the whole width.
  let list: Rect?
  let details: Rect?
  let bottom: Int

  init(_ size: Size, focus: JoinWaysPane.Part) {
    bottom = size.height - 1
    let all = Rect(x: 0, y: 0, width: size.width, height: bottom)
    guard size.width >= Self.wide else {
      list = focus == .list ? all : nil
      details = focus == .details ? all : nil
      return
    }
    let width = min(56, max(42, size.width * 3 / 10))
    list = Rect(x: 0, y: 0, width: size.width - width - 2, height: bottom)
    details = Rect(x: size.width - width, y: 0, width: width, height: bottom)
  }
}
