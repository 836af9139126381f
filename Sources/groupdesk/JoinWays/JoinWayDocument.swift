import Model
import Services
import Storage

/// A join way as scripts get it: the vendor's own keys (99547), and what this program knows beside them. It can be handed
/// back to `join-ways edit`, which passes over the latter (``JoinWayToldKey``).
struct JoinWayDocument: Encodable, Sendable {
  let row: JoinWayRow

  init(_ row: JoinWayRow) { self.row = row }

  func encode(to encoder: any Encoder) throws {
    let record = row.record
    var vendor = encoder.container(keyedBy: VendorKey.self)
    try vendor.encodeIfPresent(record.configID, forKey: .configID)
    try vendor.encode(record.qrCode, forKey: .qrCode)
    try JoinWayContentDocument(record.content).encode(to: encoder)

    var told = encoder.container(keyedBy: JoinWayToldKey.self)
    try told.encode(record.id, forKey: .id)
    try told.encode(record.standing.rawValue, forKey: .standing)
    try told.encode(record.origin.rawValue, forKey: .origin)
    try told.encodeIfPresent(record.link, forKey: .link)
    try told.encode(row.freePlaces, forKey: .freePlaces)
    try told.encode(row.arrivals?.joined, forKey: .joined)
    try told.encode(row.arrivals?.stillIn, forKey: .stillIn)
    try told.encodeIfPresent(row.counts.lastJoin?.seconds, forKey: .lastJoin)
    try told.encodeIfPresent(row.nextName, forKey: .nextName)
    try told.encode(row.findings.map(FindingDocument.init), forKey: .findings)
    try told.encodeIfPresent(row.forecast.map(ForecastDocument.init), forKey: .forecast)
    try told.encode(row.groups.map(GroupDocument.init), forKey: .groups)
    try told.encodeIfPresent(record.seenAt?.seconds, forKey: .seenAt)
    try told.encode(record.createdAt.seconds, forKey: .createdAt)
    try told.encode(record.createdBy, forKey: .createdBy)
    try told.encode(record.changedAt.seconds, forKey: .changedAt)
    try told.encodeIfPresent(record.drift.map(DriftDocument.init), forKey: .drift)
    try told.encodeIfPresent(record.openCall.map(CallDocument.init), forKey: .openCall)
  }

  private enum VendorKey: String, CodingKey {
    case configID = "config_id"
    case qrCode = "qr_code"
  }

  struct GroupDocument: Encodable, Sendable {
    let chat_id: String
    let name: String
    let member_count: Int?
    let owner: String?
    let owner_name: String?
    let owner_resigned: Bool
    let gone: Bool
    let known: Bool

    init(_ group: JoinWayGroup) {
      chat_id = group.chatID.rawValue
      name = group.name
      member_count = group.members
      owner = group.owner?.rawValue
      owner_name = group.ownerName
      owner_resigned = group.ownerHasResigned
      gone = group.isGone
      known = group.isKnown
    }
  }

  struct ForecastDocument: Encodable, Sendable {
    let room: Int
    let joins_per_day: Double
    let days: Int?

    init(_ forecast: JoinWayForecast) {
      room = forecast.room
      joins_per_day = forecast.joinsPerDay
      days = forecast.days
    }
  }

  struct DriftDocument: Encodable, Sendable {
    let before: JoinWayContentDocument
    let noticed_at: Int64

    init(_ drift: JoinWayRecord.Drift) {
      before = JoinWayContentDocument(drift.before)
      noticed_at = drift.noticedAt.seconds
    }
  }

  struct CallDocument: Encodable, Sendable {
    let id: String
    let kind: String
    let state: String
    let actor: String
    let committed_at: Int64
    let body_sha256: String

    init(_ call: JoinWayCall) {
      id = call.id.rawValue
      kind = call.kind.rawValue
      state = call.state.rawValue
      actor = call.actor
      committed_at = call.committedAt.seconds
      body_sha256 = call.bodyHash
    }
  }
}

extension JoinWayToldKey: CodingKey {}

/// A content with the vendor's own keys.
struct JoinWayContentDocument: Encodable, Sendable {
  let content: JoinWayContent

  init(_ content: JoinWayContent) { self.content = content }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for field in JoinWayField.allCases {
      let key = Key(field)
      switch field {
      case .scene: try container.encode(content.scene.rawValue, forKey: key)
      case .remark: try container.encode(content.remark, forKey: key)
      case .autoCreateRoom: try container.encode(content.autoCreateRoom ? 1 : 0, forKey: key)
      case .roomBaseName: try container.encode(content.roomBaseName, forKey: key)
      case .roomBaseID: try container.encodeIfPresent(content.roomBaseID, forKey: key)
      case .chats: try container.encode(content.chats, forKey: key)
      case .state: try container.encode(content.state, forKey: key)
      case .markSource: try container.encodeIfPresent(content.markSource, forKey: key)
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ field: JoinWayField) { stringValue = field.rawValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// A finding as scripts get it.
struct FindingDocument: Encodable, Sendable {
  let finding: String
  let severity: String
  let repair: String
  let room: Int?
  let chat_id_list: [String]?
  let userid_list: [String]?
  /// Registry ids of the others.
  let join_ways: [String]?

  init(_ finding: JoinWayFinding) {
    self.finding = finding.kind.code
    severity = finding.severity.code
    repair = finding.repair.rawValue
    room = if case .nearlyFull(let room) = finding.kind { room } else { nil }
    chat_id_list = finding.kind.chats.map { $0.map(\.rawValue) }
    userid_list = finding.kind.owners.map { $0.map(\.rawValue) }
    join_ways = if case .stateTwice(let others) = finding.kind { others.map(\.rawValue) } else { nil }
  }
}

extension JoinWayFinding.Severity {
  var code: String {
    switch self {
    case .dead: "dead"
    case .warning: "warning"
    case .notice: "notice"
    }
  }
}

extension JoinWayFinding.Kind {
  /// As scripts know it.
  var code: String {
    switch self {
    case .gone: "gone"
    case .placesUsedUp: "places_used_up"
    case .allFull: "all_full"
    case .noneCreated: "none_created"
    case .allGroupsGone: "all_groups_gone"
    case .unconfirmed: "unconfirmed"
    case .changedElsewhere: "changed_elsewhere"
    case .callOpen: "call_open"
    case .noFreePlace: "no_free_place"
    case .nearlyFull: "nearly_full"
    case .groupsGone: "groups_gone"
    case .ownerResigned: "owner_resigned"
    case .stateTwice: "state_twice"
    case .groupsUnknown: "groups_unknown"
    }
  }

  fileprivate var owners: [UserID]? {
    switch self {
    case .ownerResigned(let owners): owners
    case .noneCreated(let owner): [owner]
    default: nil
    }
  }

  fileprivate var chats: [ChatID]? {
    switch self {
    case .groupsGone(let chats), .groupsUnknown(let chats): chats
    default: nil
    }
  }
}
