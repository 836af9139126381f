import Foundation
import Model

/// Between rows and values of join ways; a row that makes no sense is damage, never a guess.
enum JoinWayRows {
  /// Of `join_way` with its open call, if there is one: see ``joined``.
  static let columns = """
    join_way.id, join_way.config_id, standing, origin, profile, join_way.content, qr_code, link, seen_at, created_at,
    created_by, changed_at, drift_before, drift_at, forgotten_at, call.id AS call_id, call.kind AS call_kind,
    call.state AS call_state, call.content AS call_content, call.content_before AS call_before,
    call.body_hash AS call_hash, call.committed_at AS call_at, call.deadline AS call_deadline, call.actor AS call_actor
    """

  static let joined = """
    join_way LEFT JOIN join_way_call AS call
      ON call.join_way_id = join_way.id AND call.state IN ('sending', 'unknown')
    """

  static func record(_ row: SQLRow) throws -> JoinWayRecord {
    let id: JoinWayID = try row.identifier("id")
    var record = JoinWayRecord(
      id: id, configID: try row.optionalIdentifier("config_id"), standing: try row.code("standing"),
      origin: try row.code("origin"), profile: try row.text("profile"), content: try content(row.text("content"), row),
      qrCode: try row.text("qr_code"),
      link: row.optionalText("link"), seenAt: row.optionalTimestamp("seen_at"),
      createdAt: try row.timestamp("created_at"), createdBy: try row.text("created_by"),
      changedAt: try row.timestamp("changed_at"), forgottenAt: row.optionalTimestamp("forgotten_at"))
    if let before = row.optionalText("drift_before") {
      record.drift = .init(before: try content(before, row), noticedAt: try row.timestamp("drift_at"))
    }
    if let call: CallID = try row.optionalIdentifier("call_id") {
      record.openCall = JoinWayCall(
        id: call, joinWay: id, kind: try row.code("call_kind"), state: try row.code("call_state"),
        content: try optionalContent("call_content", row), before: try optionalContent("call_before", row),
        bodyHash: try row.text("call_hash"), committedAt: try row.timestamp("call_at"),
        deadline: try row.timestamp("call_deadline"), actor: try row.text("call_actor"))
    }
    return record
  }

  static let callColumns = """
    id, join_way_id, kind, config_id, state, content, content_before, body_hash, committed_at, deadline, actor
    """

  static func call(_ row: SQLRow) throws -> JoinWayCall {
    JoinWayCall(
      id: try row.identifier("id"), joinWay: try row.identifier("join_way_id"), kind: try row.code("kind"),
      state: try row.code("state"), content: try optionalContent("content", row),
      before: try optionalContent("content_before", row), bodyHash: try row.text("body_hash"),
      committedAt: try row.timestamp("committed_at"), deadline: try row.timestamp("deadline"),
      actor: try row.text("actor"))
  }

  /// A content as a column holds it: the vendor's names, in the order of their letters.
  static func text(_ content: JoinWayContent) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(StoredContent(content)), as: UTF8.self)
  }

  /// A `state` as it stands in ``text(_:)``, and nowhere else in it: within a value its quotes would be escaped.
  static func text(ofState state: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return "\"state\":" + String(decoding: try encoder.encode(state), as: UTF8.self)
  }

  /// SHA-256 of a content as its column holds it, hex.
  static func hash(_ content: JoinWayContent) throws -> String { bodyHash(Data(try text(content).utf8)) }

  private static func content(_ text: String, _ row: SQLRow) throws -> JoinWayContent {
    guard let stored = try? JSONDecoder().decode(StoredContent.self, from: Data(text.utf8)) else { throw row.damage }
    return stored.content
  }

  static func optionalContent(_ column: String, _ row: SQLRow) throws -> JoinWayContent? {
    try row.optionalText(column).map { try content($0, row) }
  }
}

private struct StoredContent: Codable {
  var scene: Int
  var remark: String
  var auto_create_room: Bool
  var room_base_name: String
  var room_base_id: Int?
  var chat_id_list: [ChatID]
  var state: String
  var mark_source: Bool?

  init(_ content: JoinWayContent) {
    scene = content.scene.rawValue
    remark = content.remark
    auto_create_room = content.autoCreateRoom
    room_base_name = content.roomBaseName
    room_base_id = content.roomBaseID
    chat_id_list = content.chats
    state = content.state
    mark_source = content.markSource
  }

  var content: JoinWayContent {
    JoinWayContent(
      scene: .init(rawValue: scene), remark: remark, autoCreateRoom: auto_create_room, roomBaseName: room_base_name,
      roomBaseID: room_base_id, chats: chat_id_list, state: state, markSource: mark_source)
  }
}
