import Model
import Storage
import WeCom

/// Groups as the vendor tells them now, for a decision that is about to be made: nothing of it is stored, because the
/// replica is the refresher's to write.
struct FreshGroups: Sendable {
  let client: WeComClient

  /// Calls in the air at once; the limiter decides how many of them are let through.
  private static let width = 8

  /// `known` with what was read now: members, name, owner, and whether a group is gone. One whose answer cannot be read
  /// is left with its members unknown.
  ///
  /// - Throws: `CallError` when the vendor answers no call like this one, `CancellationError`.
  func read(
    _ known: [ChatID: JoinWayGroup], progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> [ChatID: JoinWayGroup] {
    var groups = known
    var waiting = known.keys.sorted()[...]
    try await withThrowingTaskGroup(of: (ChatID, Seen).self) { group in
      for chat in waiting.prefix(Self.width) { group.addTask { (chat, try await see(chat)) } }
      waiting = waiting.dropFirst(Self.width)
      var done = 0
      while let (chat, seen) = try await group.next() {
        groups[chat]?.take(seen)
        done += 1
        progress(done)
        if let next = waiting.popFirst() { group.addTask { (next, try await see(next)) } }
      }
    }
    return groups
  }

  fileprivate enum Seen: Sendable {
    case found(GroupDetail)
    case gone, unreadable
  }

  private func see(_ chat: ChatID) async throws -> Seen {
    do {
      return .found(try await client.group(chat, priority: .foreground))
    } catch CallError.vendor(let error) where [.unknownGroup, .groupDismissed].contains(error.code) {
      return .gone
    } catch CallError.unreadable {
      return .unreadable
    }
  }
}

extension JoinWayGroup {
  fileprivate mutating func take(_ seen: FreshGroups.Seen) {
    switch seen {
    case .unreadable: members = nil
    case .gone: isGone = true
    case .found(let detail):
      if let owner = detail.owner, owner != self.owner {
        // What was known of the former owner says nothing about this one.
        (self.owner, ownerName, ownerHasResigned) = (owner, nil, false)
      }
      name = detail.name
      members = detail.members.count
      isGone = false
      isKnown = true
    }
  }
}
