/// One HTTP request to the vendor, without anything of HTTP that does not matter.
package struct Call: Sendable {
  package enum Method: String, Sendable { case get = "GET", post = "POST" }

  package var method: Method
  /// Behind `/cgi-bin/`: `externalcontact/groupchat/list`.
  package var path: String
  /// Decoded.
  package var query: [String: String]
  package var body: [UInt8]
  /// The caller's IP.
  package var address: String
  /// The caller's port, which tells connections apart in the journal.
  package var port: Int?

  package init(
    method: Method = .post, path: String, query: [String: String] = [:], body: [UInt8] = [],
    address: String = "127.0.0.1", port: Int? = nil
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
    self.address = address
    self.port = port
  }
}

/// What comes back for a ``Call``.
package struct Reply: Sendable {
  /// How much of the answer reaches the caller.
  package enum Delivery: Sendable, Equatable {
    case whole
    /// The connection closes after that many bytes of the body.
    case cut(after: Int)
    /// The connection closes without a byte.
    case dropped
    /// As `dropped`, by RST instead of FIN.
    case reset
  }

  /// 200 even for errors; another only when a fault asks for it.
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// What the body says, also when it does not arrive.
  package var errorCode: Int
  package var delivery: Delivery
}
