import Model
import Services
import Storage
import Words

/// What a person typed to narrow a list of join ways: every word has to be found in remark, state, ids, groups, owners or
/// health; `owner:` and `state:` look there alone. What people call a code is understood too: 活码.
struct JoinWayFilter: Sendable, Hashable {
  private let words: [String]
  var isEmpty: Bool { words.isEmpty }

  init(_ typed: String) { words = typed.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) }

  func lets(_ row: JoinWayRow, _ world: World) -> Bool {
    guard !isEmpty else { return true }
    let texts = Self.texts(row, world)
    return words.allSatisfy { word in
      if let part = word.part(behind: "owner:") { return row.ownerTexts.contains { $0.lowercased().contains(part) } }
      if let part = word.part(behind: "state:") { return row.record.content.state.lowercased().contains(part) }
      return texts.contains { $0.contains(word) } || Self.scenes[word] == row.record.content.scene
        || Self.severities[word].map { $0 == row.severity } == true
    }
  }

  private static func texts(_ row: JoinWayRow, _ world: World) -> [String] {
    let (record, words) = (row.record, world.words)
    var texts = [
      record.content.remark, record.content.state, record.configID?.rawValue ?? "", record.id.rawValue,
      record.link ?? "", words.scene(record.content.scene).text, words[record.standing].text,
      row.severity.map { words[$0].text } ?? words[JoinWayTerm.fine].text,
    ]
    texts += row.findings.map { words.finding($0.kind).text } + [words.healthInShort(row.findings).text]
    texts += row.groups.flatMap { [$0.name, $0.chatID.rawValue] } + row.ownerTexts
    return texts.map { $0.lowercased() }
  }

  /// Words of users and of other products, which stand on no screen here.
  private static let scenes: [String: JoinWayContent.Scene] = [
    "活码": .qrCode, "群活码": .qrCode, "二维码": .qrCode, "入群码": .qrCode, "qr": .qrCode, "code": .qrCode,
    "小程序": .button, "按钮": .button, "mini": .button, "button": .button,
  ]

  /// What the line below the list says of those that are wrong.
  private static let severities: [String: JoinWayFinding.Severity] = [
    "dead": .dead, "死码": .dead, "need": .warning, "needs": .warning, "somebody": .warning,
  ]
}

extension JoinWayRow {
  fileprivate var ownerTexts: [String] { groups.flatMap { [$0.ownerName ?? "", $0.owner?.rawValue ?? ""] } }
}

extension String {
  fileprivate func part(behind prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
