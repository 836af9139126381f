import Interface
import Model
import Screen
import Services
import Storage
import Words

/// What mends a finding, from wherever it is read.
extension JoinWayFinding {
  /// What asks first is done where its question is: in the list and in the check.
  func effects(for id: JoinWayID) -> [Effect] {
    switch repair {
    case .rotate: [.push(.joinWayPlan(.rotate, [id]))]
    case .replace: [.push(.joinWayReplacement([id]))]
    case .edit: [.push(.joinWayForm(.edit(id)))]
    case .refresh: .reading([id], unknown: unknownChats)
    case .acknowledge, .forget: [.push(.joinWays(id))]
    }
  }

  /// Groups that only a look at them tells more of.
  fileprivate var unknownChats: [ChatID] { if case .groupsUnknown(let chats) = kind { chats } else { [] } }
}

extension JoinWayFinding.Repair {
  /// Why it cannot be done now; nil when it can.
  func whyNot(_ row: JoinWayRow, _ world: World) -> SafeText? {
    switch self {
    case .refresh: nil
    case .rotate, .replace, .edit: world.whyNoChange(of: row)
    case .acknowledge: world.whyNotAcknowledged(row)
    case .forget: world.whyNotForgotten(row)
    }
  }
}

extension [Effect] {
  /// Reads configurations back, and those of their groups whose members are not known: one that was dismissed is known to
  /// be gone afterwards.
  ///
  /// - Parameter ids: nil for all.
  static func reading(_ ids: [JoinWayID]?, of rows: [JoinWayRow]) -> [Effect] {
    reading(ids, unknown: rows.flatMap(\.findings).flatMap(\.unknownChats))
  }

  fileprivate static func reading(_ ids: [JoinWayID]?, unknown chats: [ChatID]) -> [Effect] {
    let look = Effect.ask(.joinWays(.refresh(ids)))
    return chats.isEmpty ? [look] : [look, .ask(.refresh([.groups(Set(chats).sorted())]))]
  }
}
