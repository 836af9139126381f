import Model

/// How the images of QR codes are got and read: handed in, because fetching needs a network of its own rules and foreign
/// images are decoded in a process of their own.
package struct JoinWayCodes: Sendable {
  /// The bytes behind a `qr_code`; throws ``CodeTrouble``.
  package var fetch: @Sendable (_ url: String) async throws -> [UInt8]
  /// What the codes in an image say; empty when there is none. Throws ``CodeTrouble``.
  package var read: @Sendable (_ image: [UInt8]) async throws -> [String]

  package init(
    fetch: @escaping @Sendable (String) async throws -> [UInt8],
    read: @escaping @Sendable ([UInt8]) async throws -> [String]
  ) {
    self.fetch = fetch
    self.read = read
  }
}

/// Why there is no QR code to show.
package enum CodeTrouble: Error, Sendable, Hashable {
  /// Scene 1 has a component in a mini program, no image.
  case noImage
  /// The vendor told no `qr_code`.
  case noURL
  /// Not a URL this program fetches from, and why.
  case address(AddressFault)
  /// The host answered with another address instead of an image; redirects are not followed.
  case redirected
  case httpStatus(Int)
  /// More bytes or pixels than an image may have.
  case tooLarge
  case timedOut
  case unreachable
  /// Not an image of a kind that is read, or a broken one.
  case notAnImage
  /// The process that decoded it was ended: it took too long, too much memory, or crashed.
  case decoderDied
  /// The decoder could not be started.
  case decoderMissing
  /// An image without a code.
  case noCode
  /// More than one code in it; what they say.
  case severalCodes([String])
  /// What the code says is too long to be drawn again.
  case notDrawable

  package enum AddressFault: Sendable, Hashable {
    case notURL
    /// Neither https, nor http of one of the vendor's own image hosts, which is upgraded.
    case notHTTPS
    /// Not one of the vendor's hosts.
    case foreignHost(String)
    case privateAddress(String)
    case notResolved(String)
  }
}

/// A join way's QR code.
package struct JoinWayCode: Sendable, Hashable {
  /// What the code says: the link customers open.
  package var link: String
  /// The `qr_code` it was read from.
  package var url: String

  package init(link: String, url: String) {
    self.link = link
    self.url = url
  }
}
