import Foundation
import Model
import Queue
import Services
import Settings
import Storage

/// Runs a company's jobs in this process.
struct Worker: Sendable {
  private let session: Session
  private let hook: HookRunner?
  private let failed: @Sendable (any Error) -> Void

  /// - Parameters:
  ///   - environment: what a hook's command gets to see, our secret left out.
  ///   - failed: told what broke a run off.
  init(_ session: Session, environment: [String: String], failed: @escaping @Sendable (any Error) -> Void) {
    self.session = session
    self.failed = failed
    hook = session.profile.preferences.hook.map { command in
      HookRunner(
        ledger: session.files.ledger, command: command, clock: session.clock,
        environment: environment.withoutSecrets(of: session.profile.secret))
    }
  }

  /// - Parameters:
  ///   - role: the worker's, held until this returns. Nil only refreshes: what changes something at the vendor, and the
  ///     news of it, are left to whoever has the role.
  ///   - kinds: of jobs to run; the others are left alone.
  func run(_ role: RoleLock?, kinds: Set<String>, untilDone: Bool) async throws {
    guard let client = session.client else { throw NotConnected() }
    let handlers: [String: any JobHandler] = [
      RefreshJob.kind: RefreshJob(
        client: client, replica: session.files.replica, clock: session.clock, numbers: session.numbers,
        failed: failed),
      HandoverJob.kind: HandoverJob(
        ledger: session.files.ledger, client: client, clock: session.clock, rules: session.rules,
        authority: session.authority, actor: Identity.actor, newID: Identity.newID, calls: OpenCallWatch()),
    ]
    var options = JobRunner.Options()
    options.refresher = session.refresher
    options.refreshLane = session.refreshLane
    let runner = JobRunner(
      ledger: session.files.ledger, watch: try LedgerWatch(file: session.places.ledger), worker: role,
      handlers: handlers.filter { kinds.contains($0.key) }, clock: session.clock, options: options,
      reason: { [failed] _, error in
        failed(error)
        return nil
      },
      afterRun: { [hook] in if role != nil { try? await hook?.deliver() } })
    if untilDone { try await runner.runUntilDone() } else { try await runner.run() }
  }
}
