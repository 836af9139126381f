import ArgumentParser
import Model
import Services
import Storage
import Words

/// `groupdesk join-ways refresh`
struct JoinWaysRefreshCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Read join ways at WeCom: what changed elsewhere, what is gone, what became of lost answers.",
    discussion: """
      Groups they lead into that this machine does not know yet are read, too; who is in the others is fetched by \
      'groups refresh'.
      """)

  @Argument(help: "Only these join ways: their config_ids.") var ids: [String] = []
  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(writesReplica: true) { session in
      guard let rows = try await program.joinWays(ids, session) else { return .usage }
      let look = try await session.joinWays.refresh(ids.isEmpty ? nil : rows.map(\.record.id)) { done, total in
        program.output.progress(program.words.joinWaysRead(done, of: total))
      }
      program.output.clearProgress()
      let scope: JoinWayScope = ids.isEmpty ? .current : .ids(rows.map(\.record.id))
      let groups = try await readUnknownGroups(of: scope, program, session)
      if json { program.output.json(LookDocument(look)) }
      try await sayFailures(of: look, program, session)
      program.output.message(
        program.words.joinWayLook(look), look.failed.isEmpty ? look.gone.isEmpty ? .done : .warning : .warning)
      return look.status == .done ? groups : look.status
    }
  }

  /// Groups that the configurations lead into and no sweep brought: dismissed ones stand in no list.
  private func readUnknownGroups(
    of scope: JoinWayScope, _ program: Program, _ session: Session
  ) async throws -> ExitStatus {
    let findings = try await session.joinWays.rows(scope).flatMap(\.findings)
    var chats: Set<ChatID> = []
    for case .groupsUnknown(let unknown) in findings.map(\.kind) { chats.formUnion(unknown) }
    guard !chats.isEmpty else { return .done }
    if try await session.queue.isStopped() {
      program.output.message(program.words.line(program.words.everythingStopped), .warning)
      return .inPart
    }
    return try await program.refresh(.groups(chats.sorted()), session)
  }

  private func sayFailures(of look: JoinWayLook, _ program: Program, _ session: Session) async throws {
    guard !look.failed.isEmpty else { return }
    let circumstances = Circumstances(session.profile, now: session.clock.now)
    for row in try await session.joinWays.rows(.ids(Array(look.failed.keys))) {
      guard let trouble = look.failed[row.record.id] else { continue }
      let line = program.words.line(program.words.trouble(trouble, circumstances))
      program.output.message(SafeText("\(program.words.joinWayName(row.record)): \(line)"), .error)
    }
  }
}

extension JoinWayLook {
  /// The exit code scripts rely on: what is gone or changed elsewhere was read all the same, and what other profiles have is
  /// not to be read here.
  fileprivate var status: ExitStatus {
    let failed = failed.filter { if case .otherProfile = $0.value { false } else { true } }
    if failed.isEmpty, !self.failed.isEmpty { return read > 0 ? .done : .refusedHere }
    guard let first = failed.min(by: { $0.key < $1.key })?.value else { return .done }
    guard failed.count >= read + failed.count - gone.count, gone.isEmpty else { return .inPart }
    switch first {
    case .call(let error): return read > failed.count ? .inPart : Failure.status(of: error)
    case .otherConfiguration: return .vendorUnavailable
    case .otherProfile: return .refusedHere
    }
  }
}

/// What reading brought, as scripts get it; join ways by the registry's ids.
private struct LookDocument: Encodable {
  let read: Int
  let changed_elsewhere: [String]
  let gone: [String]
  let settled_calls: [String]
  let failed: [String]

  init(_ look: JoinWayLook) {
    read = look.read
    changed_elsewhere = look.drifted.map(\.rawValue)
    gone = look.gone.map(\.rawValue)
    settled_calls = look.settled.map(\.rawValue)
    failed = look.failed.keys.map(\.rawValue).sorted()
  }
}
