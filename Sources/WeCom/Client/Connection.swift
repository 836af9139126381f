import Model

/// Whom to talk to and as whom.
package struct Connection: Sendable {
  package let address: Address
  package let corpID: CorpID
  /// The application's secret (自建应用), or the permanent code of a 代开发 application.
  package let secret: Secret
  /// Real time one attempt may take, from the connection to the answer's last byte.
  package let timeOut: Duration

  package init(address: Address, corpID: CorpID, secret: Secret, timeOut: Duration = .seconds(20)) {
    self.address = address
    self.corpID = corpID
    self.secret = secret
    self.timeOut = timeOut
  }
}

extension Connection {
  /// Where the vendor's API is: `https` with any host, `http` only on this machine.
  package struct Address: Hashable, Sendable, CustomStringConvertible {
    /// Everything before `/cgi-bin/`, without a slash at its end.
    let origin: String
    /// Host and port in lower case, the scheme's ordinary port left out, as the ledger names a vendor host: `qyapi.weixin.qq.com`, `127.0.0.1:8080`.
    package let host: String
    /// This machine: the simulated company.
    package let isLoopback: Bool

    /// Why a text is no address.
    package enum Fault: Error, Hashable, Sendable {
      case notAnAddress
      /// `http` to another machine would show the secret to everybody on the way.
      case needsHTTPS
      /// User, password, query or fragment have no place in it.
      case tooMuch
    }

    /// The vendor's own.
    package static let vendor = Address(origin: "https://qyapi.weixin.qq.com", host: "qyapi.weixin.qq.com")

    package var description: String { origin }

    /// Takes `https://qyapi.weixin.qq.com`, with or without `/cgi-bin/` and a path before it.
    package init(_ text: String) throws(Fault) {
      guard let colon = text.firstRange(of: "://"), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw .notAnAddress
      }
      let scheme = text[..<colon.lowerBound].lowercased()
      let rest = text[colon.upperBound...]
      guard !rest.contains(where: { "?#@\\".contains($0) }) else { throw .tooMuch }
      let host = rest.prefix { $0 != "/" }.lowercased()
      guard scheme == "https" || scheme == "http", let name = Self.name(ofHost: host) else { throw .notAnAddress }
      let isLoopback = Self.isLoopback(name)
      guard scheme == "https" || isLoopback else { throw .needsHTTPS }

      var path = rest.dropFirst(host.count)
      while path.last == "/" { path.removeLast() }
      if path.hasSuffix("/cgi-bin") { path.removeLast("/cgi-bin".count) }
      origin = "\(scheme)://\(host)\(path)"
      let ordinaryPort = scheme == "https" ? ":443" : ":80"
      self.host = host.hasSuffix(ordinaryPort) ? String(host.dropLast(ordinaryPort.count)) : host
      self.isLoopback = isLoopback
    }

    private init(origin: String, host: String) {
      self.origin = origin
      self.host = host
      isLoopback = false
    }

    /// The name before the port; nil if either is malformed.
    private static func name(ofHost host: String) -> Substring? {
      let name = host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
      let port = host.dropFirst(host.hasPrefix("[") ? name.count + 2 : name.count)
      let isNameFit =
        host.hasPrefix("[")
        ? host.contains("]") && name.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        : name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" }
      guard !name.isEmpty, isNameFit else { return nil }
      let number = port.hasPrefix(":+") ? nil : UInt16(port.dropFirst())
      guard port.isEmpty || port.first == ":" && number ?? 0 > 0 else { return nil }
      return name
    }

    private static func isLoopback(_ name: Substring) -> Bool {
      if name == "localhost" || name == "::1" { return true }
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
  }
}
