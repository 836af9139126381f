import CQRCode

/// A QR code: a square of black and white modules that says something.
package struct QRCode: Hashable, Sendable {
  /// Modules a side, 21…177, the quiet zone left out.
  package let size: Int
  /// Row by row; true is black.
  package let modules: [Bool]

  /// The white modules around a code that the standard wants (ISO/IEC 18004).
  package static let quietZone = 4

  /// Draws `text` as the smallest code that takes it, with the least error correction (L): a screen does not get dirty, and
  /// fewer modules fit more terminals. Nil for a text that is empty, holds a NUL or is longer than any code takes.
  package init?(_ text: String) {
    guard !text.isEmpty, !text.utf8.contains(0) else { return nil }
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
    defer { QRcode_free(code) }
    let size = Int(code.pointee.width)
    guard size > 0, let data = code.pointee.data else { return nil }
    self.size = size
    modules = (0..<size * size).map { data[$0] & 1 == 1 }
  }

  /// White outside the code.
  package func isBlack(x: Int, y: Int) -> Bool {
    (0..<size).contains(x) && (0..<size).contains(y) && modules[y * size + x]
  }
}
