import Model

/// Groups that the vendor creates by itself (群满后自动新建群, 99547): each gets the owner of the first group, and takes a free
/// place.
package enum RoomCreation {
  /// The group whose owner the next ones get: the first whose owner is known.
  ///
  /// - Parameter groups: of the content, in that order.
  package static func model(_ groups: some Sequence<JoinWayGroup>) -> JoinWayGroup? { groups.first { $0.owner != nil } }

  /// How many can still be created; 0 for an owner who has resigned: nobody could own them.
  package static func count(of content: JoinWayContent, _ groups: some Sequence<JoinWayGroup>) -> Int {
    guard content.autoCreateRoom, model(groups)?.ownerHasResigned != true else { return 0 }
    return content.freePlaces
  }
}
