/// Looks for one text in bytes, ASCII letters in either case: Horspool's search, which leaps by the length of the text
/// where nothing of it can stand.
package struct ByteSearch {
  private let needle: [UInt8]
  /// By byte: how far the text's end may leap that finds it; 0 for the text's last one.
  private let leaps: [Int]

  /// Nil for an empty text, which is everywhere.
  package init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    let needle = text.utf8.map(Self.folded)
    let last = needle.count - 1
    var leaps = [Int](repeating: needle.count, count: 256)
    for (place, byte) in needle.enumerated() { leaps[Int(byte)] = last - place }
    for capital in UInt8(ascii: "A")...UInt8(ascii: "Z") { leaps[Int(capital)] = leaps[Int(Self.folded(capital))] }
    leapAfterEnd = needle.dropLast().lastIndex(of: needle[last]).map { last - $0 } ?? needle.count
    self.needle = needle
    self.leaps = leaps
  }

  /// How far to leap from a place that has the text's last byte, and not the text.
  private let leapAfterEnd: Int

  private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  var count: Int { needle.count }

  /// Where the text first stands within `range`.
  package func first(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    let last = needle.count - 1
    if last == 0 { return bytes[range].firstIndex { [byte = needle[0]] in Self.folded($0) == byte } }
    return needle.withUnsafeBufferPointer { needle in
      leaps.withUnsafeBufferPointer { leaps in
        var end = range.lowerBound + last
        while end < range.upperBound {
          let leap = leaps[Int(bytes[end])]
          guard leap == 0 else {
            end += leap
            continue
          }
          var place = last - 1
          while place >= 0, Self.folded(bytes[end - last + place]) == needle[place] { place -= 1 }
          if place < 0 { return end - last }
          end += leapAfterEnd
        }
        return nil
      }
    }
  }
}
