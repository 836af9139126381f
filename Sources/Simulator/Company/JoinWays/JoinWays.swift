/// All join ways of the corp, deleted ones included: a scan tells a deleted code from one that never was.
struct JoinWays: Sendable {
  private let seed: UInt64
  /// In the order in which they were made.
  private(set) var order: [String] = []
  private var byID: [String: Company.JoinWay] = [:]
  private var byLink: [String: String] = [:]
  /// Those that exist, which is what the quota counts.
  private(set) var count = 0

  init(seed: UInt64) { self.seed = seed }

  /// Deleted ones included.
  subscript(configID: String) -> Company.JoinWay? { byID[configID] }

  /// The join way that a code or a component leads to, deleted ones included.
  func joinWay(link: String) -> Company.JoinWay? {
    let plain = link.hasSuffix("?scene=1") ? String(link.dropLast("?scene=1".count)) : link
    return byLink[plain].flatMap { byID[$0] }
  }

  mutating func add(_ content: Company.JoinWay.Content, isForeign: Bool = false, type: Int? = nil) -> Company.JoinWay {
    let number = order.count
    let way = Company.JoinWay(
      configID: hexadecimal(number, aspect: 0), content: content, isForeign: isForeign, type: type,
      linkToken: hexadecimal(number, aspect: 2))
    order.append(way.configID)
    byID[way.configID] = way
    byLink[way.link] = way.configID
    count += 1
    return way
  }

  /// Changes one that exists.
  mutating func change(_ configID: String, _ change: (inout Company.JoinWay) -> Void) {
    guard var way = byID[configID] else { return }
    change(&way)
    byID[configID] = way
  }

  mutating func delete(_ configID: String, at now: Int64) {
    guard byID[configID]?.deletedAt == nil else { return }
    change(configID) { $0.deletedAt = now }
    count -= 1
  }

  /// 32 digits that follow from the number.
  private func hexadecimal(_ number: Int, aspect: Int) -> String {
    [aspect, aspect + 1].map { half in
      let digits = String(mixed(seed ^ 0x4A6F_696E, number, half), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
