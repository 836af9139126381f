import Model
import Storage
import WeCom

/// What ended a call that hands groups over, as far as the protocol distinguishes.
package enum SendEnd: Sendable, Hashable {
  /// Provably nothing was sent. `blockedUntil`: the limits let nothing through before.
  case notSent(NotSent, blockedUntil: Timestamp?)
  /// The vendor refused the call as a whole: nothing happened.
  case refused(code: Int)
  /// The vendor answered for each group; who is not named was accepted.
  case answered(failed: [ChatID: Int])
  /// Nobody knows.
  case unknown

  package enum NotSent: String, Sendable, Hashable { case gateClosed, unreachable, noToken, limited }
}

extension SendEnd {
  package init(_ end: TransferEnd) {
    switch end {
    case .notSent(.noToken): self = .notSent(.noToken, blockedUntil: nil)
    case .notSent(.gateClosed): self = .notSent(.gateClosed, blockedUntil: nil)
    case .notSent(.limited(let block)): self = .notSent(.limited, blockedUntil: block?.until)
    case .notSent(.unreachable), .notSent(.timedOut): self = .notSent(.unreachable, blockedUntil: nil)
    case .refused(let error): self = .refused(code: error.code.rawValue)
    case .answered(let failed): self = .answered(failed: failed.mapValues(\.code.rawValue))
    case .unknown: self = .unknown
    }
  }
}

/// Why a remote read failed.
package enum ReadFailure: Sendable, Hashable {
  case unreachable
  case blocked(until: Timestamp)
  case refused(code: Int)
}

/// What the shell tells the core.
package enum HandoverEvent: Sendable, Hashable {
  /// The state has just been loaded.
  case resumed
  /// The change asked for is committed.
  case applied
  case read(RemotePicture)
  case readFailed(ReadFailure)
  case intended(TransferBatch)
  case intentRefused(IntentRefusal)
  case ended(SendEnd)
  /// The time asked for by ``HandoverCommand/settle`` has passed.
  case settled
}

/// What the core asks the shell to do; always exactly one thing at a time.
package enum HandoverCommand: Sendable, Hashable {
  /// Write the change in one transaction, answer ``HandoverEvent/applied``.
  case apply(HandoverChange)
  /// The remote read of these groups.
  case read([ChatID])
  /// Commit the intent to hand these groups to the new owner.
  case intend(chats: [ChatID], newOwner: UserID)
  /// Send the committed call through the gate.
  case send(TransferBatch)
  /// Wait, in real time, until one full request time-out has passed since this process first saw the open call.
  case settle
  /// Nothing to do before `until`; the run ends.
  case wait(until: Timestamp, JobReason)
  /// A person has to act; the run ends.
  case attention(JobReason)
  /// A person has stopped everything: the run ends, and the job goes on when that is over.
  case release
  /// Everything is final; the run ends.
  case finish(JobState)
  /// What is in memory is not what is in the ledger, or a day has passed: load again.
  case reload
}
