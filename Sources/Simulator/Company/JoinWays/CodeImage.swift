import QRCodes

/// What an image address gives: a QR code, or something a careful program has to survive.
package struct CodeImage: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A PNG of a code that says ``CodeImage/text``.
    case code
    /// A PNG without a code.
    case noCode = "no_code"
    /// A PNG with two codes: ``CodeImage/text`` and another.
    case twoCodes = "two_codes"
    /// HTTP 302 to ``CodeImage/location``.
    case redirect
    /// ``CodeImage/bytes`` bytes called a PNG.
    case huge
    /// A page of HTML called a PNG.
    case notAnImage = "not_an_image"
    /// The first half of a PNG.
    case truncated
    /// A small PNG that says it is 30 000 pixels wide and high.
    case bomb
    /// HTTP 404.
    case missing
  }

  package var kind: Kind
  package var text: String
  package var location = "http://127.0.0.1:1/"
  package var bytes = 8 << 20
  /// Real time before the answer.
  package var milliseconds: Int64 = 0

  package init(_ kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }

  /// HTTP status and body; a body that is no image is called one nevertheless.
  func render() -> (status: Int, body: [UInt8]) {
    switch kind {
    case .code: (200, Self.png(text))
    case .noCode: (200, QRCode(size: 29, modules: Array(repeating: false, count: 29 * 29))?.png() ?? [])
    case .twoCodes: (200, Self.pair(text, "https://work.weixin.qq.com/gm/another"))
    case .redirect: (302, [])
    case .huge: (200, Self.png(text) + Array(repeating: 0, count: max(0, min(bytes, 1 << 28))))
    case .notAnImage: (200, Array("<html><body>请登录</body></html>".utf8))
    case .truncated: (200, Array(Self.png(text).dropLast(Self.png(text).count / 2)))
    case .bomb: (200, Self.inflated(Self.png(text)))
    case .missing: (404, Array("no such image\n".utf8))
    }
  }

  private static func png(_ text: String) -> [UInt8] { QRCode(text)?.png() ?? [] }

  /// Two codes on one square, in opposite corners.
  private static func pair(_ first: String, _ second: String) -> [UInt8] {
    guard let one = QRCode(first), let two = QRCode(second) else { return [] }
    let size = one.size + two.size + 2 * QRCode.quietZone
    let shift = size - two.size
    let modules = (0..<size * size).map { position in
      let (x, y) = (position % size, position / size)
      return one.isBlack(x: x, y: y) || two.isBlack(x: x - shift, y: y - shift)
    }
    return QRCode(size: size, modules: modules)?.png() ?? []
  }

  /// The same PNG with another width and height in its header, checksum and all.
  private static func inflated(_ png: [UInt8]) -> [UInt8] {
    // Signature 8, length 4, then type and 13 bytes of IHDR, then their checksum.
    let header = 12..<29
    guard png.count > header.upperBound + 4 else { return png }
    var png = png
    let side = bigEndian(30_000)
    png.replaceSubrange(16..<24, with: side + side)
    png.replaceSubrange(header.upperBound..<header.upperBound + 4, with: bigEndian(crc(png[header])))
    return png
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// CRC-32 as PNG wants it (ISO 3309).
  private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
  }
}

extension Company {
  /// What stands at the image address that ends in that name and `.png`; nil for nothing.
  package func codeImage(_ name: String) -> CodeImage? {
    if let image = codeImages[name] { return image }
    guard let way = joinWays[name], way.deletedAt == nil, way.content.scene != 1 else { return nil }
    return CodeImage(.code, text: way.link)
  }

  /// Puts something else behind an image address; nil for what belongs there.
  package mutating func put(_ image: CodeImage?, behind name: String) { codeImages[name] = image }
}
