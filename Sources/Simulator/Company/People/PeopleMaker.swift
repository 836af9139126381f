/// Makes the people of a company: first the resigned, then active owners, then colleagues without groups.
struct PeopleMaker {
  private let configuration: CompanyConfiguration
  private let start: Int64
  private var generator: SeededGenerator
  private var taken: Set<String> = []

  init(_ configuration: CompanyConfiguration, start: Int64) {
    self.configuration = configuration
    self.start = start
    generator = SeededGenerator(seed: mixed(configuration.seed, 0x50_454F))
  }

  /// The people and, beside each, how many of the company's groups they own at the start.
  mutating func make() -> (people: [Person], groupsOwned: [Int]) {
    var people: [Person] = []
    var owned: [Int] = []
    for resignation in configuration.resigned {
      var person = nextPerson(number: people.count)
      person.resignedAt =
        start - Int64(resignation.daysAgo) * 86_400_000 - Int64.random(in: 0..<28_800_000, using: &generator)
      person.waitingCustomers = resignation.customers
      people.append(person)
      owned.append(resignation.groups)
    }
    let active = max(1, configuration.owners - configuration.resigned.count { $0.groups > 0 })
    let shares = sharesOfActiveOwners(count: active, groups: max(0, configuration.groups - owned.reduce(0, +)))
    for share in shares {
      people.append(nextPerson(number: people.count))
      owned.append(share)
    }
    for number in 0..<configuration.colleagues {
      var person = nextPerson(number: people.count)
      makeUnfit(&person, number)
      people.append(person)
      owned.append(0)
    }
    if let visible = configuration.visiblePeople {
      for number in people.indices where number >= visible { people[number].isVisible = false }
    }
    return (people, owned)
  }

  /// Uneven, as in life: the k-th owner's share is about 1/(k+2) of the first's.
  private func sharesOfActiveOwners(count: Int, groups: Int) -> [Int] {
    let weights = (0..<count).map { 1.0 / Double($0 % 24 + 3) }
    let sum = weights.reduce(0, +)
    var shares = weights.map { Int(Double(groups) * $0 / sum) }
    for extra in 0..<(groups - shares.reduce(0, +)) { shares[extra % count] += 1 }
    return shares
  }

  /// Every other colleague lacks something, in turn, so that each reason occurs in a small company, too.
  private func makeUnfit(_ person: inout Person, _ number: Int) {
    switch number {
    case let number where number % 2 == 0: return
    case let number where number % 10 == 1: person.hasCustomerContact = false
    case let number where number % 10 == 3: person.isActivated = false
    case let number where number % 10 == 5: person.isDisabled = true
    case let number where number % 10 == 7: person.hasRealName = false
    default: person.lastLoginAt = start - 400 * 86_400_000
    }
  }

  private mutating func nextPerson(number: Int) -> Person {
    let (userID, name) = nextName(number)
    return Person(
      userID: userID, name: name, departments: departments(),
      lastLoginAt: start - Int64.random(in: 0..<(30 * 86_400_000), using: &generator))
  }

  private mutating func departments() -> [Int] {
    let first = Department.all.randomElement(using: &generator)?.id ?? 1
    let second = Department.all.randomElement(using: &generator)?.id ?? 1
    return first != second && Int.random(in: 0..<8, using: &generator) == 0 ? [first, second] : [first]
  }

  private mutating func nextName(_ number: Int) -> (userID: String, name: String) {
    if number < PeopleNames.first.count {
      let known = PeopleNames.first[number]
      taken.insert(known.userID.lowercased())
      return known
    }
    let surname = PeopleNames.surnames[Int.random(in: 0..<PeopleNames.surnames.count, using: &generator)]
    let given = PeopleNames.given[Int.random(in: 0..<PeopleNames.given.count, using: &generator)]
    let plain = number % 9 == 4 ? surname.pinyin.capitalized + given.pinyin.capitalized : surname.pinyin + given.pinyin
    var userID = plain
    var repetition = 1
    while !taken.insert(userID.lowercased()).inserted {
      repetition += 1
      userID = "\(plain)\(number % 3 == 0 ? "_" : "")\(repetition)"
    }
    return (userID, surname.text + given.text)
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
