import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk groups list`
struct GroupsListCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List customer groups, by owner.",
    discussion: """
      Reads the local copy, whose age is told on standard error; if nothing was ever fetched, everything is fetched \
      first. Status: 0 normal, 1 waiting to be handed over, 2 in progress, 3 done.
      """)

  @Option(help: ArgumentHelp("Only this owner's groups; may be repeated.", valueName: "userid")) var owner: [UserID] =
    []
  @Option(help: ArgumentHelp("Only groups with this follow-up status.", valueName: "0-3")) var status: Int?
  @Option(help: ArgumentHelp("Only groups with this in their name.", valueName: "text")) var search: String?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard status.map({ (0...3).contains($0) }) ?? true else { throw ValidationError("--status takes 0 to 3.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession { session in
      try await program.ensureSwept(session)
      let owners = try await session.groups.owners()
      let known = Set(owners.map(\.userID))
      let unknown = owner.filter { !known.contains($0) }
      guard unknown.isEmpty else {
        for user in unknown { program.output.message(program.words.line(program.words.noSuchOwner(user)), .error) }
        return .usage
      }
      var query = GroupQuery()
      query.owners = owner
      query.status = status.map(FollowUpStatus.init)
      query.search = search.flatMap { $0.isEmpty ? nil : $0 }
      let groups = try await session.groups.groups(query)
      let list = GroupList(groups: groups, owners: owners, limits: session.limits)
      program.output.rows(list.rows, form: form.form) {
        list.table(program.words, now: session.clock.now, width: program.output.tableWidth)
      }
      try await program.tellAge(session)
      program.tellCount(groups.count, of: owners.reduce(0) { $0 + $1.groups }, isFiltered: isFiltered)
      return .done
    }
  }

  private var isFiltered: Bool { !owner.isEmpty || status != nil || search != nil }
}

extension Program {
  /// How old the local copy is.
  func tellAge(_ session: Session) async throws {
    guard let sweptAt = try await session.groups.sweptAt() else { return }
    output.message(words.dataAge(session.clock.now - sweptAt), .dim)
  }

  fileprivate func tellCount(_ count: Int, of total: Int, isFiltered: Bool) {
    if count == 0, !isFiltered {
      for line in words.noGroups { output.message(line, .warning) }
    } else {
      output.message(words.shown(count, of: max(count, total)), .dim)
    }
  }
}
