import Model
import Services
import Storage
import Words

extension Program {
  /// The join way a person means; nil, and said, when there is none.
  func joinWay(_ id: String, _ session: Session) async throws -> JoinWayRow? {
    if let row = try await session.joinWays.row(id) { return row }
    output.message(words.line(words.noSuchJoinWay(SafeText(id, limit: 80))), .error)
    return nil
  }

  /// All of them, each once; nil, and every unknown one said, when one is missing.
  func joinWays(_ ids: [String], _ session: Session) async throws -> [JoinWayRow]? {
    var rows: [JoinWayRow] = []
    var isComplete = true
    for id in ids {
      guard let row = try await joinWay(id, session) else {
        isComplete = false
        continue
      }
      if !rows.contains(where: { $0.record.id == row.record.id }) { rows.append(row) }
    }
    return isComplete ? rows : nil
  }
}

extension Catalogue {
  /// A finding with what to do about it; groups and people by their names.
  func line(of finding: JoinWayFinding, in row: JoinWayRow) -> SafeText {
    let names = JoinWayNames(row.groups, self)
    return line(advice(for: finding, group: { names.group($0) }, owner: { names.owner($0) }))
  }
}

/// How the groups of join ways and their owners are called.
struct JoinWayNames {
  private let groups: [ChatID: SafeText]
  private let owners: [UserID: SafeText]

  init(_ groups: some Sequence<JoinWayGroup>, _ words: Catalogue) {
    self.groups = Dictionary(groups.map { ($0.chatID, words.groupName($0)) }) { first, _ in first }
    owners = Dictionary(
      groups.compactMap { group in
        group.owner.flatMap { owner in group.ownerName.map { (owner, SafeText($0, limit: 40)) } }
      }
    ) { first, _ in first }
  }

  /// Nil: by its id.
  func group(_ chat: ChatID) -> SafeText? { groups[chat] }
  /// Nil: by their id.
  func owner(_ user: UserID) -> SafeText? { owners[user] }
}
