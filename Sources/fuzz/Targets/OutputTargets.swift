import Foundation
import Model
import Screen

/// The ways out: whatever a stranger wrote, nothing that drives a terminal or a spreadsheet leaves.
extension FuzzTarget {
  static let outputs = [safeText, drawing, csv, json]

  /// Names as the simulated company has them, and scripts whose characters are made of several scalars.
  private static let texts: [[UInt8]] =
    (VendorSamples.shared.names + [
      "ग्राहक समूह क्षत्रिय", "한국 고객 ᄒᆞᆫ글", "ลูกค้า", "ﷺ ﷽", "👩‍❤️‍💋‍👨🇨🇳🇺🇸1️⃣", "Z̸̡̛̗͙̦͐̄̍a̵̢̛̠̟͌", "\u{1B}]0;x\u{07}\u{9B}31m", "a\u{300}\u{301}\u{302}",
    ]).map { Array($0.utf8) }

  private static let textTokens = [
    "\u{1B}", "\u{1B}[31m", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200D}", "\u{200B}", "\u{FE0F}", "\u{E0041}",
    "\u{301}",
    "\u{94D}", "\u{1F1E8}", "\u{1F3FB}", "\u{1160}", "\u{3164}", "\u{2028}", "\u{FEFF}", "\u{D4E}", "\u{0600}", "中",
    "👩",
    "\u{10FFFF}", "\u{FFFE}", "\u{0}", "=", "＝", "\"", ",", "\r\n",
  ].map { Array($0.utf8) }

  private static let safeText = FuzzTarget(
    name: "safe-text", seeds: texts, tokens: textTokens, longest: 16 << 10
  ) { input, chance in
    let stranger = String(decoding: input, as: UTF8.self)
    let limit = Bool.random(using: &chance) ? 4096 : Int.random(in: 0...40, using: &chance)
    let text = SafeText(stranger, limit: limit)
    try expect(!text.text.unicodeScalars.contains(where: \.isHostile), "hostile: \(text.text.debugDescription)")
    try expect(text.removed <= stranger.unicodeScalars.count, "more removed than there was")
    // Flags became two letters, so there may be more than the limit.
    let again = SafeText(text.text, limit: .max)
    try expect(again.text == text.text, "cleaned again, it is another: \(text.text.debugDescription)")
    let width = Int.random(in: 0...30, using: &chance)
    let cut = text.truncated(to: width)
    try expect(displayWidth(of: cut) <= width, "\(displayWidth(of: cut)) columns instead of \(width)")
    let padded = text.padded(to: width, Bool.random(using: &chance) ? .left : .right)
    try expect(displayWidth(of: padded) == width, "filled to \(displayWidth(of: padded)) columns instead of \(width)")
    let ends = text.shortenedInTheMiddle(to: width)
    try expect(displayWidth(of: ends) <= width, "shortened to \(displayWidth(of: ends)) columns instead of \(width)")
    return text.text == stranger
  }

  /// What is drawn stays inside, every line takes the frame's width, and no wide character is left in half.
  private static let drawing = FuzzTarget(
    name: "drawing", seeds: texts, tokens: textTokens, longest: 2048
  ) { input, chance in
    let size = Size(width: Int.random(in: 0...24, using: &chance), height: Int.random(in: 0...4, using: &chance))
    var canvas = Canvas(size: size)
    let before = canvas.frame
    let parts = input.split(separator: UInt8(ascii: " "), maxSplits: 6)
    for part in parts {
      let text = SafeText(String(decoding: part, as: UTF8.self))
      let x = Int.random(in: -8...26, using: &chance)
      let y = Int.random(in: -1...5, using: &chance)
      if Bool.random(using: &chance) {
        canvas.write(text, x: x, y: y)
      } else {
        let area = Rect(x: x, y: y, width: Int.random(in: 0...12, using: &chance), height: 2)
        canvas.draw(in: area) { inner in
          inner.write(text, x: Int.random(in: -3...8, using: &chance), y: 0, width: 7, .right)
          inner.showCursor(x: 2, y: 1)
        }
      }
    }
    try checkLines(of: canvas.frame)
    try expect(canvas.frame.changes(from: canvas.frame).isEmpty, "a frame differs from itself")
    var redrawn = before
    for change in canvas.frame.changes(from: before) {
      for (offset, cell) in change.cells.enumerated() { redrawn[change.x + offset, change.y] = cell }
    }
    try expect(redrawn.cells == canvas.frame.cells, "the changes do not make the frame")
    return !parts.isEmpty
  }

  private static func checkLines(of frame: Frame) throws(Finding) {
    for y in 0..<frame.size.height {
      var x = 0
      while x < frame.size.width {
        let cell = frame[x, y]
        try expect(cell.width == 1 || cell.width == 2, "half of a character at \(x), \(y)")
        try expect(!cell.scalars.contains(where: \.isHostile), "a hostile scalar at \(x), \(y)")
        x += Int(cell.width)
        if cell.width == 2 {
          try expect(x <= frame.size.width && frame[x - 1, y].isRightHalf, "half of a character at \(x), \(y)")
        }
      }
    }
  }

  /// What is written is read back as it was, apart from the apostrophe before what a spreadsheet would run.
  private static let csv = FuzzTarget(
    name: "csv", seeds: texts, tokens: textTokens, longest: 4096
  ) { input, _ in
    let fields = input.split(separator: UInt8(ascii: ","), maxSplits: 3, omittingEmptySubsequences: false)
      .map { SafeText(String(decoding: $0, as: UTF8.self)) }
    var writer = CSVWriter()
    writer.add(row: fields.map { .text($0) })
    try expect(
      !writer.text.unicodeScalars.dropFirst().contains { $0.isHostile && $0 != "\r" && $0 != "\n" }, "a hostile table")
    let rows = try CSVReader(Array(writer.text.utf8)).rows
    guard fields.contains(where: { !$0.isEmpty }) else {
      try expect(rows.isEmpty, "a row of nothing")
      return false
    }
    try expect(rows.count == 1 && rows[0].fields.count == fields.count, "another number of fields")
    for (field, read) in zip(fields, rows[0].fields) {
      try expect(
        read == field.text || read == "'\(field.text)",
        "written \(field.text.debugDescription), read \(read.debugDescription)")
      try expect(
        read.unicodeScalars.first.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true, "a formula: \(read)")
    }
    return true
  }

  private struct Document: Codable, Equatable {
    var name: String
    var parts: [String: String]
  }

  /// JSON keeps a stranger's text exactly and shows none of what drives a terminal.
  private static let json = FuzzTarget(
    name: "json", seeds: texts, tokens: textTokens, longest: 4096
  ) { input, chance in
    let text = String(decoding: input, as: UTF8.self)
    let document = Document(name: text, parts: [String(text.prefix(8)): String(text.suffix(8))])
    let written = try JSONOutput.text(document, isPretty: Bool.random(using: &chance))
    try expect(!written.unicodeScalars.contains { $0 != "\n" && $0.isHostile }, "hostile JSON")
    let read = try JSONDecoder().decode(Document.self, from: Data(written.utf8))
    try expect(
      Array(read.name.utf8) == Array(text.utf8) && read.parts.count == 1
        && read.parts.values.first.map { Array($0.utf8) } == Array(text.suffix(8).utf8), "read back, it is another")
    return true
  }
}
