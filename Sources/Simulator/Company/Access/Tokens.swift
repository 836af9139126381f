/// The access token of the application, and the addresses that tried too many wrong secrets.
struct Tokens: Sendable {
  enum Verdict { case valid, expired, unknown }

  private struct Token: Sendable {
    let text: String
    let expiresAt: Int64
  }

  private struct Failures: Sendable {
    var count = 0
    var first: Int64
    var blockedUntil: Int64 = .min
  }

  private static let hour: Int64 = 3_600_000
  /// More than these many retired tokens are not told from invented ones.
  private static let remembered = 64

  private var current: Token?
  private var retired: [String] = []
  private var failures: [String: Failures] = [:]

  /// The token of the moment: the same one within its validity (91039).
  mutating func token(life: Int64, at now: Int64, from generator: inout SeededGenerator) -> (text: String, isNew: Bool)
  {
    if let current, now < current.expiresAt { return (current.text, false) }
    retire()
    var bytes: [UInt8] = []
    for _ in 0..<21 { IdentifierShape.append(generator.next(), characters: 10, to: &bytes) }
    let token = Token(text: String(decoding: bytes, as: UTF8.self) + "AAAA", expiresAt: now + life * 1000)
    current = token
    return (token.text, true)
  }

  /// Those handed out, the oldest first, as far as they are remembered.
  var handedOut: [String] { retired + [current?.text].compactMap { $0 } }

  func verdict(on text: String, at now: Int64) -> Verdict {
    if let current, current.text == text { return now < current.expiresAt ? .valid : .expired }
    return retired.contains(text) ? .expired : .unknown
  }

  /// The token dies early.
  mutating func kill() { retire() }

  func isBlocked(_ address: String, at now: Int64) -> Bool { failures[address].map { now < $0.blockedUntil } ?? false }

  /// Counts a wrong secret; too many within an hour block the address for one.
  mutating func wrongSecret(from address: String, allowed: Int, at now: Int64) {
    var seen = failures[address] ?? Failures(first: now)
    if now - seen.first >= Self.hour || now < seen.first { seen = Failures(first: now) }
    seen.count += 1
    if seen.count >= allowed { seen.blockedUntil = now + Self.hour }
    failures[address] = seen
  }

  private mutating func retire() {
    guard let current else { return }
    retired.append(current.text)
    if retired.count > Self.remembered { retired.removeFirst() }
    self.current = nil
  }
}
