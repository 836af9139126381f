import Foundation

/// An address of a machine, as a name was resolved to.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// Four of them, or sixteen.
  let bytes: [UInt8]

  /// Four or sixteen bytes, in the network's order; nil for any other number.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads `192.0.2.1` or `2001:db8::1`; nothing shorter, and no zone.
  package init?(_ text: String) {
    guard !text.utf8.contains(0) else { return nil }
    let family = text.contains(":") ? AF_INET6 : AF_INET
    var bytes = [UInt8](repeating: 0, count: family == AF_INET6 ? 16 : 4)
    guard inet_pton(family, text, &bytes) == 1 else { return nil }
    self.bytes = bytes
  }

  package var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    // The longest text there is has 45 characters (RFC 4291).
    var text = [CChar](repeating: 0, count: 64)
    guard inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Somewhere in the internet, and not this machine, a network nobody else reaches, many at once, or nobody: IANA's
  /// registries of special-purpose addresses (RFC 6890). One of IPv4 in the clothes of IPv6 is not, but for the prefix by
  /// which a network without IPv4 reaches it (RFC 6052).
  package var isGlobal: Bool {
    if bytes.count == 4 { return !Self.special4.contains { $0.contains(bytes) } }
    if Self.translated.contains(bytes) { return !Self.special4.contains { $0.contains(Array(bytes.suffix(4))) } }
    return Self.global6.contains(bytes) && !Self.special6.contains { $0.contains(bytes) }
  }

  private struct Block {
    let prefix: [UInt8]
    let bits: Int

    func contains(_ bytes: [UInt8]) -> Bool {
      bytes.count == prefix.count
        && (0..<bits).allSatisfy { bit in (prefix[bit / 8] ^ bytes[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0 }
    }
  }

  private static func blocks(_ list: [(String, Int)]) -> [Block] {
    list.compactMap { text, bits in IPAddress(text).map { Block(prefix: $0.bytes, bits: bits) } }
  }

  private static let special4 = blocks([
    ("0.0.0.0", 8), ("10.0.0.0", 8), ("100.64.0.0", 10), ("127.0.0.0", 8), ("169.254.0.0", 16), ("172.16.0.0", 12),
    ("192.0.0.0", 24), ("192.0.2.0", 24), ("192.88.99.0", 24), ("192.168.0.0", 16), ("198.18.0.0", 15),
    ("198.51.100.0", 24), ("203.0.113.0", 24), ("224.0.0.0", 4), ("240.0.0.0", 4),
  ])
  private static let global6 = Block(prefix: [0x20] + [UInt8](repeating: 0, count: 15), bits: 3)
  private static let special6 = blocks([("2001::", 23), ("2001:db8::", 32), ("2002::", 16), ("3fff::", 20)])
  private static let translated = Block(
    prefix: [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 12), bits: 96)
}
