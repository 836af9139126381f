extension JoinWayContent {
  /// Whether `other` is this content, or what the vendor makes of it by itself: a remark that was cut, a default where
  /// nothing was sent, a group that was created automatically. Anything else was done by somebody.
  ///
  /// - Parameter asSent: this content is what was sent. One that was read back is cut already.
  package func mayBecome(_ other: JoinWayContent, asSent: Bool) -> Bool {
    JoinWayField.allCases.allSatisfy { mayBecome(other, in: $0, asSent: asSent) }
  }

  /// The same for one field.
  package func mayBecome(_ other: JoinWayContent, in field: JoinWayField, asSent: Bool) -> Bool {
    switch field {
    case .scene: scene == other.scene
    case .remark: remark == other.remark || asSent && cutRemarks.contains(other.remark)
    case .autoCreateRoom: autoCreateRoom == other.autoCreateRoom
    // Without automatic groups neither name nor number means anything, and whether they are kept is unknown.
    case .roomBaseName: roomBaseName == other.roomBaseName || !autoCreateRoom
    case .roomBaseID: roomBaseID == other.roomBaseID || roomBaseID == nil || !autoCreateRoom || hasCounted(to: other)
    case .chats: chats == other.chats || hasGrown(to: other)
    case .state: state == other.state
    case .markSource: markSource == other.markSource || markSource == nil
    }
  }

  /// What cutting makes of a remark that is too long: whether characters or bytes are counted is unknown.
  private var cutRemarks: [String] {
    guard remark.utf8.count > Self.longestRemark else { return [] }
    var bytes = 0
    let fitting = remark.unicodeScalars.prefix { scalar in
      bytes += UTF8.width(scalar)
      return bytes <= Self.longestRemark
    }
    return [String(fitting), String(remark.unicodeScalars.prefix(Self.longestRemark))]
  }

  /// A group that is created automatically takes the next free place; the others stay where they are. One that stands
  /// before them was put there: groups to come would get its owner.
  private func hasGrown(to other: JoinWayContent) -> Bool {
    autoCreateRoom && other.chats.count > chats.count && other.chats.starts(with: chats)
  }

  /// Whether the vendor counts the number up with the groups it creates is unknown; by more than those it does not.
  private func hasCounted(to other: JoinWayContent) -> Bool {
    guard let number = roomBaseID, let next = other.roomBaseID, hasGrown(to: other) else { return false }
    let (steps, isTooFar) = next.subtractingReportingOverflow(number)
    return !isTooFar && steps > 0 && steps <= other.chats.count - chats.count
  }
}
