import Model

/// The vendor's "no": which code, from which API, and what its `errmsg` says beside the text.
package struct VendorError: Error, Hashable, Sendable {
  package let code: ErrorCode
  package let api: API
  /// The vendor's words without hint, ip and link; at most ``longestMessage`` characters. Somebody else's text: it
  /// leaves only as `SafeText`, and nothing is decided by it.
  package let message: String
  /// What the vendor's support asks for (`hint: [...]`).
  package let hint: String?
  /// The caller's address as the vendor sees it (`from ip: ...`): what must go on the trusted list after 60020.
  package let ip: String?

  package static let longestMessage = 512

  /// - Parameter errmsg: as received: `<text>, hint: [<digits>], from ip: <ip>, more info at <link>`, any of it absent.
  package init(_ code: ErrorCode, from api: API, errmsg: String) {
    self.code = code
    self.api = api
    let start = errmsg.prefix(8 * Self.longestMessage)
    let tail = [", hint:", ", from ip:", ", more info at"].compactMap { start.firstRange(of: $0)?.lowerBound }.min()
    message = String(Self.trimmed(start[..<(tail ?? start.endIndex)]).prefix(Self.longestMessage))
    let rest = start[(tail ?? start.endIndex)...]
    hint = Self.part(of: rest, from: "hint: [", to: "]") { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    ip = Self.part(of: rest, from: "from ip:", to: ",") { $0.isHexDigit && $0.isASCII || $0 == "." || $0 == ":" }
  }

  /// - Parameter credential: shown with the call; should the text quote it, it is taken out before anything is cut off.
  init(_ code: ErrorCode, from api: API, errmsg: String, hiding credential: Credential?) {
    self.init(code, from: api, errmsg: credential?.hidden(in: errmsg) ?? errmsg)
  }

  private static func part(
    of text: Substring, from opening: String, to closing: Character, where isFit: (Character) -> Bool
  ) -> String? {
    guard let found = text.firstRange(of: opening) else { return nil }
    let part = trimmed(text[found.upperBound...].prefix { $0 != closing })
    return !part.isEmpty && part.count <= 64 && part.allSatisfy(isFit) ? String(part) : nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension VendorError: CustomStringConvertible {
  package var description: String { "errcode \(code) from \(api)" }
}
