import Foundation
import Testing

/// Two workers beside whatever else works on a ledger. Whoever holds the role is killed; a dead worker is followed by a
/// new one.
actor Crew {
  private let run: HandoverRun
  private let words: [String]
  private var workers: [RunningProgram] = []
  /// Real seconds from each death until another process held the role.
  private(set) var takeOvers: [Double] = []

  init(_ run: HandoverRun, _ words: [String]) {
    self.run = run
    self.words = words
  }

  func start() async throws {
    while workers.count < 2 { workers.append(try await run.program.start(words)) }
  }

  func stop() { for worker in workers { worker.stop() } }

  /// - Parameter console: may be killed, too.
  /// - Returns: who was killed, and what it had said if it was a worker.
  func killWhoeverWorks(or console: pid_t) async throws -> (victim: pid_t, said: String) {
    let ledger = try run.program.ledger
    var working: pid_t?
    let peers = workers.map(\.process) + [console]
    try await waitUntil {
      working = try RunningProgram.worker(of: ledger)
      return working.map(peers.contains) ?? false
    }
    let victim = try #require(working)
    kill(victim, SIGKILL)
    let death = ContinuousClock.now
    try await waitUntil { try RunningProgram.worker(of: ledger).map { $0 != victim } ?? false }
    takeOvers.append(death.duration(to: .now) / .seconds(1))
    guard let dead = workers.firstIndex(where: { $0.process == victim }) else { return (victim, "") }
    let said = try await workers.remove(at: dead).end().stderr
    try await start()
    return (victim, said)
  }
}
