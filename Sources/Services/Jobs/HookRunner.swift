import Model
import Processes
import Storage

/// Tells a profile's command what happened: argv, no shell, one JSON document on its standard input. Notices were written
/// with what they tell; they are delivered afterwards, at least once, by whoever holds the worker role.
package struct HookRunner: Sendable {
  let ledger: Store
  /// Argv, the first an absolute path.
  let command: [String]
  let clock: any CompanyClock
  /// What the command gets to see of the environment; no secret of ours.
  let environment: [String: String]
  /// *Real* time one delivery may take.
  let timeLimit: Duration

  package init(
    ledger: Store, command: [String], clock: any CompanyClock, environment: [String: String],
    timeLimit: Duration = .seconds(30)
  ) {
    self.ledger = ledger
    self.command = command
    self.clock = clock
    self.environment = environment
    self.timeLimit = timeLimit
  }

  /// What the command reads. Keys are the command line's own.
  package struct Document: Codable, Sendable, Hashable {
    /// `done`, `attention` or `quota`.
    package var event: String
    package var plan: String
    package var handover_userid: String
    package var state: String
    /// Company time, seconds.
    package var at: Int64
    /// Groups by state.
    package var items: [String: Int]
  }

  /// Delivers what is pending; what fails is tried again the next time, a few times.
  package func deliver() async throws {
    let pending = try await ledger.perform { try NoticeOutbox.pending(in: $0) }
    for notice in pending {
      // A notice about nothing is never to be delivered.
      let document = try await document(of: notice)
      let isDelivered = if let document { await run(document) } else { true }
      let now = clock.now
      try await ledger.perform { engine in
        try NoticeOutbox.record(notice, isDelivered: isDelivered, at: now, in: engine)
      }
    }
  }

  private func document(of notice: NoticeOutbox.Notice) async throws -> Document? {
    try await ledger.perform { engine in
      let handovers = HandoverLedger(engine: engine)
      guard let handover = try handovers.handover(notice.job), let job = try JobLedger(engine: engine).job(notice.job)
      else { return nil }
      let counts = try handovers.counts(of: notice.job)
      return Document(
        event: notice.event, plan: notice.job.rawValue, handover_userid: handover.oldOwner.rawValue,
        state: job.state.rawValue, at: notice.at.seconds,
        items: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }))
    }
  }

  private func run(_ document: Document) async -> Bool {
    guard !command.isEmpty, let text = try? JSONOutput.text(document, isPretty: false) else { return false }
    let program = OtherProgram(command, environment: environment, timeLimit: timeLimit)
    return (try? await program.run(input: text + "\n"))?.status == 0
  }
}
