/// Where an image may be fetched from: the vendor's own hosts over https, and nowhere else. The vendor's samples are
/// `http` (92229); those of its image hosts are asked for over https.
///
/// With a base URL on this machine, as the simulated company has, that very origin is allowed besides.
package struct ImageAddress: Hashable, Sendable {
  /// What is asked for: put together anew, so that nobody reads another host out of it.
  package let url: String
  /// In lower case, without the port.
  package let host: String
  /// The origin of the base URL, on this machine: the one place that is not checked any further.
  package let isOwn: Bool

  /// Why a text is no such address.
  package enum Fault: Error, Hashable, Sendable {
    case notURL
    /// `http`, and not of one of the image hosts; or another scheme.
    case notHTTPS
    /// With its port, where it names one that is not its scheme's.
    case foreignHost(String)
    case privateAddress(String)
  }

  /// - Parameter base: where the API is.
  package init(_ text: String, base: Connection.Address) throws(Fault) {
    let parts = try Parts(text)
    if base.isLoopback, let own = try? Parts(base.origin), own.origin == parts.origin {
      url = "\(parts.origin)\(parts.target)"
      host = parts.host
      isOwn = true
      return
    }
    if let address = IPAddress(parts.host.filter { $0 != "[" && $0 != "]" }), !address.isGlobal {
      throw .privateAddress(address.description)
    }
    let isImageHost = Self.imageHosts.contains { parts.host.hasSuffix($0) }
    guard isImageHost || parts.host.hasSuffix(".weixin.qq.com") else {
      throw .foreignHost(parts.host)
    }
    guard parts.scheme == "https" || parts.scheme == "http" && isImageHost else { throw .notHTTPS }
    guard parts.port == parts.usualPort else { throw .foreignHost("\(parts.host):\(parts.port)") }
    url = "https://\(parts.host)\(parts.target)"
    host = parts.host
    isOwn = false
  }

  /// Whatever stands before the dot: `p`, `wework`, `wx`.
  private static let imageHosts = [".qpic.cn", ".qlogo.cn"]
  /// Characters of a URL, at most.
  private static let longest = 2048

  /// A URL taken apart strictly (RFC 3986): what is not plain is refused instead of being guessed.
  private struct Parts {
    let scheme: String
    let host: String
    let port: UInt16
    /// From the path to the query; never empty.
    let target: String

    var usualPort: UInt16 { scheme == "https" ? 443 : 80 }
    var origin: String { port == usualPort ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)" }

    init(_ text: String) throws(Fault) {
      guard text.utf8.count <= ImageAddress.longest, let mark = text.firstRange(of: "://"),
        text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains(where: { "\\\"<>^`{|}".contains($0) })
      else { throw .notURL }
      scheme = text[..<mark.lowerBound].lowercased()
      let isScheme =
        scheme.first?.isLetter ?? false && scheme.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
      guard isScheme else { throw .notURL }
      guard scheme == "https" || scheme == "http" else { throw .notHTTPS }
      let rest = text[mark.upperBound...].prefix { $0 != "#" }
      let authority = rest.prefix { $0 != "/" && $0 != "?" }
      let path = rest[authority.endIndex...]
      target = path.hasPrefix("/") ? String(path) : "/" + path

      let isBracketed = authority.hasPrefix("[")
      let name = isBracketed ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
      let ending = authority.dropFirst(name.count)
      host = name.lowercased()
      if isBracketed {
        guard authority.contains("]"), IPAddress(String(name.dropFirst().dropLast())) != nil else { throw .notURL }
      } else {
        // A name or an IPv4 address; no user, no escape, no dot at the end.
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
          !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        }
        guard isName else { throw .notURL }
      }
      if ending.isEmpty {
        port = scheme == "https" ? 443 : 80
      } else {
        let digits = ending.dropFirst()
        guard ending.first == ":", digits.allSatisfy(\.isNumber), let port = UInt16(digits), port > 0 else {
          throw .notURL
        }
        self.port = port
      }
    }
  }
}
