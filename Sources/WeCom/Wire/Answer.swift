import Model

/// What the vendor answers to one API, beside the `errcode` and `errmsg` that every answer has.
protocol Answer: Sendable {
  init()
  /// Reads the value of a member it knows; must not touch the reader for one it does not.
  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken
  /// Throws what is wrong with an answer of success as a whole.
  func check() throws(Unreadable)
  /// An answer without `errcode` is one of success: so `gettoken` in its old shape.
  static var mayLackErrorCode: Bool { get }
}

enum Taken { case yes, unknownMember }

extension Answer {
  static var mayLackErrorCode: Bool { false }
  func check() throws(Unreadable) {}
}

/// Why a body holds no answer of success.
enum AnswerFault: Error {
  case vendor(VendorError)
  case unreadable(Unreadable)
}

extension Answer {
  /// Reads a whole body. An error of the vendor's wins over anything that is wrong with the rest.
  /// - Parameter credential: shown with the call; no text of the answer quotes it afterwards.
  static func read(
    _ body: [UInt8], from api: API, hiding credential: Credential? = nil
  ) throws(AnswerFault) -> Self {
    var answer = Self()
    var envelope = Envelope()
    do throws(JSONFault) {
      var reader = JSONReader(body)
      guard try reader.next() == .object else { throw .notJSON }
      try reader.object { (member, reader) throws(JSONFault) in
        if try envelope.take(member, from: &reader) == .yes { return }
        if try answer.take(member, from: &reader) == .unknownMember { try reader.skip() }
      }
      try reader.finish()
    } catch {
      if case .wrongType = error, let error = Envelope.read(body)?.error(from: api, hiding: credential) {
        throw .vendor(error)
      }
      throw .unreadable(Unreadable(error))
    }
    if let error = envelope.error(from: api, hiding: credential) { throw .vendor(error) }
    guard envelope.code != nil || mayLackErrorCode else { throw .unreadable(.missing(member: "errcode")) }
    do throws(Unreadable) { try answer.check() } catch { throw .unreadable(error) }
    return answer
  }
}

extension Answer {
  /// The answer in what came back over the wire. The vendor answers 200 even to errors.
  /// - Parameter credential: shown with the call; no text of the answer quotes it afterwards.
  static func value(
    status: Int, _ body: [UInt8], from api: API, hiding credential: Credential? = nil
  ) throws(CallError) -> Self {
    guard status == 200 else { throw .unreadable(api, .httpStatus(status)) }
    do throws(AnswerFault) { return try read(body, from: api, hiding: credential) } catch {
      switch error {
      case .vendor(let error): throw .vendor(error)
      case .unreadable(let reason): throw .unreadable(api, reason)
      }
    }
  }
}

/// The two members every answer has; `errcode` need not come first.
private struct Envelope {
  var code: ErrorCode?
  var message = ""

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) -> Taken {
    switch member {
    case "errcode":
      let found = try reader.integer().map(ErrorCode.init)
      // Should there be several, an error among them counts.
      if code == nil || code == .ok { code = found ?? code }
    case "errmsg": message = try reader.string() ?? ""
    default: return .unknownMember
    }
    return .yes
  }

  func error(from api: API, hiding credential: Credential?) -> VendorError? {
    guard let code, code != .ok else { return nil }
    return VendorError(code, from: api, errmsg: message, hiding: credential)
  }

  static func read(_ body: [UInt8]) -> Envelope? {
    var envelope = Envelope()
    do throws(JSONFault) {
      var reader = JSONReader(body)
      try reader.object { (member, reader) throws(JSONFault) in
        if try envelope.take(member, from: &reader) == .unknownMember { try reader.skip() }
      }
      try reader.finish()
      return envelope
    } catch { return nil }
  }
}

extension JSONReader {
  /// An identifier; nil for `null` and for a text that cannot be one.
  mutating func identifier<ID: Identifier>(_: ID.Type = ID.self) throws(JSONFault) -> ID? {
    try string().flatMap { ID($0) }
  }

  /// A stranger's text, cut at `limit` characters; empty for `null`.
  mutating func text(limit: Int) throws(JSONFault) -> String {
    guard let text = try string() else { return "" }
    if text.utf8.count <= limit { return text }
    // A character may be made of any number of scalars; none that means something has more than this.
    return String(String(text.unicodeScalars.prefix(16 * limit)).prefix(limit))
  }

  /// The vendor's times are whole seconds.
  mutating func timestamp() throws(JSONFault) -> Timestamp? {
    try integer().flatMap { seconds in
      let far = Timestamp.farthest
      return (-far...far).contains(Int64(seconds)) ? Timestamp(seconds: Int64(seconds)) : nil
    }
  }
}
