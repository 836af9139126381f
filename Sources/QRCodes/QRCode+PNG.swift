import CImage

extension QRCode {
  /// The code as a PNG, black on white. Nil when there is no memory for it.
  ///
  /// - Parameters:
  ///   - scale: pixels a module, 1…64.
  ///   - quietZone: white modules around.
  package func png(scale: Int = 8, quietZone: Int = QRCode.quietZone) -> [UInt8]? {
    let bytes = modules.map { $0 ? UInt8(1) : 0 }
    var length = 0
    guard
      let image = groupdesk_image_png(
        bytes, Int32(size), Int32(min(max(scale, 1), 64)), Int32(max(quietZone, 0)), &length)
    else { return nil }
    defer { groupdesk_image_free(image) }
    return Array(UnsafeBufferPointer(start: image, count: length))
  }
}
