/// What the first bytes of an image say it is. Of the four kinds people and the vendor use, each is told by its own mark;
/// names and media types count for nothing.
package struct ImageHeader: Hashable, Sendable {
  package enum Kind: Sendable, Hashable, CaseIterable { case png, jpeg, gif, webp }

  package let kind: Kind
  /// Pixels.
  package let width: Int
  package let height: Int

  package init(kind: Kind, width: Int, height: Int) {
    self.kind = kind
    self.width = width
    self.height = height
  }

  /// Pixels a side and altogether, at most: looked at before anything is decoded, because a few bytes can be told to
  /// become any number of pixels.
  package static let longestSide = 4096
  package static let mostPixels = 16_000_000

  package var fits: Bool {
    width <= Self.longestSide && height <= Self.longestSide && width * height <= Self.mostPixels
  }

  /// Nil for anything else, and for an image without pixels.
  package init?(_ bytes: [UInt8]) {
    let bytes = Bytes(bytes: bytes)
    let found = bytes.png ?? bytes.gif ?? bytes.webp ?? bytes.jpeg
    guard let found, found.width > 0, found.height > 0 else { return nil }
    self = found
  }
}

/// Numbers at places of a file; nil behind its end.
private struct Bytes {
  let bytes: [UInt8]

  func has(_ text: String, at place: Int) -> Bool { has(Array(text.utf8), at: place) }

  func has(_ wanted: [UInt8], at place: Int) -> Bool {
    place + wanted.count <= bytes.count && bytes[place..<place + wanted.count].elementsEqual(wanted)
  }

  func big(_ count: Int, at place: Int) -> Int? {
    guard place + count <= bytes.count else { return nil }
    return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  func little(_ count: Int, at place: Int) -> Int? {
    guard place + count <= bytes.count else { return nil }
    return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// IHDR comes first (W3C PNG, 5.6).
  var png: ImageHeader? {
    guard has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0), has("IHDR", at: 12),
      let width = big(4, at: 16), let height = big(4, at: 20)
    else { return nil }
    return ImageHeader(kind: .png, width: width, height: height)
  }

  /// The logical screen, in which every frame lies (GIF89a, 18).
  var gif: ImageHeader? {
    guard has("GIF87a", at: 0) || has("GIF89a", at: 0), let width = little(2, at: 6), let height = little(2, at: 8)
    else { return nil }
    return ImageHeader(kind: .gif, width: width, height: height)
  }

  /// RFC 9649, 2.5 to 2.7: lossy, lossless, or extended with a canvas.
  var webp: ImageHeader? {
    guard has("RIFF", at: 0), has("WEBP", at: 8) else { return nil }
    if has("VP8 ", at: 12), has([0x9D, 0x01, 0x2A], at: 23), let width = little(2, at: 26),
      let height = little(2, at: 28)
    {
      return ImageHeader(kind: .webp, width: width & 0x3FFF, height: height & 0x3FFF)
    }
    if has("VP8L", at: 12), has([0x2F], at: 20), let sides = little(4, at: 21) {
      return ImageHeader(kind: .webp, width: (sides & 0x3FFF) + 1, height: (sides >> 14 & 0x3FFF) + 1)
    }
    if has("VP8X", at: 12), let width = little(3, at: 24), let height = little(3, at: 27) {
      return ImageHeader(kind: .webp, width: width + 1, height: height + 1)
    }
    return nil
  }

  /// The first frame header among the segments (ITU T.81, B.2.2).
  var jpeg: ImageHeader? {
    guard has([0xFF, 0xD8, 0xFF], at: 0) else { return nil }
    var place = 2
    while let mark = big(2, at: place), mark >> 8 == 0xFF {
      let code = mark & 0xFF
      switch code {
      case 0xFF: place += 1  // padding
      case 0x01, 0xD0...0xD7: place += 2  // no length
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard let height = big(2, at: place + 5), let width = big(2, at: place + 7) else { return nil }
        return ImageHeader(kind: .jpeg, width: width, height: height)
      case 0xD8...0xDA: return nil  // a scan before any frame
      default:
        guard let length = big(2, at: place + 2), length >= 2 else { return nil }
        place += 2 + length
      }
    }
    return nil
  }
}
