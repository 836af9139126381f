import Model
import Screen
import Services
import Storage
import Words

/// Join ways as people and spreadsheets get them; scripts get a ``JoinWayDocument`` each.
struct JoinWayList {
  let rows: [JoinWayRow]

  init(_ rows: [JoinWayRow]) { self.rows = rows }

  /// Below this many columns of the terminal a row would break: what is least asked for makes room for the id.
  private static let comfortable = 110

  /// - Parameter width: of the terminal; nil in a pipe.
  func table(_ words: Catalogue, width: Int?) -> TextTable {
    let isNarrow = width.map { $0 < Self.comfortable } ?? false
    var columns: [TextTable.Column] = [
      .init(words[JoinWayField.remark], narrowest: 8), .init(words[JoinWayField.scene]),
      .init(words[JoinWayField.chats], narrowest: 8), .init(words[JoinWayTerm.freePlaces]),
      .init(words[JoinWayTerm.joined], .right), .init(words[JoinWayTerm.health], narrowest: 12),
      .init(words[JoinWayTerm.configID], role: .dim),
    ]
    if !isNarrow {
      columns.insert(.init(words[JoinWayTerm.nextName], narrowest: 8), at: 4)
      columns.insert(.init(words[JoinWayField.state], narrowest: 8), at: 4)
    }
    var table = TextTable(columns)
    for row in rows {
      let content = row.record.content
      var cells: [TextTable.Cell] = [
        .init(name(of: row.record, words)), .init(words.sceneInShort(content.scene)),
        .init(groups(of: row, words)), .init(words.freePlaces(of: row)),
        .init(words.joinCounts(row)), words.healthCell(of: row), .init(id(of: row.record)),
      ]
      if !isNarrow {
        cells.insert(.init(row.nextName.map { SafeText($0, limit: 60) } ?? "—"), at: 4)
        cells.insert(.init(SafeText(content.state, limit: 40)), at: 4)
      }
      table.add(cells)
    }
    return table
  }

  private func name(of record: JoinWayRecord, _ words: Catalogue) -> SafeText {
    record.content.remark.isEmpty ? "—" : SafeText(record.content.remark, limit: 60)
  }

  /// `销售客服群 17 +4`
  private func groups(of row: JoinWayRow, _ words: Catalogue) -> SafeText {
    guard let first = row.groups.first else { return "—" }
    let name = words.groupName(first)
    return row.groups.count > 1 ? SafeText("\(name) +\(row.groups.count - 1)") : name
  }

  private func id(of record: JoinWayRecord) -> SafeText {
    record.configID.map { SafeText($0) } ?? SafeText(record.id)
  }

  func csv(_ words: Catalogue) -> CSVWriter {
    var csv = CSVWriter()
    let vendor = [
      "config_id", "id", "standing", "scene", "remark", "auto_create_room", "room_base_name", "room_base_id",
    ]
    let rest = [
      "chat_id_list", "state", "qr_code", "link", "free_places", "joined", "still_in", "next_name", "severity",
      "health",
    ]
    csv.add(row: (vendor + rest).map { .id($0) })
    for row in rows {
      let (record, content) = (row.record, row.record.content)
      csv.add(row: [
        record.configID.map { .id($0.rawValue) } ?? .empty, .id(record.id.rawValue), .id(record.standing.rawValue),
        .number(content.scene.rawValue), .text(SafeText(content.remark)), .number(content.autoCreateRoom ? 1 : 0),
        .text(SafeText(content.roomBaseName)), content.roomBaseID.map { .number($0) } ?? .empty,
        .id(content.chats.map(\.rawValue).joined(separator: " ")), .id(content.state), .id(record.qrCode),
        record.link.map { .id($0) } ?? .empty, row.freePlaces.map { .number($0) } ?? .empty,
        row.arrivals.map { .number($0.joined) } ?? .empty, row.arrivals.map { .number($0.stillIn) } ?? .empty,
        row.nextName.map { .text(SafeText($0)) } ?? .empty,
        row.findings.first.map { .id($0.severity.code) } ?? .empty,
        .text(SafeText(row.findings.map { words.finding($0.kind).text }.joined(separator: " · "))),
      ])
    }
    return csv
  }
}

extension Catalogue {
  /// How a group is called: by its name, else by its id.
  func groupName(_ group: JoinWayGroup) -> SafeText {
    group.name.isEmpty ? SafeText(group.chatID) : SafeText(group.name, limit: 40)
  }

  /// What is wrong with it, the worst first.
  func healthCell(of row: JoinWayRow) -> TextTable.Cell {
    .init(health(row.findings), role: row.findings.first?.severity.role ?? .done)
  }
}

extension JoinWayFinding.Severity {
  var role: Role {
    switch self {
    case .dead: .error
    case .warning: .warning
    case .notice: .dim
    }
  }
}
