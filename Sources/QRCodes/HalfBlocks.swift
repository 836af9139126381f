/// A QR code as lines of text: a character is two modules, one above the other, about as high as two are wide.
///
/// Which of the two, black or white, is drawn by the characters and which by their ground depends on where it is shown:
///
/// | where | ink | how |
/// |---|---|---|
/// | colours can be asked for | black | black on white, whatever the terminal's own are (`Layer.code` of a frame) |
/// | reverse only, dark terminal | black | reversed, which makes the characters dark and their ground light (`Layer.code`, too) |
/// | text alone, dark terminal | white | as it is |
/// | text alone, light terminal | black | as it is |
package struct HalfBlocks: Hashable, Sendable {
  /// The modules that characters draw; the others are their ground.
  package enum Ink: Sendable, Hashable { case black, white }

  /// As wide as each other, spaces included.
  package let lines: [String]
  /// Characters a line.
  package let columns: Int

  /// The least white around a code with which phones still find it. The standard wants ``QRCode/quietZone``.
  package static let leastQuietZone = 2

  /// - Parameter quietZone: white modules around.
  package init(_ code: QRCode, quietZone: Int = QRCode.quietZone, ink: Ink = .black) {
    let size = Self.size(of: code, quietZone: quietZone)
    let quiet = max(0, quietZone)
    columns = size.columns
    lines = (0..<size.rows).map { row in
      let y = row * 2 - quiet
      var line = String.UnicodeScalarView()
      for column in 0..<size.columns {
        let x = column - quiet
        line.append(Self.character(code.isBlack(x: x, y: y), code.isBlack(x: x, y: y + 1), ink))
      }
      return String(line)
    }
  }

  /// With as much white around as fits, from ``QRCode/quietZone`` down to ``leastQuietZone``; nil where the code does not
  /// fit at all.
  ///
  /// - Parameters:
  ///   - columns: characters there are from left to right.
  ///   - rows: lines there are.
  package init?(_ code: QRCode, columns: Int, rows: Int, ink: Ink = .black) {
    let zones = stride(from: QRCode.quietZone, through: Self.leastQuietZone, by: -1)
    let fitting = zones.first { zone in
      let size = Self.size(of: code, quietZone: zone)
      return size.columns <= columns && size.rows <= rows
    }
    guard let fitting else { return nil }
    self.init(code, quietZone: fitting, ink: ink)
  }

  /// Characters a line and lines it takes. Codes have an odd number of modules, so the last line's lower half is white.
  package static func size(of code: QRCode, quietZone: Int = QRCode.quietZone) -> (columns: Int, rows: Int) {
    let side = code.size + 2 * max(0, quietZone)
    return (side, (side + 1) / 2)
  }

  private static func character(_ upper: Bool, _ lower: Bool, _ ink: Ink) -> Unicode.Scalar {
    let isInk = ink == .black
    return switch (upper == isInk, lower == isInk) {
    case (true, true): "█"
    case (true, false): "▀"
    case (false, true): "▄"
    case (false, false): " "
    }
  }
}
