import Model

/// A unit of durable work: a row that outlives the process, claimed by whichever process works.
package struct Job: Sendable, Hashable {
  package var id: JobID
  package var lane: Lane
  /// Which handler runs it: `handover`, `refresh`.
  package var kind: String
  /// What it is about: an old owner, a group, `all`.
  package var subject: String
  /// Parameters of the kind; codes, no sentences.
  package var payload: String
  package var state: JobState
  /// Why it waits, stopped or failed: a code with parameters as JSON, opaque here.
  package var reason: String?
  /// Company time before which it does not run.
  package var notBefore: Timestamp?
  /// Higher runs first.
  package var priority: Int
  package var done: Int
  /// Nil while unknown.
  package var total: Int?
  /// Raised by every claim; decisions of an older claim are not written.
  package var epoch: Int64
  /// Runs in a row that ended in an error.
  package var attempts: Int
  package var createdAt: Timestamp
  package var createdBy: String
  package var startedAt: Timestamp?
  package var finishedAt: Timestamp?

  package init(
    id: JobID, lane: Lane, kind: String, subject: String, payload: String = "", state: JobState, priority: Int = 0,
    total: Int? = nil, createdAt: Timestamp, createdBy: String
  ) {
    self.id = id
    self.lane = lane
    self.kind = kind
    self.subject = subject
    self.payload = payload
    self.state = state
    self.priority = priority
    self.total = total
    self.createdAt = createdAt
    self.createdBy = createdBy
    done = 0
    epoch = 0
    attempts = 0
  }
}

/// What may run beside what: refreshes never share a lane with what changes something at the vendor.
package enum Lane: String, Sendable, Hashable, CaseIterable { case mutation, refresh }

/// `draft → queued → running ⇄ waiting ⇄ paused → done | doneWithErrors | cancelled | failed`, and `attention` while a
/// person has to act.
package enum JobState: String, Sendable, Hashable, CaseIterable {
  /// A plan nobody has confirmed.
  case draft
  case queued
  case running
  /// Until its `notBefore`.
  case waiting
  /// By a person.
  case paused
  /// A person has to act, then resume.
  case attention
  case done
  case doneWithErrors
  case cancelled
  case failed

  package var isFinal: Bool { [.done, .doneWithErrors, .cancelled, .failed].contains(self) }
  /// A worker goes on with it by itself.
  package var isActive: Bool { [.queued, .running, .waiting].contains(self) }
}
