/// Makes scalars of bytes that come one at a time.
struct UTF8Assembler {
  enum Step: Equatable {
    case needsMore
    case scalar(Unicode.Scalar)
    /// What came so far is no character.
    case broken
    /// What came before this byte is no character; the byte itself is to be looked at anew.
    case brokenBefore
  }

  private var value: UInt32 = 0
  private var missing = 0
  /// What the next byte must be: rules out overlong forms, surrogates and what is beyond U+10FFFF.
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  var isWaiting: Bool { missing > 0 }

  mutating func add(_ byte: UInt8) -> Step {
    guard isWaiting else { return begin(byte) }
    guard allowed.contains(byte) else {
      self = UTF8Assembler()
      return .brokenBefore
    }
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    allowed = 0x80...0xBF
    guard missing == 0 else { return .needsMore }
    return Unicode.Scalar(value).map { .scalar($0) } ?? .broken
  }

  private mutating func begin(_ byte: UInt8) -> Step {
    switch byte {
    case 0x00...0x7F: return .scalar(Unicode.Scalar(byte))
    case 0xC2...0xDF: (value, missing) = (UInt32(byte & 0x1F), 1)
    case 0xE0...0xEF: (value, missing) = (UInt32(byte & 0x0F), 2)
    case 0xF0...0xF4: (value, missing) = (UInt32(byte & 0x07), 3)
    default: return .broken
    }
    allowed =
      switch byte {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    return .needsMore
  }
}
