import Model
import WeCom

/// Asks the vendor who may receive customer groups.
package struct NewOwnerCheck: Sendable {
  let client: WeComClient

  package init(client: WeComClient) { self.client = client }

  /// - Parameters:
  ///   - users: whom to look at; nil: everybody with 客户联系.
  ///   - oldOwner: whose groups are handed over.
  ///   - groups: customer groups each owns now.
  ///   - expected: groups on their way to each.
  package func check(
    _ users: [UserID]?, oldOwner: UserID?, groups: [UserID: Int], expected: [UserID: Int]
  ) async throws -> [NewOwner] {
    let followUsers = try await client.followUsers(priority: .foreground)
    let withCustomerContact = Set(followUsers)
    let wanted = users ?? followUsers
    var found: [UserID: NewOwner] = [:]
    try await withThrowingTaskGroup(of: NewOwner.self) { group in
      var waiting = wanted[...]
      func startNext() {
        guard let user = waiting.popFirst() else { return }
        group.addTask {
          var owner = try await self.look(
            at: NewOwner(
              userID: user, name: nil, groups: groups[user] ?? 0, expected: expected[user] ?? 0,
              obstacles: user == oldOwner ? [.isOldOwner] : [], unknowns: [.realName, .lastLogin]))
          if !withCustomerContact.contains(user), !owner.obstacles.contains(.unknownMember) {
            owner.obstacles.append(.noCustomerContact)
          }
          return owner
        }
      }
      for _ in 0..<8 { startNext() }
      while let owner = try await group.next() {
        found[owner.userID] = owner
        startNext()
      }
    }
    return wanted.compactMap { found[$0] }
  }

  private func look(at owner: NewOwner) async throws -> NewOwner {
    var owner = owner
    do {
      let member = try await client.member(owner.userID, priority: .foreground)
      owner.name = member.name
      switch member.activation {
      case .active?: break
      case nil: owner.unknowns.append(.activation)
      case let other?: owner.obstacles.append(.notActive(other))
      }
    } catch CallError.vendor(let error) where [.unknownUserID, .badUserID, .unknownNewOwner].contains(error.code) {
      owner.obstacles.append(.unknownMember)
    } catch CallError.vendor(let error)
      where [.outOfRange, .outOfVisibleRange, .mayNotCall, .notAuthorised].contains(error.code)
    {
      owner.unknowns.append(.activation)
    }
    return owner
  }
}
