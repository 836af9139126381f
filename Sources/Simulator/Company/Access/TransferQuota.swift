/// Groups handed over per old owner and natural day in Shanghai (96334).
struct TransferQuota: Sendable {
  struct Key: Hashable, Sendable {
    let owner: Int
    let day: Int64
  }

  private(set) var used: [Key: Int] = [:]

  func used(by owner: Int, on day: Int64) -> Int { used[Key(owner: owner, day: day)] ?? 0 }

  mutating func spend(_ owner: Int, on day: Int64) { used[Key(owner: owner, day: day), default: 0] += 1 }

  /// What somebody else, at the admin site, spent of the same quota.
  mutating func spendElsewhere(_ count: Int, by owner: Int, on day: Int64) {
    used[Key(owner: owner, day: day), default: 0] += count
  }
}
