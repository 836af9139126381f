/// Sorts rows by the bytes of their texts, eight bytes at a time: comparing whole texts would follow two of them for
/// every comparison.
struct TextOrder {
  private struct Entry {
    /// The bytes at the depth reached, the first in the highest place; 0 behind a text's end.
    var key: UInt64
    let row: Int32
  }

  private static let width = 8
  private let column: TextColumn
  /// Turns keys, and with them the order, round.
  private let mask: UInt64

  /// Texts that are the same come in the order of their rows, whichever way.
  static func sorted(_ rows: [Int32], by column: TextColumn, isDescending: Bool = false) -> [Int32] {
    var entries = rows.map { Entry(key: 0, row: $0) }
    TextOrder(column: column, mask: isDescending ? .max : 0).sort(&entries, 0..<entries.count, depth: 0)
    return entries.map(\.row)
  }

  private func sort(_ entries: inout [Entry], _ range: Range<Int>, depth: Int) {
    var isLast = true
    column.bytes.withUnsafeBufferPointer { bytes in
      for place in range {
        let text = column.range(Int(entries[place].row))
        entries[place].key = mask ^ Self.key(bytes, text.dropFirst(depth).prefix(Self.width))
        isLast = isLast && text.count <= depth + Self.width
      }
    }
    entries[range].sort { ($0.key, $0.row) < ($1.key, $1.row) }
    guard !isLast else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      let key = entries[start].key
      var end = start + 1
      while end < range.upperBound, entries[end].key == key { end += 1 }
      if end - start > 1 { sort(&entries, start..<end, depth: depth + Self.width) }
      start = end
    }
  }

  private static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ places: Range<Int>) -> UInt64 {
    var key: UInt64 = 0
    for place in places { key = key << 8 | UInt64(bytes[place]) }
    return key << (8 * UInt64(width - places.count))
  }
}
