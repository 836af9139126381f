import Model
import Storage

/// Does the jobs of one kind.
package protocol JobHandler: Sendable {
  /// Whether ``run(_:_:)`` writes the replica, and so needs the refresher role held meanwhile.
  var needsRefresherRole: Bool { get }
  /// Goes on with a job where its rows say it stands, under the claim `job.epoch`. Must end soon once
  /// ``JobContext/isStopRequested`` says so; may be killed at any moment and be called again, in any process.
  func run(_ job: Job, _ context: JobContext) async -> JobEnd
}

extension JobHandler {
  package var needsRefresherRole: Bool { false }
}

/// How a run ended.
package enum JobEnd: Sendable {
  /// The handler wrote the end itself, or stopped because it was asked to.
  case released
  /// A final state, or `attention`.
  case finished(JobState, reason: String?)
  /// Goes on at that moment; nil: when somebody queues it again. Consumes no attempt.
  case waiting(until: Timestamp?, reason: String?)
  /// Something unexpected: tried again later, and given up when it keeps happening.
  case interrupted(any Error, reason: String?)
}

/// What a run may ask and tell while it lasts.
package struct JobContext: Sendable {
  package let clock: any CompanyClock
  private let stopRequested: @Sendable () async -> Bool
  private let report: @Sendable (Int, Int?) async -> Void

  package init(
    clock: any CompanyClock, isStopRequested: @escaping @Sendable () async -> Bool,
    progress: @escaping @Sendable (_ done: Int, _ total: Int?) async -> Void
  ) {
    self.clock = clock
    stopRequested = isStopRequested
    report = progress
  }

  /// Whether to stop now: the process shuts down, the job was paused or cancelled, everything was stopped, or another
  /// run has the job.
  package var isStopRequested: Bool { get async { await stopRequested() } }

  /// May be called as often as is convenient; written a few times a second.
  package func progress(done: Int, total: Int?) async { await report(done, total) }
}
