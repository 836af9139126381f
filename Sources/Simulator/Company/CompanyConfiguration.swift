/// What a simulated company is made from. Everything else follows from the seed.
package struct CompanyConfiguration: Sendable {
  /// Somebody who has left by the time the company starts.
  package struct Resignation: Sendable, Hashable {
    /// Customer groups this person still owns; 0 for one who leaves only customers behind.
    package var groups: Int
    /// Days between leaving and the start. Over 365, the vendor no longer hands the groups over (96334).
    package var daysAgo: Int
    /// Customers waiting for a takeover; with 0 the person is missing in `get_unassigned_list`.
    package var customers: Int

    package init(groups: Int, daysAgo: Int = 12, customers: Int = 0) {
      self.groups = groups
      self.daysAgo = daysAgo
      self.customers = customers
    }
  }

  package var corpID = "wwsimulated"
  package var secret = "simulated-secret"
  package var seed: UInt64
  /// Customer groups that `list` can show; dismissed and plain external groups come on top.
  package var groups: Int
  /// People who own customer groups at the start, the resigned ones with groups included.
  package var owners: Int
  /// Active members who own no group, among them at least one of every kind that may not become a new owner.
  package var colleagues: Int
  package var resigned: [Resignation]
  /// Members of a group that is not full.
  package var membersPerGroup: ClosedRange<Int>
  /// Groups among a thousand that are full to the last place (500 members).
  package var fullPerThousand = 10
  /// Groups among a thousand with only a few places left.
  package var nearlyFullPerThousand = 20
  /// Six names in a hundred are hostile, as strangers write them; a company to show around has none.
  package var hasStrangeNames = true
  /// Groups, on top of ``groups``, dismissed before the start: absent in `list`, 49008 on `get`.
  package var dismissedGroups: Int
  /// External groups, on top of ``groups``, that are no customer groups: absent in `list`, 90501 on `transfer`.
  package var plainGroups: Int
  /// How many of the people, counted from the first, the application sees; nil for everybody.
  package var visiblePeople: Int?
  /// Join ways of the start; the groups they lead into have as many members as these say.
  package var joinWays: [JoinWay] = []
  package var rules: Rules

  /// - Parameters:
  ///   - groups: at least 1.
  ///   - owners: at least 1, the resigned owners among them.
  ///   - resigned: nil for four who own groups – the first about 27 % of all, the third without waiting customers, the
  ///     fourth gone for more than a year – and one who left only customers behind; fewer in a company with fewer than
  ///     six owners.
  package init(
    seed: UInt64 = 1, groups: Int = 2400, owners: Int = 12, colleagues: Int? = nil, resigned: [Resignation]? = nil,
    membersPerGroup: ClosedRange<Int> = 5...195, rules: Rules = Rules()
  ) {
    self.seed = seed
    self.groups = max(1, groups)
    self.owners = max(1, owners)
    self.colleagues = colleagues ?? max(12, owners)
    self.resigned = resigned ?? Self.usualResignations(groups: groups, owners: owners)
    self.membersPerGroup = max(1, membersPerGroup.lowerBound)...max(1, membersPerGroup.upperBound)
    dismissedGroups = max(2, groups / 200)
    plainGroups = max(2, groups / 200)
    self.rules = rules
  }

  private static func usualResignations(groups: Int, owners: Int) -> [Resignation] {
    let all = [
      Resignation(groups: groups * 13 / 48, daysAgo: 12, customers: 340),
      Resignation(groups: groups / 20, daysAgo: 95, customers: 57),
      Resignation(groups: groups / 50, daysAgo: 30, customers: 0),
      Resignation(groups: min(6, groups / 100), daysAgo: 401, customers: 18),
    ].filter { $0.groups > 0 }
    return Array(all.prefix(max(0, owners - 2))) + [Resignation(groups: 0, daysAgo: 5, customers: 23)]
  }
}
