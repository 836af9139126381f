import Model
import Storage
import WeCom

/// What became of an add, an update or a removal.
package enum JoinWayEnd: Sendable, Hashable {
  /// Done, and read back.
  ///
  /// - Parameter differing: fields in which the vendor made something else of it than was written.
  case done(JoinWayRecord, differing: [JoinWayField])
  /// Done; reading it back did not work.
  case doneUnread(JoinWayRecord, JoinWayTrouble)
  /// The answer was lost. An add is an unconfirmed configuration now; an update or a removal is looked at again
  /// by the next refresh.
  case unknown(JoinWayRecord)
  /// Nothing was sent: the vendor has something else by now than the person saw.
  case changedMeanwhile(JoinWayConflict)
  /// Nothing was sent: an earlier call's end is not known yet. It can be settled from that moment on.
  case earlierCallOpen(JoinWayCall, until: Timestamp)
  /// Nothing was sent: the vendor does not know the configuration any more.
  case gone(JoinWayRecord)
  /// Provably not sent.
  case notSent(NotSent)
  /// Nothing was sent: the configuration could not be read before, or the call not be made ready.
  case notReached(JoinWayTrouble)
  /// This machine could not write down what became of it. If it was sent, the next look shows it.
  case notRecorded(StorageError)
  /// The vendor turned it down.
  case refused(VendorError)
  /// Nothing was sent: rules of the content are broken.
  case invalid([JoinWayFault])
  /// Nothing was sent: the global stop is on.
  case stopped
  /// Nothing was sent: the audit is not whole (`audit verify`).
  case auditNotWhole
}
