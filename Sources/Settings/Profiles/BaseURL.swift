import Foundation

/// Where the vendor's API is: scheme, host and port, nothing else. Plain `http` is for loopback hosts only, because every
/// URL carries a token.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// Without a slash at the end.
  package let text: String
  /// Host and port as they stand in the URL, in lower case.
  package let authority: String
  /// Whether the host is this machine: the simulated company.
  package let isLoopback: Bool

  /// Nil for anything but `https://HOST[:PORT]` and `http://LOOPBACK[:PORT]`; a slash at the end is dropped.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = URLComponents(string: text),
      let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(), Self.isHost(host),
      parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
      parts.path.isEmpty || parts.path == "/", parts.port.map({ (1...65535).contains($0) }) ?? true
    else { return nil }
    let loopback = Self.isLoopback(host)
    guard scheme == "https" || (scheme == "http" && loopback) else { return nil }
    isLoopback = loopback
    // The usual port is no other host: one company must not get two ledgers.
    let port = parts.port == (scheme == "https" ? 443 : 80) ? nil : parts.port
    authority = port.map { "\(host):\($0)" } ?? host
    self.text = "\(scheme)://\(authority)"
  }

  package var description: String { text }

  /// The vendor's own host (96334 and all others).
  package static let vendorText = "https://qyapi.weixin.qq.com"

  /// A name, or an address; what was percent-encoded arrives decoded, and may be anything.
  private static func isHost(_ host: String) -> Bool {
    !host.isEmpty
      && host.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: ".-_:[]".utf8.contains(byte)
        }
      }
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
