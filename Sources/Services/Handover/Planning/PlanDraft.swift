import Model
import Storage

/// One group of the old owner as planning saw it at the vendor.
package struct SurveyedGroup: Sendable, Hashable {
  package var chatID: ChatID
  package var name: String
  package var members: Int
  /// The corp's own members in the group.
  package var employees: Set<UserID>
  package var createTime: Timestamp
  /// Nil: may be sent.
  package var obstacle: ItemDetail?

  package init(
    chatID: ChatID, name: String, members: Int, employees: Set<UserID>, createTime: Timestamp, obstacle: ItemDetail?
  ) {
    self.chatID = chatID
    self.name = name
    self.members = members
    self.employees = employees
    self.createTime = createTime
    self.obstacle = obstacle
  }
}

/// The pure half of planning: from what was seen to who gets what and when.
package struct PlanDraft: Sendable, Hashable {
  package var items: [HandoverItem]
  package var shares: [HandoverPlan.Share]
  package var mayNeedHand: [ChatID]

  /// Beyond this many members below the limit a group counts as nearly full.
  package static let margin = 5

  /// - Parameters:
  ///   - groups: everything seen, in any order: sent oldest first.
  ///   - newOwners: those named by the assignment, eligible, in its order.
  ///   - groupLimit: 群人数上限, a setting of the profile.
  package init(
    groups: [SurveyedGroup], request: PlanRequest, newOwners: [NewOwner], groupLimit: Int
  ) {
    let ordered = groups.sorted { ($0.createTime, $0.chatID) < ($1.createTime, $1.chatID) }
    var sendable: [SurveyedGroup] = []
    var leftOut: [(SurveyedGroup, ItemDetail)] = []
    for group in ordered {
      if let selection = request.selection, !selection.contains(group.chatID) {
        leftOut.append((group, .notSelected))
      } else if case .map(let map) = request.assignment, map[group.chatID] == nil {
        leftOut.append((group, .notInMap))
      } else if let obstacle = group.obstacle {
        leftOut.append((group, obstacle))
      } else {
        sendable.append(group)
      }
    }
    let load = Dictionary(uniqueKeysWithValues: newOwners.map { ($0.userID, $0.groups + $0.expected) })
    let assigned = request.assignment.assign(sendable.map(\.chatID), load: load)
    // One owner's groups follow each other: fewer calls.
    let order = Dictionary(
      uniqueKeysWithValues: request.assignment.newOwners.enumerated().map { ($0.element, $0.offset) })
    let pairs = zip(sendable, assigned).enumerated().sorted { left, right in
      let leftOrder = left.element.1.flatMap { order[$0] } ?? 0
      let rightOrder = right.element.1.flatMap { order[$0] } ?? 0
      return (leftOrder, left.offset) < (rightOrder, right.offset)
    }.map(\.element)

    items = pairs.enumerated().map { position, pair in
      HandoverItem(
        chatID: pair.0.chatID, position: position, name: pair.0.name, members: pair.0.members, newOwner: pair.1,
        state: .planned)
    }
    items += leftOut.enumerated().map { offset, entry in
      HandoverItem(
        chatID: entry.0.chatID, position: pairs.count + offset, name: entry.0.name, members: entry.0.members,
        newOwner: nil, state: .excluded, detail: entry.1)
    }
    shares = newOwners.map { owner in
      .init(newOwner: owner, receives: pairs.count { $0.1 == owner.userID })
    }
    mayNeedHand = pairs.compactMap { group, owner in
      guard group.members + Self.margin >= groupLimit, let owner, !group.employees.contains(owner) else { return nil }
      return group.chatID
    }
  }
}
