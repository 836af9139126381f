import Model
import Screen
import Services
import Storage
import WeCom
import Words

extension Session {
  /// How groups are called, as far as the local copy knows them.
  func groupNames(of chats: [ChatID], _ words: Catalogue) async throws -> JoinWayNames {
    var known: [JoinWayGroup] = []
    for chat in Set(chats) {
      guard let (group, _) = try await groups.group(chat) else { continue }
      known.append(
        JoinWayGroup(
          chatID: chat, name: group.name, members: group.memberCount, owner: group.owner, ownerName: nil,
          ownerHasResigned: false, isGone: group.goneAt != nil, isKnown: true))
    }
    return JoinWayNames(known, words)
  }
}

extension Program {
  /// Says what is wrong with a content, and what a person should know; false when it cannot be sent.
  func tell(_ faults: [JoinWayFault], _ names: JoinWayNames, _ session: Session) async throws -> Bool {
    let ways = try await references(in: faults, session)
    for fault in faults {
      let text = words.fault(fault, group: { names.group($0) }, way: { ways[$0] })
      output.message(SafeText("\(fault.field.rawValue): \(text)"), fault.isWarning ? .warning : .error)
    }
    return faults.allSatisfy(\.isWarning)
  }

  /// How the join ways are called that stand in the way.
  private func references(in faults: [JoinWayFault], _ session: Session) async throws -> [JoinWayID: SafeText] {
    let rows = try await session.joinWays.rows(.ids(faults.compactMap(\.rule.holder)))
    return Dictionary(rows.map { ($0.record.id, words.reference(to: $0.record)) }) { first, _ in first }
  }

  /// Says what became of an act, and returns the exit code scripts rely on.
  func tell(
    _ end: JoinWayEnd, of kind: JoinWayCall.Kind, _ session: Session, json: Bool
  ) async throws -> ExitStatus {
    let circumstances = Circumstances(session.profile, now: session.clock.now)
    if json {
      let row: JoinWayRow? =
        if let id = end.record?.id { try await session.joinWays.row(id.rawValue) } else { nil }
      output.json(JoinWayEndDocument(end, row))
    } else if kind == .add, let id = end.record?.configID {
      // All a script needs of a new one.
      output.line(SafeText(id))
    }
    if case .changedMeanwhile(let conflict) = end, !json {
      let groups = try await session.groupNames(
        of: conflict.base.chats + conflict.remote.chats + conflict.wanted.chats, words)
      output.table(table(of: conflict, groups))
    }
    let status = end.status(of: kind)
    if case .gone(let record) = end, kind == .delete {
      output.message(words.removedAlready(words.joinWayName(record)), .dim)
      return status
    }
    let faults = if case .invalid(let faults) = end { faults } else { [JoinWayFault]() }
    let ways = try await references(in: faults, session)
    output.message(words.line(words.end(end, of: kind, in: circumstances, way: { ways[$0] })), status.role)
    if case .changedMeanwhile(let conflict) = end {
      let record = try await session.joinWays.row(conflict.id.rawValue)?.record
      output.message(words.afterConflict(record?.configID.map { SafeText($0) } ?? SafeText(conflict.id)), .dim)
    }
    return status
  }

  /// Both sides of a conflict, field by field.
  private func table(of conflict: JoinWayConflict, _ names: JoinWayNames) -> TextTable {
    var table = TextTable([
      .init(words[JoinWaySubcommandTerm.field]), .init(words[JoinWaySubcommandTerm.base], narrowest: 12),
      .init(words[JoinWaySubcommandTerm.remote], narrowest: 12),
      .init(words[JoinWaySubcommandTerm.wanted], narrowest: 12),
    ])
    let changed = Set(conflict.theirs + conflict.mine)
    for field in JoinWayField.allCases where changed.contains(field) {
      let role: Role = conflict.contested.contains(field) ? .error : .text
      table.add(
        [.init(words[field], role: role)]
          + [conflict.base, conflict.remote, conflict.wanted].map { content in
            .init(words.value(of: field, in: content) { names.group($0) }, role: role)
          })
    }
    return table
  }
}

extension JoinWayEnd {
  /// The configuration it is about, where there is one.
  var record: JoinWayRecord? {
    switch self {
    case .done(let record, _), .doneUnread(let record, _), .unknown(let record), .gone(let record): record
    case .changedMeanwhile, .earlierCallOpen, .notSent, .notReached, .notRecorded, .refused, .invalid, .stopped,
      .auditNotWhole:
      nil
    }
  }

  /// The exit code scripts rely on.
  func status(of kind: JoinWayCall.Kind) -> ExitStatus {
    switch self {
    // What was to be removed is not there.
    case .gone where kind == .delete: .done
    case .done(_, let differing): differing.isEmpty ? .done : .inPart
    case .doneUnread: .done
    case .unknown: .vendorUnavailable
    case .notSent: .vendorUnavailable
    case .notReached(let trouble): Failure.status(of: trouble)
    case .notRecorded(let error): Failure.status(of: error)
    case .refused(let error): Failure.status(of: error)
    case .gone, .invalid: .usage
    case .changedMeanwhile, .earlierCallOpen, .stopped, .auditNotWhole: .refusedHere
    }
  }

  var isDone: Bool {
    switch self {
    case .done, .doneUnread: true
    default: false
    }
  }

  /// As scripts know it.
  var code: String {
    switch self {
    case .done: "done"
    case .doneUnread: "done_unread"
    case .unknown: "unknown"
    case .changedMeanwhile: "changed_meanwhile"
    case .earlierCallOpen: "earlier_call_open"
    case .gone: "gone"
    case .notSent: "not_sent"
    case .notReached: "not_reached"
    case .notRecorded: "not_recorded"
    case .refused: "refused"
    case .invalid: "invalid"
    case .stopped: "stopped"
    case .auditNotWhole: "audit_not_whole"
    }
  }
}

extension ExitStatus {
  fileprivate var role: Role {
    switch self {
    case .done: .done
    case .inPart, .vendorUnavailable: .warning
    default: .error
    }
  }
}

/// What became of an act, as scripts get it.
struct JoinWayEndDocument: Encodable, Sendable {
  struct Conflict: Encodable, Sendable {
    let base: JoinWayContentDocument
    let remote: JoinWayContentDocument
    let wanted: JoinWayContentDocument
    let contested: [String]
  }

  let end: String
  /// As it was read back; nil where there is none.
  let join_way: JoinWayDocument?
  /// Fields in which WeCom made something else of it than was written.
  let differing: [String]?
  let errcode: Int?
  let conflict: Conflict?
  /// Seconds; from then on an earlier call can be settled.
  let until: Int64?

  init(_ end: JoinWayEnd, _ row: JoinWayRow?) {
    self.end = end.code
    join_way = row.map(JoinWayDocument.init)
    differing = if case .done(_, let fields) = end { fields.map(\.rawValue) } else { nil }
    errcode = if case .refused(let error) = end { error.code.rawValue } else { nil }
    until = if case .earlierCallOpen(_, let until) = end { until.seconds } else { nil }
    conflict =
      if case .changedMeanwhile(let conflict) = end {
        Conflict(
          base: JoinWayContentDocument(conflict.base), remote: JoinWayContentDocument(conflict.remote),
          wanted: JoinWayContentDocument(conflict.wanted), contested: conflict.contested.map(\.rawValue))
      } else {
        nil
      }
  }
}
