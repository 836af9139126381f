/// Many texts as UTF-8 bytes end to end: a tenth of the memory of so many strings, and one stretch to search.
struct TextColumn: Sendable {
  private(set) var bytes: ContiguousArray<UInt8> = []
  /// Where each text ends; the first begins at 0.
  private(set) var ends: ContiguousArray<UInt32> = []

  var count: Int { ends.count }

  /// The place of a text's bytes.
  func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row]) }

  /// Bytes that are not UTF-8 are shown as the replacement character.
  subscript(_ row: Int) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: $0[range(row)], as: UTF8.self) }
  }

  func withBytes<T>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(row)])) }
  }

  mutating func reserveCapacity(_ count: Int, bytesEach: Int) {
    bytes.reserveCapacity(count * bytesEach)
    ends.reserveCapacity(count)
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
  }

  /// The texts in another order; each row may occur once.
  func permuted(_ rows: [Int32]) -> TextColumn {
    var column = TextColumn()
    column.bytes.reserveCapacity(bytes.count)
    column.ends.reserveCapacity(rows.count)
    bytes.withUnsafeBufferPointer { bytes in
      for row in rows { column.append(UnsafeBufferPointer(rebasing: bytes[range(Int(row))])) }
    }
    return column
  }

  /// Takes over stretches of this column and of `other`.
  func spliced(_ pieces: [Splice.Piece], with other: TextColumn) -> TextColumn {
    var column = TextColumn()
    column.bytes.reserveCapacity(bytes.count + other.bytes.count)
    column.ends.reserveCapacity(count + other.count)
    for piece in pieces {
      switch piece {
      case .kept(let rows): column.append(self, rows)
      case .taken(let row): column.append(other, row..<row + 1)
      }
    }
    return column
  }

  private mutating func append(_ other: TextColumn, _ rows: Range<Int>) {
    let start = rows.lowerBound == 0 ? 0 : Int(other.ends[rows.lowerBound - 1])
    let shift = bytes.count - start
    bytes.append(contentsOf: other.bytes[start..<Int(other.ends[rows.upperBound - 1])])
    ends.append(contentsOf: other.ends[rows].lazy.map { UInt32(Int($0) + shift) })
  }

  /// The row with this text in a column that is in order; nil if there is none.
  func row(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let row = lowerBound(of: text)
    return row < count && withBytes(row) { compare($0, text) == 0 } ? row : nil
  }

  /// The first row, from `low` on, whose text is not less than `text`, in a column that is in order.
  func lowerBound(of text: UnsafeBufferPointer<UInt8>, from low: Int = 0) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var (low, high) = (low, count)
      while low < high {
        let middle = (low + high) / 2
        if compare(UnsafeBufferPointer(rebasing: bytes[range(middle)]), text) < 0 {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }
}
