/// One cell of a frame: a spacing scalar with at most two marks, or the second half of a wide one.
package struct Cell: Sendable, Hashable {
  /// The spacing scalar; a space in an empty cell.
  package private(set) var scalar: Unicode.Scalar
  private var firstMark: UInt32
  private var secondMark: UInt32
  package var look: Look
  /// Columns it takes: 1 or 2; 0 for the right half of a wide character.
  package private(set) var width: UInt8

  package init(_ scalar: Unicode.Scalar, width: Int = 1, look: Look = .plain) {
    self.scalar = scalar
    self.width = UInt8(clamping: width)
    self.look = look
    firstMark = 0
    secondMark = 0
  }

  package static func blank(_ look: Look = .plain) -> Cell { Cell(" ", look: look) }

  static func rightHalf(_ look: Look) -> Cell { Cell(" ", width: 0, look: look) }

  /// Adds a combining mark; a third one is dropped.
  mutating func add(_ mark: Unicode.Scalar) {
    if firstMark == 0 { firstMark = mark.value } else if secondMark == 0 { secondMark = mark.value }
  }

  package var isRightHalf: Bool { width == 0 }

  /// The scalar and its marks, 0 where there is none.
  package var values: (UInt32, UInt32, UInt32) { (scalar.value, firstMark, secondMark) }

  /// The scalars to print, empty for a right half.
  package var scalars: [Unicode.Scalar] {
    if isRightHalf { return [] }
    if firstMark == 0 { return [scalar] }
    return [scalar] + [firstMark, secondMark].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
  }

  package var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}
