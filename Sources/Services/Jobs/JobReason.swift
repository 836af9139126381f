import Foundation
import Model

/// Why a job waits, stopped or needs a person: stored as a code with parameters, put into words by Words. The moment it
/// is looked at again is the job's own `notBefore`; where sending itself goes on later than that, the reason says when.
package enum JobReason: Sendable, Hashable, Codable {
  /// The old owner's 300 of the day are spent by this program.
  case quotaUsedUp(owner: UserID, until: Timestamp)
  /// The vendor refused for the quota: somebody else spends it too.
  case quotaClosed(owner: UserID, until: Timestamp)
  case outsideWindow(until: Timestamp)
  /// What is left was refused with an undocumented code, or could not be read, and is tried again.
  case retrying(groups: Int, until: Timestamp)
  /// Too close to midnight.
  case midnight(until: Timestamp)
  /// Sent, answer lost: nothing is sent again before the remote state has been read.
  case checking(groups: Int)
  /// Everything is sent; the vendor takes its time.
  case following(groups: Int)
  /// Another handover of the same old owner has a call in the air.
  case otherHandover(owner: UserID)
  /// The vendor cannot be reached, or answers nothing readable.
  case unreachable
  /// The vendor has closed an API for a while (45009, 45033).
  case rateLimited
  /// The vendor refused with this code; somebody has to mend it, then resume. `ip` is the caller's address as the vendor
  /// sees it, if it told (60020).
  case refused(code: Int, ip: String? = nil)
  /// The new owner cannot receive groups, with the vendor's code; mend it and resume, or cancel and plan anew.
  case newOwnerUnfit(newOwner: UserID, code: Int)
  /// The local clock and the vendor's differ by this many seconds.
  case clockSkew(seconds: Int64)
  /// Sent several times, never answered, and without effect: look at the vendor's side, then resume.
  case unanswered(groups: Int)
  /// This machine was too slow between intent and sending; nothing was sent.
  case tooSlow
  /// The audit is not the one its head names, and without a whole audit nothing is sent: look, then take it for good.
  case auditMismatch
  /// Something in this program or on this machine went wrong; the log says what.
  case internalError(String)
}

extension JobReason {
  /// As a job's row holds it.
  package var stored: String? { try? JSONOutput.text(self, isPretty: false) }

  /// Nil for what another program wrote.
  package init?(stored text: String) {
    guard let reason = try? JSONDecoder().decode(JobReason.self, from: Data(text.utf8)) else { return nil }
    if case .clockSkew(let seconds) = reason, !(-Timestamp.farthest...Timestamp.farthest).contains(seconds) {
      return nil
    }
    self = reason
  }
}
