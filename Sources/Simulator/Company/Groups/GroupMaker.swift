/// Makes the groups of a company and deals them out among their owners.
struct GroupMaker {
  private let configuration: CompanyConfiguration

  init(_ configuration: CompanyConfiguration) { self.configuration = configuration }

  /// - Parameter owned: how many groups each person owns; the sum is the number of customer groups.
  func make(owned: [Int], people: People) -> [Group] {
    var generator = SeededGenerator(seed: mixed(configuration.seed, 0x4752_5550))
    var owners: [Int] = []
    for (person, count) in owned.enumerated() { owners += repeatElement(person, count: count) }
    owners.shuffle(using: &generator)
    var groups = owners.enumerated().map { number, owner in
      var group = Group(owner: owner, size: size(of: number), isCustomerGroup: true)
      if people[owner].isResigned { group.phase = .waiting }
      return group
    }
    let extra = owners.isEmpty ? [0] : owners
    for _ in 0..<configuration.dismissedGroups {
      let owner = extra.randomElement(using: &generator) ?? 0
      var group = Group(owner: owner, size: 8, isCustomerGroup: true)
      group.isDismissed = true
      if people[owner].isResigned { group.phase = .waiting }
      groups.append(group)
    }
    for _ in 0..<configuration.plainGroups {
      let owner = extra.randomElement(using: &generator) ?? 0
      var group = Group(owner: owner, size: 8, isCustomerGroup: false)
      if people[owner].isResigned { group.phase = .waiting }
      groups.append(group)
    }
    return groups
  }

  private func size(of number: Int) -> Int {
    let limit = configuration.rules.groupLimit
    let draw = mixed(configuration.seed, number, 0x53).below(1000)
    if draw < configuration.fullPerThousand { return limit }
    if draw < configuration.fullPerThousand + configuration.nearlyFullPerThousand {
      return max(1, limit - 1 - draw % 15)
    }
    let range = configuration.membersPerGroup
    return range.lowerBound + mixed(configuration.seed, number, 0x4D).below(range.count)
  }
}
