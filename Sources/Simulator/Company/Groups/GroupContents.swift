/// What is in a group, made from the seed whenever somebody looks: two million members need no memory.
struct GroupContents: Sendable {
  enum Aspect {
    static let created = 1
    static let name = 2
    static let notice = 3
    static let staff = 4
    static let crowd = 5
    static let handover = 6
    static let version = 7
  }

  let seed: UInt64
  /// Some names, of six groups in a hundred, try to drive whoever shows them.
  let hasStrangeNames: Bool
  let start: Int64
  let externalIDs: IdentifierShape
  /// A power of two, so that an odd stride meets nobody twice.
  let externalContacts: Int

  init(seed: UInt64, start: Int64, groups: Int, hasStrangeNames: Bool) {
    self.seed = seed
    self.hasStrangeNames = hasStrangeNames
    self.start = start
    externalIDs = IdentifierShape(kind: "wm", seed: seed)
    externalContacts = (max(1024, groups * 20) - 1).nextPowerOfTwo
  }

  /// Seconds since 1970: between a month and three years before the start.
  func createdAt(_ group: Int) -> Int64 {
    start / 1000 - 2_592_000 - Int64(mixed(seed, group, Aspect.created).below(92_016_000))
  }

  func name(_ group: Int) -> String {
    let draw = mixed(seed, group, Aspect.name)
    let kind = draw.below(100)
    let region = GroupNames.regions[mixed(draw, 1).below(GroupNames.regions.count)]
    let subject = GroupNames.subjects[mixed(draw, 2).below(GroupNames.subjects.count)]
    // Nobody has given these a name.
    if kind >= 98 { return "" }
    if kind < 6, hasStrangeNames { return GroupNames.hostile[mixed(draw, 3).below(GroupNames.hostile.count)] }
    let ornament = kind < 22 ? GroupNames.ornaments[mixed(draw, 4).below(GroupNames.ornaments.count)] : ""
    return "\(ornament)\(region)\(subject)\(kind < 60 ? "-\(group % 997 + 1)" : "\(group % 97 + 1)群")"
  }

  func notice(_ group: Int) -> [UInt8] {
    EscapedNames.notices[mixed(seed, group, Aspect.notice).below(EscapedNames.notices.count)]
  }

  /// How long status 2 lasts for that group, in seconds.
  func handoverSeconds(_ group: Int, within range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(mixed(seed, group, Aspect.handover).below(Int(range.upperBound - range.lowerBound) + 1))
  }

  /// The employees of the start: the founder, then up to four others.
  func staff(_ group: Int, founder: Int, size: Int, regulars: [Int]) -> [Int] {
    let draw = mixed(seed, group, Aspect.staff)
    var staff = [founder]
    guard !regulars.isEmpty else { return staff }
    let others = min(draw.below(5), max(0, size - 1))
    let first = mixed(draw, 1).below(regulars.count)
    var step = 0
    while staff.count <= others, step < regulars.count {
      let person = regulars[(first + step) % regulars.count]
      if person != founder { staff.append(person) }
      step += 1
    }
    return staff
  }

  /// Writes the id of a customer whom somebody left behind; none of them is in a group.
  func writeCustomer(_ customer: Int, of leaver: Int, to bytes: inout [UInt8]) {
    externalIDs.append(1 << 30 + leaver << 17 + customer, to: &bytes)
  }

  /// Writes `member_version`, a string that changes with the members.
  /// - Parameter crowd: what changes with the outsiders.
  func writeVersion(_ group: Int, staff: [Int], crowd: UInt64, to writer: inout JSONWriter) {
    let version = staff.reduce(mixed(seed, group, Aspect.version) ^ crowd) { mixed($0, $1) }
    writer.key("member_version")
    writer.string { bytes in
      IdentifierShape.append(version, characters: 10, to: &bytes)
      IdentifierShape.append(mixed(version, 1), characters: 10, to: &bytes)
    }
  }
}

extension Int {
  /// The least power of two that is greater.
  fileprivate var nextPowerOfTwo: Int { 1 << (Int.bitWidth - leadingZeroBitCount) }
}
