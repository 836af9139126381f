import Model

/// What a person types to narrow a list of groups: words that all have to occur in the name, and `key:value` parts,
/// separated by spaces. A part that is none of those is taken as a word.
///
/// - `owner:张伟`: a part of the owner's name or userid
/// - `status:waiting`, `status:待分配`: the beginning of a follow-up status, in either language
/// - `full:`: nearly full, or full
/// - `members:>180`, `members:<10`, `members:200`: how many members
package struct GroupFilter: Sendable, Hashable {
  /// Each occurs in the name, whatever the case of ASCII letters, or the chat id begins with it.
  package private(set) var words: [String] = []
  package private(set) var owners: [String] = []
  /// Any one of them; nil for every status.
  package private(set) var statuses: Set<FollowUpStatus>?
  package private(set) var isFull = false
  /// Nil for any number.
  package private(set) var members: ClosedRange<Int>?

  package var isEmpty: Bool { self == GroupFilter("") }

  package init(_ text: String) {
    for part in text.split(whereSeparator: \.isWhitespace).map(String.init) where !take(part) { words.append(part) }
  }

  /// False for a part that is no key with a value it may have.
  private mutating func take(_ part: String) -> Bool {
    guard let colon = part.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    let value = String(part[part.index(after: colon)...])
    switch part[..<colon].lowercased() {
    case "owner", "群主":
      if !value.isEmpty { owners.append(value) }
      return true
    case "status", "状态":
      let found = Self.statuses.filter { $0.word.hasPrefix(value.lowercased()) }.map(\.status)
      statuses = (statuses ?? Set(found)).intersection(found)
      return true
    case "full", "满员":
      isFull = true
      return true
    case "members", "人数":
      // A number that is still to be typed rules nothing out.
      guard !["", ">", "<", "＞", "＜", ">=", "<=", "≥", "≤"].contains(value) else { return true }
      guard let range = Self.range(value) else { return false }
      let known = members ?? range
      members = known.overlaps(range) ? known.clamped(to: range) : Self.none
      return true
    default: return false
    }
  }

  private static let statuses: [(word: String, status: FollowUpStatus)] = [
    ("waiting", .waiting), ("待分配", .waiting), ("normal", .normal), ("正常", .normal), ("in_progress", .inProgress),
    ("继承中", .inProgress), ("done", .done), ("继承完成", .done),
  ]

  /// Nil for what is no comparison with a number of members.
  private static func range(_ value: String) -> ClosedRange<Int>? {
    let digits = value.drop { !$0.isNumber }
    guard let number = Int(digits), (0...most).contains(number) else { return nil }
    switch value.prefix(value.count - digits.count) {
    case "": return number...number
    case ">", "＞": return number + 1...most + 1
    case "<", "＜": return number == 0 ? none : 0...number - 1
    case ">=", "≥": return number...most
    case "<=", "≤": return 0...number
    default: return nil
    }
  }

  /// No group is larger.
  private static let most = Int(UInt16.max)
  /// Numbers that no group has.
  private static let none = -1 ... -1
}
