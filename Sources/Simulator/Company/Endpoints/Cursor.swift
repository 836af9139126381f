/// Where a listing goes on, as an opaque text that is worthless once altered or used with other filters.
struct Cursor: Equatable {
  /// Position in the outer sequence, 0 ..< 2^16.
  var outer: Int
  /// Position in the inner one, 0 ..< 2^40.
  var inner: Int

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// - Parameter context: whatever the cursor is bound to, hashed with the company's seed.
  func text(context: UInt64) -> String {
    let packed = UInt64(outer) << 40 | UInt64(inner)
    var bytes: [UInt8] = []
    IdentifierShape.append((packed << 4) ^ mixed(context, 1), characters: 10, to: &bytes)
    IdentifierShape.append(mixed(context, Int(packed), 2), characters: 10, to: &bytes)
    IdentifierShape.append(mixed(context, Int(packed), 3), characters: 10, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  init(outer: Int, inner: Int) {
    self.outer = outer
    self.inner = inner
  }

  /// Nil for a text that was not made with that context.
  init?(_ text: String, context: UInt64) {
    let bytes = Array(text.utf8)
    guard bytes.count == 30 else { return nil }
    var veiled: UInt64 = 0
    for byte in bytes.prefix(10) {
      guard let digit = Self.alphabet.firstIndex(of: byte) else { return nil }
      veiled = veiled << 6 | UInt64(digit)
    }
    let packed = (veiled << 4 ^ mixed(context, 1)) >> 4
    self.init(outer: Int(packed >> 40), inner: Int(packed & 0xFF_FFFF_FFFF))
    guard self.text(context: context) == text else { return nil }
  }
}
