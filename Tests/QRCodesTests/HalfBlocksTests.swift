import CImage
import Testing

@testable import QRCodes

@Suite("A QR code as half blocks", .timeLimit(.minutes(5)))
struct HalfBlocksTests {
  static let link = "https://work.weixin.qq.com/gm/0123456789abcdef0123456789abcdef"

  /// What a camera sees of a terminal: a pixel for each half of a character, as a PNG.
  ///
  /// - Parameter ground: the characters' ground is black.
  private func photograph(_ blocks: HalfBlocks, isGroundBlack: Bool = false) throws -> [UInt8] {
    let rows = blocks.lines.flatMap { line in
      [("▀", "█"), ("▄", "█")].map { half in
        line.map { (String($0) == half.0 || String($0) == half.1) != isGroundBlack ? UInt8(1) : 0 }
      }
    }
    // The lower half of the last line is left out: the picture is a square.
    let pixels = Array(rows.prefix(blocks.columns).joined())
    try #require(pixels.count == blocks.columns * blocks.columns)
    var length = 0
    let image = try #require(groupdesk_image_png(pixels, Int32(blocks.columns), 4, 0, &length))
    defer { groupdesk_image_free(image) }
    return Array(UnsafeBufferPointer(start: image, count: length))
  }

  @Test("what the terminal shows is read as what the code says", arguments: [4, 3, 2])
  func scanned(quietZone: Int) throws {
    let code = try #require(QRCode(Self.link))
    let blocks = HalfBlocks(code, quietZone: quietZone)
    #expect(try ForeignImage(photograph(blocks)).texts() == [Self.link])
  }

  @Test("drawn in white on a dark ground it is the same picture, not its negative")
  func whiteInk() throws {
    let code = try #require(QRCode(Self.link))
    let (black, white) = (HalfBlocks(code), HalfBlocks(code, ink: .white))
    #expect(try photograph(white, isGroundBlack: true) == photograph(black))
    #expect(try ForeignImage(photograph(black, isGroundBlack: true)).texts() == [], "a negative was read")
  }

  @Test("every line is as wide as the size says, and the quiet zone is empty")
  func size() throws {
    let code = try #require(QRCode(Self.link))
    let blocks = HalfBlocks(code)
    let size = HalfBlocks.size(of: code)
    #expect(size.columns == code.size + 8 && size.rows == (code.size + 9) / 2)
    #expect(blocks.columns == size.columns && blocks.lines.count == size.rows)
    #expect(blocks.lines.allSatisfy { $0.count == size.columns })
    #expect(blocks.lines.prefix(2).allSatisfy { $0.allSatisfy { $0 == " " } })
    #expect(blocks.lines.allSatisfy { $0.hasPrefix("    ") && $0.hasSuffix("    ") })
  }

  @Test("white around it shrinks to two modules where that makes it fit; with less there is none")
  func fitting() throws {
    let code = try #require(QRCode(Self.link))
    let (wide, narrow) = (HalfBlocks.size(of: code), HalfBlocks.size(of: code, quietZone: 2))
    #expect(HalfBlocks(code, columns: 200, rows: 100)?.columns == wide.columns)
    #expect(HalfBlocks(code, columns: wide.columns - 1, rows: 100)?.columns == wide.columns - 2)
    #expect(HalfBlocks(code, columns: narrow.columns, rows: narrow.rows)?.columns == narrow.columns)
    #expect(HalfBlocks(code, columns: narrow.columns - 1, rows: 100) == nil)
    #expect(HalfBlocks(code, columns: 200, rows: narrow.rows - 1) == nil)
  }
}
