import ArgumentParser
import Model
import Services
import Storage

/// `groupdesk join-ways replace`
struct JoinWaysReplaceCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "replace", abstract: "Replace a group, or all groups of an owner, in every join way that uses them.",
    discussion: """
      For a group that is full or was dismissed, and for the groups of a resigned owner. The changes are shown first. One \
      join way is written at once; of several, confirm the number: type it, or use --confirm.

        groupdesk join-ways replace --group wrOld --with wrNew
        groupdesk join-ways replace --owner wang --with lina --confirm 12
      """)

  @Option(help: ArgumentHelp("The group that goes out.", valueName: "chat_id")) var group: ChatID?
  @Option(help: ArgumentHelp("Whose groups go out.", valueName: "userid")) var owner: UserID?
  @Option(help: ArgumentHelp("The group, or whose groups, come in.", valueName: "id")) var with: String
  @Option(
    name: .customLong("in"), help: ArgumentHelp("Only in this join way; may be repeated.", valueName: "config_id"))
  var ids: [String] = []
  @OptionGroup var plan: JoinWayPlanOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (group != nil) != (owner != nil) else { throw ValidationError("Use either --group or --owner.") }
    _ = try purpose()
  }

  private func purpose() throws -> JoinWayPlan.Purpose {
    if let group {
      guard let chat = ChatID(with) else { throw ValidationError("'\(with)' is not a chat_id.") }
      guard chat != group else { throw ValidationError("--group and --with name the same group.") }
      return .replace(group, with: chat)
    }
    guard let owner, let user = UserID(with) else { throw ValidationError("'\(with)' is not a userid.") }
    guard user != owner else { throw ValidationError("--owner and --with name the same person.") }
    return .replaceOwner(owner, with: user)
  }

  func run(in program: Program) async throws -> ExitStatus {
    let purpose = try purpose()
    return try await program.withSession { session in
      try await program.ensureSwept(session)
      guard try await isKnown(purpose, program, session) else { return .usage }
      guard let chosen = try await chosen(program, session) else { return .usage }
      return try await plan.planning(program, session).run(purpose, for: chosen)
    }
  }

  /// What comes in has to be known; what goes out need not be any more.
  private func isKnown(_ purpose: JoinWayPlan.Purpose, _ program: Program, _ session: Session) async throws -> Bool {
    switch purpose {
    case .replace(_, let chat):
      if let (group, _) = try await session.groups.group(chat), group.goneAt == nil { return true }
      program.output.message(program.words.line(program.words.noSuchGroup(chat)), .error)
    case .replaceOwner(_, let user):
      if try await session.groups.owners().contains(where: { $0.userID == user }) { return true }
      program.output.message(program.words.line(program.words.noSuchOwner(user)), .error)
    case .rotate: return true
    }
    return false
  }

  /// Those named; else all that lead into the groups that go out.
  private func chosen(_ program: Program, _ session: Session) async throws -> [JoinWayID]? {
    guard ids.isEmpty else { return try await program.joinWays(ids, session)?.map(\.record.id) }
    if let group { return try await session.joinWays.using([group]).map(\.id) }
    var query = GroupQuery()
    query.owners = [owner].compactMap { $0 }
    return try await session.joinWays.using(Set(session.groups.groups(query).map(\.chatID))).map(\.id)
  }
}
