import Model
import Storage

/// Decides which groups a join way leads into afterwards. Everything else of its content stays: code, state, remark,
/// numbering.
///
/// A group is *open* while it has fewer members than ``Fullness/Limits/scanWarning``, *full* from
/// ``Fullness/Limits/scan`` on. What is between them is kept until nothing else can make room.
package struct RotationPlanner: Sendable {
  /// As they are now; of those that are missing nothing is known, and they stay.
  private let groups: [ChatID: JoinWayGroup]
  /// Open groups that may be added, by owner.
  private let candidates: [UserID: [JoinWayGroup]]
  private let limits: Fullness.Limits
  /// How many join ways lead into each group; counted on as plans are made, so that two do not get the same one.
  private var uses: [ChatID: Int]

  /// - Parameter uses: how many join ways lead into each candidate.
  package init(
    groups: [ChatID: JoinWayGroup], candidates: [UserID: [JoinWayGroup]], uses: [ChatID: Int], limits: Fullness.Limits
  ) {
    self.groups = groups
    self.candidates = candidates
    self.uses = uses
    self.limits = limits
  }

  /// The groups wanted, or why none can be had.
  package typealias Decision = Result<[ChatID], Refused>

  package struct Refused: Error, Sendable, Hashable {
    package var obstacle: JoinWayPlan.Obstacle
  }

  package mutating func decide(_ purpose: JoinWayPlan.Purpose, _ content: JoinWayContent) -> Decision {
    let decision =
      switch purpose {
      case .rotate: rotated(content)
      case .replace(let old, let new): replaced(old, by: new, content.chats)
      case .replaceOwner(let old, let new): replaced(allOf: old, by: new, content)
      }
    if case .success(let chats) = decision {
      for chat in chats where !content.chats.contains(chat) { uses[chat, default: 0] += 1 }
    }
    return decision
  }

  /// Whose created groups will be, where that is somebody else than before, and not the one who was named for it.
  package func newOwner(
    of wanted: JoinWayContent, instead base: JoinWayContent, _ purpose: JoinWayPlan.Purpose
  ) -> UserID? {
    guard wanted.autoCreateRoom, let owner = creator(wanted.chats), owner != creator(base.chats) else { return nil }
    if case .replaceOwner(_, owner) = purpose { return nil }
    return owner
  }

  /// Whose groups are created beside these.
  private func creator(_ chats: [ChatID]) -> UserID? { RoomCreation.model(chats.lazy.compactMap { groups[$0] })?.owner }

  // MARK: Rotate

  /// Full and gone groups leave, the others stay in their order.
  ///
  /// With auto-create on each free place is worth a whole group: one open group is added only if none is left, or if the
  /// first group left is somebody else's, because new groups get the first one's owner. Otherwise open groups take all
  /// places there are.
  private func rotated(_ content: JoinWayContent) -> Decision {
    let chats = content.chats
    let owner = creator(chats)
    let spare = owner.map { open(of: $0, besides: chats, JoinWayContent.mostChats) } ?? []
    var kept = chats.filter { !isGone($0) && !isFull($0) }
    if kept.count == JoinWayContent.mostChats {
      kept = withoutNearlyFull(kept, atMost: content.autoCreateRoom ? kept.count : spare.count)
    }
    if content.autoCreateRoom {
      let isOthers = kept.first.flatMap { groups[$0]?.owner }.map { $0 != owner } ?? true
      if isOthers, kept.count < JoinWayContent.mostChats - 1, let new = spare.first { kept.insert(new, at: 0) }
    } else {
      kept += spare.prefix(JoinWayContent.mostChats - kept.count)
    }
    // A list cannot be empty, and beside one full group new ones are created.
    if kept.isEmpty, content.autoCreateRoom, let last = chats.first(where: { !isGone($0) && !hasLeft(ownerOf: $0) }) {
      kept = [last]
    }
    return kept.isEmpty ? refuse(.noOpenGroup(owner)) : changed(kept, from: chats)
  }

  /// Five groups of which none is full: those with the least room leave.
  private func withoutNearlyFull(_ chats: [ChatID], atMost count: Int) -> [ChatID] {
    let leaving = chats.filter(isNearlyFull)
      .sorted { (groups[$0]?.members ?? 0, $1) > (groups[$1]?.members ?? 0, $0) }.prefix(count)
    return chats.filter { !leaving.contains($0) }
  }

  // MARK: Replace

  private func replaced(_ old: ChatID, by new: ChatID, _ chats: [ChatID]) -> Decision {
    guard chats.contains(old), old != new else { return refuse(.nothingToDo) }
    if chats.contains(new) { return changed(chats.filter { $0 != old }, from: chats) }
    return changed(chats.map { $0 == old ? new : $0 }, from: chats)
  }

  private func replaced(allOf old: UserID, by new: UserID, _ content: JoinWayContent) -> Decision {
    let chats = content.chats
    guard old != new, let place = chats.firstIndex(where: { groups[$0]?.owner == old }) else {
      return refuse(.nothingToDo)
    }
    var kept = chats.filter { groups[$0]?.owner != old }
    let mine = kept.contains { groups[$0]?.owner == new && isOpen($0) }
    let wanted = content.autoCreateRoom ? (mine ? 0 : 1) : chats.count - kept.count
    let added = open(of: new, besides: chats, wanted)
    guard mine || !added.isEmpty else { return refuse(.noOpenGroup(new)) }
    kept.insert(contentsOf: added, at: min(place, kept.count))
    return changed(kept, from: chats)
  }

  // MARK: Groups

  private func changed(_ chats: [ChatID], from old: [ChatID]) -> Decision {
    chats == old ? refuse(.nothingToDo) : .success(chats)
  }

  private func refuse(_ obstacle: JoinWayPlan.Obstacle) -> Decision { .failure(Refused(obstacle: obstacle)) }

  /// Those nobody else's code leads into first, then those with the fewest members.
  private func open(of owner: UserID, besides chats: [ChatID], _ count: Int) -> [ChatID] {
    guard count > 0 else { return [] }
    return (candidates[owner] ?? [])
      .filter { group in
        !chats.contains(group.chatID) && group.owner == owner && !group.isGone && !group.ownerHasResigned
          && group.members.map { $0 < limits.scanWarning } == true
      }
      .sorted { key($0) < key($1) }.prefix(count).map(\.chatID)
  }

  private func key(_ group: JoinWayGroup) -> (Int, Int, ChatID) {
    (uses[group.chatID] ?? 0, group.members ?? .max, group.chatID)
  }

  private func isGone(_ chat: ChatID) -> Bool { groups[chat]?.isGone == true }
  private func hasLeft(ownerOf chat: ChatID) -> Bool { groups[chat]?.ownerHasResigned == true }
  private func isFull(_ chat: ChatID) -> Bool { groups[chat]?.members.map { $0 >= limits.scan } == true }
  private func isNearlyFull(_ chat: ChatID) -> Bool { groups[chat]?.members.map { $0 >= limits.scanWarning } == true }
  /// A group whose members are not known counts as open: nothing proves that it is not.
  private func isOpen(_ chat: ChatID) -> Bool { !isGone(chat) && !isNearlyFull(chat) }
}
