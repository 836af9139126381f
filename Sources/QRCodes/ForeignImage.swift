import CImage
import Model

/// An image somebody else made, and what the QR codes in it say. Its decoders are other people's and written in C: only a
/// short-lived process of its own may come here, after ``confine()``.
package struct ForeignImage: Sendable {
  /// Why nothing was read.
  package enum Fault: Error, Sendable, Hashable {
    /// None of the kinds that are read, or a broken one.
    case notAnImage
    /// More pixels than are decoded (``ImageHeader/mostPixels``), as its header tells.
    case tooLarge(width: Int, height: Int)
  }

  private let bytes: [UInt8]
  private let header: ImageHeader

  /// Looks at the header only.
  package init(_ bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= CodeLimits.longestImage, let header = ImageHeader(bytes) else { throw .notAnImage }
    guard header.fits else { throw .tooLarge(width: header.width, height: header.height) }
    self.bytes = bytes
    self.header = header
  }

  /// What its QR codes say, in the order they were found, each text once: strangers' text, valid UTF-8 and nothing more.
  package func texts() throws(Fault) -> [String] {
    var found = Found()
    let isRead = withUnsafeMutablePointer(to: &found) { found in
      groupdesk_image_read(
        bytes, Int32(bytes.count), header.kind.inC, Int32(ImageHeader.longestSide), ImageHeader.mostPixels,
        { context, bytes, length in
          guard let context, let bytes, length > 0 else { return }
          let text = UnsafeRawBufferPointer(start: bytes, count: Int(length))
          context.assumingMemoryBound(to: Found.self).pointee.add(text)
        }, found)
    }
    guard isRead == 1 else { throw .notAnImage }
    return found.texts
  }

  /// Takes from this process what decoding does not need; it cannot be undone. False when the system refuses.
  package static func confine() -> Bool { groupdesk_image_confine(mostMemory, mostSeconds) == 1 }

  /// Bytes of address space, code and libraries included.
  private static let mostMemory = 512 << 20
  /// Seconds of processor time.
  private static let mostSeconds: Int32 = 5

  private struct Found {
    var texts: [String] = []

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      let text = String(decoding: bytes.prefix(CodeLimits.longestText), as: UTF8.self)
      if texts.count < CodeLimits.mostTexts, !texts.contains(text) { texts.append(text) }
    }
  }
}

extension ImageHeader.Kind {
  fileprivate var inC: groupdesk_image_kind {
    switch self {
    case .png: GROUPDESK_IMAGE_PNG
    case .jpeg: GROUPDESK_IMAGE_JPEG
    case .gif: GROUPDESK_IMAGE_GIF
    case .webp: GROUPDESK_IMAGE_WEBP
    }
  }
}
