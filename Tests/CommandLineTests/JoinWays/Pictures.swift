import CImage
import Foundation
import QRCodes
import Testing

/// Images as people and others make them.
enum Pictures {
  /// Of each kind that is read, all saying ``kindsText``.
  static let kinds = ["code.gif", "code.jpeg", "lossless.webp", "lossy.webp"]
  static let kindsText = "https://work.weixin.qq.com/gm/kinds"

  /// One of ``kinds``.
  static func file(_ name: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: root.appendingPathComponent("Sources/fuzz/Inputs/Images/\(name)")))
  }

  static func code(_ text: String, scale: Int = 3) throws -> [UInt8] {
    try #require(QRCode(text)?.png(scale: scale))
  }

  /// Several codes side by side, as many modules high as the largest.
  static func poster(_ texts: [String]) throws -> [UInt8] {
    let codes = try texts.map { try #require(QRCode($0)) }
    let side = codes.reduce(0) { $0 + $1.size + 8 }
    var modules = [UInt8](repeating: 0, count: side * side)
    var left = 4
    for code in codes {
      for y in 0..<code.size {
        for x in 0..<code.size where code.isBlack(x: x, y: y) { modules[(y + 4) * side + left + x] = 1 }
      }
      left += code.size + 8
    }
    return try image(of: modules, side: side)
  }

  /// What a camera sees of a screen on which half blocks are drawn black on white; all other text is taken for white.
  ///
  /// - Parameter screen: its lines; wide characters as wide as on the screen, so that columns stand below each other.
  static func photograph(_ screen: [String]) throws -> [UInt8] {
    let halves = screen.flatMap { line in
      ["▀", "▄"].map { half in
        line.unicodeScalars.flatMap { scalar -> [UInt8] in
          let isBlack = scalar == "█" || scalar == half.unicodeScalars.first
          return Array(repeating: isBlack ? 1 : 0, count: scalar.value >= 0x2E80 ? 2 : 1)
        }
      }
    }
    let side = max(halves.count, halves.map(\.count).max() ?? 0) + 8
    var modules = [UInt8](repeating: 0, count: side * side)
    for (y, half) in halves.enumerated() {
      for (x, module) in half.enumerated() { modules[(y + 4) * side + x + 4] = module }
    }
    return try image(of: modules, side: side)
  }

  static func blank(side: Int = 50) throws -> [UInt8] {
    try image(of: [UInt8](repeating: 0, count: side * side), side: side)
  }

  private static func image(of modules: [UInt8], side: Int) throws -> [UInt8] {
    var length = 0
    let image = try #require(groupdesk_image_png(modules, Int32(side), 4, 0, &length))
    defer { groupdesk_image_free(image) }
    return Array(UnsafeBufferPointer(start: image, count: length))
  }

  /// A PNG whose header tells another size, its checksum being right.
  static func resized(_ png: [UInt8], width: UInt32, height: UInt32) -> [UInt8] {
    var png = png
    png.replaceSubrange(16..<24, with: bytes(width) + bytes(height))
    png.replaceSubrange(29..<33, with: bytes(checksum(png[12..<29])))
    return png
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  /// CRC-32 as PNG has it.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
  }
}
