import Testing

@testable import QRCodes

@Suite("What an image's first bytes say", .timeLimit(.minutes(5)))
struct ImageHeaderTests {
  private static func png(_ width: UInt32, _ height: UInt32) -> [UInt8] {
    let sides = [width, height].flatMap { side in (0..<4).map { UInt8(truncatingIfNeeded: side >> (24 - 8 * $0)) } }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + sides
  }

  @Test("each kind's kind and size, as the standards have them")
  func kinds() {
    #expect(ImageHeader(Self.png(300, 200)) == ImageHeader(kind: .png, width: 300, height: 200))
    #expect(
      ImageHeader(Array("GIF89a".utf8) + [0x2C, 1, 200, 0]) == ImageHeader(kind: .gif, width: 300, height: 200))
    let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 11, 8, 0, 200, 1, 0x2C]
    #expect(ImageHeader(jpeg) == ImageHeader(kind: .jpeg, width: 300, height: 200))
    let extended = Array("RIFF    WEBPVP8X    ".utf8) + [0, 0, 0, 0, 0x2B, 1, 0, 199, 0, 0]
    #expect(ImageHeader(extended) == ImageHeader(kind: .webp, width: 300, height: 200))
  }

  @Test("no header, half a header and an image without pixels are none")
  func none() {
    let whole = Self.png(300, 200)
    for length in whole.indices { #expect(ImageHeader(Array(whole[..<length])) == nil) }
    #expect(ImageHeader(Self.png(0, 200)) == nil && ImageHeader(Self.png(300, 0)) == nil)
    #expect(ImageHeader(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)) == nil)
    #expect(ImageHeader(Array("BM".utf8) + [UInt8](repeating: 1, count: 60)) == nil)
    // A scan before any frame, and segments of no length for ever.
    #expect(ImageHeader([0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 1, 2]) == nil)
    #expect(ImageHeader([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xE0, 0, 0]) == nil)
  }

  @Test("4 096 pixels a side and 16 million altogether fit, one more does not")
  func limits() throws {
    let sizes: [(UInt32, UInt32, Bool)] = [
      (4096, 3906, true), (4000, 4000, true), (4096, 3907, false), (4097, 1, false), (1, 4097, false),
      (60_000, 60_000, false), (.max, .max, false),
    ]
    for (width, height, fits) in sizes {
      let header = try #require(ImageHeader(Self.png(width, height)))
      #expect(header.fits == fits, "\(width) × \(height)")
    }
  }
}
