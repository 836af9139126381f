import Model
import Storage

/// Something about a content that keeps it from being sent, or that a person should know before.
package struct JoinWayFault: Sendable, Hashable {
  package enum Rule: Sendable, Hashable {
    // These keep it from being sent.
    case noGroup
    /// More than ``JoinWayContent/mostChats``.
    case tooManyGroups(Int)
    case duplicateGroup(ChatID)
    case dismissedGroup(ChatID)
    /// Not in the replica. Only a warning where the vendor has it in the configuration already.
    case unknownGroup(ChatID)
    /// Old data have scene 3: it is read, and never written.
    case sceneNotWritable(Int)
    /// Characters (Unicode scalars) there are.
    case remarkTooLong(Int)
    case stateTooLong(Int)
    case baseNameTooLong(Int)
    case noBaseName
    case badBaseID(Int)
    /// By another configuration of the registry.
    case stateTaken(by: JoinWayID)
    /// Control characters.
    case unprintable
    // These are for a person to know.
    /// No more than 30 characters, yet more bytes than that: whether the vendor counts bytes is not known.
    case stateBytes(Int)
    /// Outside printable ASCII: it comes back with each member, yet its counting is not known.
    case stateNotASCII
    /// All five places are chosen: no group can be created automatically.
    case noPlaceForNewGroups
    /// At or near the scan limit.
    case groupFull(ChatID, members: Int)
    case groupNearlyFull(ChatID, members: Int)
    case ownerResigned(ChatID)
    /// Groups of several owners: automatically created groups get the first one's.
    case severalOwners
    case noState
    /// Arrivals are counted by `state`: those who came so far stay with the former one, told here.
    case stateChanged(from: String)

    /// The other configuration it is about.
    package var holder: JoinWayID? { if case .stateTaken(let other) = self { other } else { nil } }
  }

  package var field: JoinWayField
  package var rule: Rule
  package var isWarning: Bool

  package init(_ field: JoinWayField, _ rule: Rule, isWarning: Bool = false) {
    self.field = field
    self.rule = rule
    self.isWarning = isWarning
  }
}
