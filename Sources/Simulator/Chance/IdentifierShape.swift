/// Ids that look like the vendor's (`wrOgQhDgAAcwMTB7YmDkbeBsgT_AAAA`) and carry a hidden number, so that neither a
/// million groups nor two million customers need a table to be found again.
struct IdentifierShape: Sendable {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let mask: UInt64 = (1 << 36) - 1
  private static let length = 32

  private let prefix: [UInt8]
  private let seed: UInt64
  private let factor: UInt64
  private let inverse: UInt64
  private let veil: UInt64

  /// - Parameter kind: the vendor's two letters, `wr` for a chat id, `wm` for an external userid.
  init(kind: String, seed: UInt64) {
    self.seed = mixed(seed, kind.utf8.reduce(0) { $0 * 256 + Int($1) })
    factor = mixed(self.seed, 1) | 1
    veil = mixed(self.seed, 2)
    var inverse = factor
    // Newton's iteration doubles the correct low bits each time, from three.
    for _ in 0..<5 { inverse = inverse &* (2 &- factor &* inverse) }
    self.inverse = inverse
    var prefix = Array(kind.utf8)
    Self.append(mixed(seed, 3), characters: 6, to: &prefix)
    prefix += Array("AA".utf8)
    self.prefix = prefix
  }

  /// Appends the 32 characters of the id with that number.
  /// - Parameter number: 0 ..< 2^36
  func append(_ number: Int, to bytes: inout [UInt8]) {
    bytes += prefix
    let hidden = ((UInt64(number) &* factor) ^ veil) & Self.mask
    Self.append(hidden << 28, characters: 6, to: &bytes)
    let check = mixed(seed, number)
    Self.append(check, characters: 10, to: &bytes)
    Self.append(check << 40, characters: 2, to: &bytes)
    bytes += [65, 65, 65, 65]
  }

  /// The id with that number.
  func text(_ number: Int) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.length)
    append(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number an id carries; nil if this company never made such an id.
  func number(of text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == Self.length, bytes.starts(with: prefix) else { return nil }
    var hidden: UInt64 = 0
    for byte in bytes[prefix.count..<prefix.count + 6] {
      guard let digit = Self.alphabet.firstIndex(of: byte) else { return nil }
      hidden = hidden << 6 | UInt64(digit)
    }
    let number = Int(((hidden ^ (veil & Self.mask)) &* inverse) & Self.mask)
    var again: [UInt8] = []
    append(number, to: &again)
    return again == bytes ? number : nil
  }

  /// Appends the topmost bits of a number as characters of six bits each.
  static func append(_ bits: UInt64, characters: Int, to bytes: inout [UInt8]) {
    for position in 0..<characters {
      bytes.append(alphabet[Int(truncatingIfNeeded: bits >> UInt64(58 - 6 * position)) & 63])
    }
  }
}
