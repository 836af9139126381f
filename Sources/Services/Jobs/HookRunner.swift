import Foundation
import Model
import Storage
import Subprocess

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
    guard let program = command.first, let text = try? JSONOutput.text(document, isPretty: false),
      let input = Self.readable(text + "\n")
    else { return false }
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
    let configuration = Subprocess.Configuration(
      executable: .path(.init(program)), arguments: .init(Array(command.dropFirst())),
      environment: .custom(
        Dictionary(
          environment.compactMap { pair in Subprocess.Environment.Key(rawValue: pair.key).map { ($0, pair.value) } },
          uniquingKeysWith: { first, _ in first })),
      platformOptions: options)
    return await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        let end = try? await Subprocess.run(
          configuration, input: .fileDescriptor(.init(rawValue: input), closeAfterSpawningProcess: true),
          output: .discarded)
        return end?.terminationStatus.isSuccess ?? false
      }
      group.addTask { [timeLimit] in
        try? await ContinuousClock().sleep(for: timeLimit)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  /// A pipe that holds all of the text, its writing end closed: the command may end without reading any of it, which a
  /// text written while it runs would not survive. Nil for more than every pipe takes (4 KiB), or when there is none.
  private static func readable(_ text: String) -> Int32? {
    let bytes = Array(text.utf8)
    var ends: [Int32] = [-1, -1]
    guard bytes.count <= 4096, pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let written = write(ends[1], bytes, bytes.count)
    close(ends[1])
    if written == bytes.count { return ends[0] }
    close(ends[0])
    return nil
  }
}
