import Simulator

/// Makes inputs that nobody would send on purpose, out of ones that somebody does.
///
/// Which input a number gives depends on the seed, the target's name and the number alone.
struct Mutator: Sendable {
  let seeds: [[UInt8]]
  /// What means something to the reader: brackets, keywords, escapes.
  let tokens: [[UInt8]]
  /// Bytes an input may have.
  let longest: Int

  /// One in sixteen stays as it was: what is accepted is looked at as well.
  func input(using chance: inout SeededGenerator) -> [UInt8] {
    var input = seeds.randomElement(using: &chance) ?? []
    if Int.random(in: 0..<16, using: &chance) == 0 { return input }
    var rounds = 1
    while rounds < 8, Bool.random(using: &chance) { rounds += 1 }
    for _ in 0..<rounds { mutate(&input, &chance) }
    return input.count > longest ? Array(input[..<longest]) : input
  }

  private func mutate(_ input: inout [UInt8], _ chance: inout SeededGenerator) {
    let place = Int.random(in: 0...input.count, using: &chance)
    switch Int.random(in: 0..<32, using: &chance) {
    case 0...3: flipBit(&input, at: place, &chance)
    case 4...6: setByte(&input, at: place, &chance)
    case 7...8: input.insert(contentsOf: randomBytes(1...4, &chance), at: place)
    case 9...11: input.removeSubrange(part(of: input, from: place, &chance))
    case 12...13: splice(&input, at: place, &chance)
    case 14...15: repeatChunk(&input, at: place, &chance)
    case 16...19: input.insert(contentsOf: tokens.randomElement(using: &chance) ?? [], at: place)
    case 20...21: replaceNumber(&input, from: place, &chance)
    case 22...23: input.insert(contentsOf: Self.brokenUTF8.randomElement(using: &chance) ?? [], at: place)
    case 24: input.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
    case 25: input.removeSubrange(place...)
    case 26...28: copyMember(&input, &chance)
    case 29: nest(&input, at: place, &chance)
    case 30: swapHalves(&input, at: place)
    default: stretch(&input, at: place, &chance)
    }
  }

  private func flipBit(_ input: inout [UInt8], at place: Int, _ chance: inout SeededGenerator) {
    guard place < input.count else { return }
    input[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
  }

  private func setByte(_ input: inout [UInt8], at place: Int, _ chance: inout SeededGenerator) {
    guard place < input.count else { return }
    input[place] = Self.tellingBytes.randomElement(using: &chance) ?? 0
  }

  private func splice(_ input: inout [UInt8], at place: Int, _ chance: inout SeededGenerator) {
    let other = seeds.randomElement(using: &chance) ?? []
    let start = Int.random(in: 0...other.count, using: &chance)
    if Bool.random(using: &chance) {
      input.replaceSubrange(place..., with: other[start...])
    } else {
      input.insert(contentsOf: other[part(of: other, from: start, &chance)], at: place)
    }
  }

  private func repeatChunk(_ input: inout [UInt8], at place: Int, _ chance: inout SeededGenerator) {
    let chunk = Array(input[part(of: input, from: place, &chance)])
    let times = Int.random(in: 1...16, using: &chance)
    input.insert(contentsOf: repeatElement(chunk, count: times).joined(), at: place)
  }

  /// Puts another number where one stands.
  private func replaceNumber(_ input: inout [UInt8], from place: Int, _ chance: inout SeededGenerator) {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    guard let first = input[place...].firstIndex(where: isDigit) ?? input.firstIndex(where: isDigit) else { return }
    let end = input[first...].firstIndex { !isDigit($0) } ?? input.count
    input.replaceSubrange(first..<end, with: (Self.numbers.randomElement(using: &chance) ?? "0").utf8)
  }

  /// Copies what stands between two separators to another such place: keys come twice, rows in another order.
  private func copyMember(_ input: inout [UInt8], _ chance: inout SeededGenerator) {
    let separator: UInt8 = input.contains(0x0A) && Bool.random(using: &chance) ? 0x0A : 0x2C
    let places = input.indices.filter { input[$0] == separator }
    guard places.count > 1, let from = places.indices.dropLast().randomElement(using: &chance),
      let target = places.randomElement(using: &chance)
    else { return }
    input.insert(contentsOf: Array(input[places[from]..<places[from + 1]]), at: target)
  }

  private func nest(_ input: inout [UInt8], at place: Int, _ chance: inout SeededGenerator) {
    guard let pair = Self.nests.randomElement(using: &chance) else { return }
    // Rarely so deep that whoever recurses would feel it.
    let isDeep = Int.random(in: 0..<16, using: &chance) == 0
    let depth = isDeep ? longest / 16 : Int.random(in: 1...24, using: &chance)
    let end = Bool.random(using: &chance) ? Array(repeatElement(pair.close.utf8, count: depth).joined()) : []
    input.insert(contentsOf: end, at: Int.random(in: place...input.count, using: &chance))
    input.insert(contentsOf: repeatElement(pair.open.utf8, count: depth).joined(), at: place)
  }

  private func swapHalves(_ input: inout [UInt8], at place: Int) {
    input = Array(input[place...] + input[..<place])
  }

  /// Makes it very long, with one byte or one token; rarely, for it costs as much as a thousand others.
  private func stretch(_ input: inout [UInt8], at place: Int, _ chance: inout SeededGenerator) {
    let count = Int.random(in: 0..<64, using: &chance) == 0 ? longest : 300
    let token = Bool.random(using: &chance) ? tokens.randomElement(using: &chance) ?? [] : []
    let unit = token.isEmpty ? [input.indices.contains(place) ? input[place] : 0x20] : token
    input.insert(contentsOf: repeatElement(unit, count: max(1, count / unit.count)).joined(), at: place)
  }

  private func part(of bytes: [UInt8], from start: Int, _ chance: inout SeededGenerator) -> Range<Int> {
    start..<min(bytes.count, start + Int.random(in: 0...64, using: &chance))
  }

  private func randomBytes(_ count: ClosedRange<Int>, _ chance: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: count, using: &chance)).map { _ in UInt8.random(in: 0...255, using: &chance) }
  }

  private static let tellingBytes =
    Array("\0\u{1}\t\n\r\u{1B} \"'\\/{}[](),:;=.-+#0129eEtfn~\u{7F}".utf8) + [0x80, 0xC3, 0xFF]

  private static let brokenUTF8: [[UInt8]] = [
    [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF0, 0x80, 0x80, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFE], [0xFF, 0xFE], [0xE4, 0xB8],
  ]

  private static let numbers = [
    "0", "-0", "-1", "1e308", "1e309", "1e-400", "127", "256", "65536", "2147483648", "4294967296", "1125899906842624",
    "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "18446744073709551616", String(repeating: "9", count: 400), "0.1", "1.0", "01", "0x7F", "1_000",
  ]

  private static let nests = [
    (open: "[", close: "]"), (open: "{\"a\":", close: "}"), (open: "{\"errcode\":", close: "}"),
    (open: "{", close: "}"),
    (open: "a.", close: ""), (open: "[[", close: "]]"), (open: "\"", close: "\""), (open: "{a=", close: "}"),
    (open: "\u{1B}[", close: "~"),
  ]
}
