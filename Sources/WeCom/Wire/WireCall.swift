import AsyncHTTPClient
import Model
import NIOCore

/// One request as it goes over the wire, its credential still apart from everything that may be printed.
struct WireCall: Sendable {
  let api: API
  var query: [(name: String, value: String)] = []
  /// Nil makes it a GET.
  var body: [UInt8]?
}

/// What a call shows to be let in. It travels in the query string, so a whole URL is as secret as this.
enum Credential: Sendable {
  /// For `gettoken` alone.
  case application(CorpID, Secret)
  case accessToken(Secret)

  /// A text of the vendor's without this credential. By bytes: a combining mark behind it must not hide it.
  func hidden(in text: String) -> String {
    let secret =
      switch self {
      case .application(_, let secret), .accessToken(let secret): secret
      }
    return String(decoding: Array(text.utf8).replacing(Array(secret.reveal().utf8), with: "•••".utf8), as: UTF8.self)
  }
}

extension WireCall {
  /// The only place where a credential becomes part of a URL; the result goes to the HTTP client and nowhere else.
  func request(at address: Connection.Address, with credential: Credential) -> HTTPClientRequest {
    var items = query
    switch credential {
    case .application(let corp, let secret):
      items.append(("corpid", corp.rawValue))
      items.append(("corpsecret", secret.reveal()))
    case .accessToken(let token):
      items.append(("access_token", token.reveal()))
    }
    let text = items.map { "\($0.name)=\(Self.percentEncoded($0.value))" }.joined(separator: "&")
    var request = HTTPClientRequest(url: "\(address.origin)/cgi-bin/\(api.path)?\(text)")
    request.headers.add(name: "accept", value: "application/json")
    if let body {
      request.method = .POST
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(ByteBuffer(bytes: body))
    }
    return request
  }

  private static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.append(byte)
      default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
