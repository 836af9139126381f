import Model

/// One join way as the registry knows it: every configuration this program made or imported, because the vendor has no
/// list of them.
package struct JoinWayRecord: Sendable, Hashable {
  package var id: JoinWayID
  /// Nil while no answer told it.
  package var configID: ConfigID?
  package var standing: Standing
  package var origin: Origin
  /// The profile that made or imported it, or read it last; empty for none. A configuration is seen by the application that
  /// made it only (99547), and the profiles of a corp share the registry: that the vendor does not know it is evidence only
  /// where this profile is told so.
  package var profile: String
  /// As last seen at the vendor; as sent, while nothing was seen.
  package var content: JoinWayContent
  /// As last seen; empty while nothing was seen.
  package var qrCode: String
  /// What the code's image says, once it was read: the link customers scan.
  package var link: String?
  /// When it was last read at the vendor.
  package var seenAt: Timestamp?
  package var createdAt: Timestamp
  /// Who made or imported it, as `user@host`.
  package var createdBy: String
  /// When ``standing`` or ``content`` last changed.
  package var changedAt: Timestamp
  /// It was changed elsewhere, and no person has said yet that they know.
  package var drift: Drift?
  /// A call about it whose end is not known.
  package var openCall: JoinWayCall?
  /// When a person took it off the lists: an unconfirmed or a gone one nobody has to deal with any more.
  package var forgottenAt: Timestamp?

  /// Why it is thought to exist, or not.
  package enum Standing: String, Sendable, Hashable, CaseIterable {
    /// Sent and answered, or read back.
    case kept
    /// 未确认的配置: an add whose answer was lost. It may exist; nobody can look it up, and it is never sent again.
    case unconfirmed
    /// The vendor does not know it (any more).
    case gone
    /// Removed by this program.
    case removed
    /// An add that was turned down or never sent: it does not exist. Kept for the record, shown in no list.
    case refused
  }

  package enum Origin: String, Sendable, Hashable { case made, imported }

  /// A change made elsewhere.
  package struct Drift: Sendable, Hashable {
    /// The content before, as this program knew it.
    package var before: JoinWayContent
    package var noticedAt: Timestamp

    package init(before: JoinWayContent, noticedAt: Timestamp) {
      self.before = before
      self.noticedAt = noticedAt
    }
  }

  package init(
    id: JoinWayID, configID: ConfigID?, standing: Standing, origin: Origin, profile: String = "",
    content: JoinWayContent, qrCode: String, link: String? = nil, seenAt: Timestamp?, createdAt: Timestamp,
    createdBy: String, changedAt: Timestamp,
    drift: Drift? = nil, openCall: JoinWayCall? = nil, forgottenAt: Timestamp? = nil
  ) {
    self.id = id
    self.configID = configID
    self.standing = standing
    self.origin = origin
    self.profile = profile
    self.content = content
    self.qrCode = qrCode
    self.link = link
    self.seenAt = seenAt
    self.createdAt = createdAt
    self.createdBy = createdBy
    self.changedAt = changedAt
    self.drift = drift
    self.openCall = openCall
    self.forgottenAt = forgottenAt
  }
}

/// One call that changes a join way, as the ledger keeps it from before it is sent.
package struct JoinWayCall: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case add, update, delete }

  package enum State: String, Sendable, Hashable {
    /// Committed; it may be on its way.
    case sending
    /// Proven not to have left this process.
    case notSent = "not_sent"
    case refused
    case done
    /// It may have taken effect or not.
    case unknown
    /// By reading: nothing of it is there. It had no effect, or somebody overwrote it since.
    case void

    package var isOpen: Bool { self == .sending || self == .unknown }
  }

  package var id: CallID
  package var joinWay: JoinWayID
  package var kind: Kind
  package var state: State
  /// What it writes; nil for a delete.
  package var content: JoinWayContent?
  /// What stood at the vendor when it was decided; nil for an add.
  package var before: JoinWayContent?
  /// SHA-256 of the exact body, hex.
  package var bodyHash: String
  package var committedAt: Timestamp
  /// After this the vendor's answer is not waited for.
  package var deadline: Timestamp
  /// Who, as `user@host`.
  package var actor: String

  package init(
    id: CallID, joinWay: JoinWayID, kind: Kind, state: State = .sending, content: JoinWayContent?,
    before: JoinWayContent?, bodyHash: String, committedAt: Timestamp, deadline: Timestamp, actor: String
  ) {
    self.id = id
    self.joinWay = joinWay
    self.kind = kind
    self.state = state
    self.content = content
    self.before = before
    self.bodyHash = bodyHash
    self.committedAt = committedAt
    self.deadline = deadline
    self.actor = actor
  }
}
