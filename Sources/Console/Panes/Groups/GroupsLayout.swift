import Screen

/// A part of the groups pane, from left to right.
enum GroupsPart: Int, Sendable, CaseIterable {
  case owners, groups, details

  var left: GroupsPart? { GroupsPart(rawValue: rawValue - 1) }
  var right: GroupsPart? { GroupsPart(rawValue: rawValue + 1) }
}

/// Where the parts of the groups pane stand: three beside each other where there is room, two of them or one where
/// there is not. The last line is kept for counts and prompts.
struct GroupsLayout: Sendable, Hashable {
  let size: Size
  private let parts: [GroupsPart: Rect]

  init(size: Size, focus: GroupsPart) {
    self.size = size
    let height = size.height - 1
    var parts: [GroupsPart: Rect] = [:]
    var x = 0
    for (part, width) in Self.widths(size.width, focus) {
      parts[part] = Rect(x: x, y: 0, width: width, height: height)
      x += width + Self.gap
    }
    self.parts = parts
  }

  /// Nil while there is no room for the part.
  subscript(part: GroupsPart) -> Rect? { parts[part] }

  /// Between two parts: a space and a line.
  private static let gap = 2

  /// The line below the parts.
  var statusLine: Int { size.height - 1 }
  /// Where lines between parts stand.
  var borders: [Int] { parts.values.map(\.x).filter { $0 > 0 }.map { $0 - 1 } }
  /// Rows a list has in the part, below its titles.
  func rows(of part: GroupsPart) -> Int { max(0, (parts[part]?.height ?? 0) - 1) }

  private static func widths(_ width: Int, _ focus: GroupsPart) -> [(GroupsPart, Int)] {
    switch width {
    case 110...:
      let spare = width - 110
      let (owners, details) = (23 + min(9, spare / 10), 35 + min(35, spare * 4 / 10))
      return [(.owners, owners), (.groups, width - owners - details - 2 * gap), (.details, details)]
    case 70...:
      return focus == .details
        ? [(.groups, width * 3 / 8), (.details, width - width * 3 / 8 - gap)]
        : [(.owners, 24), (.groups, width - 24 - gap)]
    default: return [(focus, width)]
    }
  }
}
