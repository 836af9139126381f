import Model
import QRCodes
import WeCom

extension FuzzTarget {
  static let images = [image, imageAddress]

  /// The decoders are other people's: that they read what was never an image without a crash, within the memory of what
  /// its header tells.
  private static let image = FuzzTarget(
    name: "image",
    seeds: [
      QRCode("https://work.weixin.qq.com/gm/kinds")?.png(scale: 2) ?? [], PackageResources.code_gif,
      PackageResources.code_jpeg, PackageResources.lossless_webp, PackageResources.lossy_webp,
    ],
    tokens: [
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF, 0xE0], [0xFF, 0xD9], [0xFF, 0xC2],
      Array("GIF89a".utf8), Array("RIFF".utf8), Array("WEBPVP8X".utf8), Array("IHDR".utf8), Array("IDAT".utf8),
      [0x21, 0xF9, 0x04], [0x00, 0x00, 0xFF, 0xFF],
    ]
  ) { input, _ in
    guard let header = ImageHeader(input) else { return false }
    try expect(header.width > 0 && header.height > 0, "an image without pixels")
    guard let texts = try? ForeignImage(input).texts() else { return false }
    try expect(header.fits, "an image of \(header.width) × \(header.height) was decoded")
    try expect(
      texts.count <= CodeLimits.mostTexts
        && texts.allSatisfy { $0.utf8.count <= 3 * CodeLimits.longestText }, "more than a code says")
    return true
  }

  /// Nothing but the vendor's hosts over https, and nothing in the URL that somebody could read otherwise.
  private static let imageAddress = FuzzTarget(
    name: "image-address",
    seeds: [
      "http://p.qpic.cn/wwhead/nMl9ssowtibVGyrmvBiaibzDtp/0", "https://wework.qpic.cn/wwpic3az/1?a=b#c",
      "https://wx.qlogo.cn:443/", "http://127.0.0.1:8080/qr/1.png", "https://[2001:db8::1]/",
      "https://work.weixin.qq.com",
    ].map { Array($0.utf8) },
    tokens: ["://", "@", "\\", "#", "?", ".qpic.cn", "http:", "127.0.0.1", ":443", ":80", "[::1]", "%2f", "/../"].map {
      Array($0.utf8)
    },
    longest: 4096
  ) { input, _ in
    guard let base = try? Connection.Address("http://127.0.0.1:8080") else { throw Finding("no address") }
    guard let address = try? ImageAddress(String(decoding: input, as: UTF8.self), base: base) else { return false }
    if address.isOwn {
      try expect(address.url.hasPrefix("http://127.0.0.1:8080/"), "another origin: \(address.url)")
    } else {
      try expect(address.url.hasPrefix("https://\(address.host)/"), "another host: \(address.url)")
      let ends = [".qpic.cn", ".qlogo.cn", ".weixin.qq.com"]
      try expect(ends.contains(where: address.host.hasSuffix), "a foreign host: \(address.host)")
    }
    try expect((try? ImageAddress(address.url, base: base)) == address, "read again, it is another")
    return true
  }
}
