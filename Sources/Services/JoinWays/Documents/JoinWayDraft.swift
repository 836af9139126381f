import Model
import WeCom

/// A join way as a person writes it down: one JSON object with the vendor's keys (99547). What it leaves out stays as it
/// is, so what `get_join_way` answered can be given back with one member changed.
///
/// Strict, because it overwrites: a member nobody knows, a wrong type or a member that stands there twice is refused by
/// name. Whether its values may be sent is `JoinWayCheck`'s to say.
package struct JoinWayDraft: Sendable, Hashable {
  package private(set) var configID: ConfigID?
  /// The fields it names, in the vendor's order.
  package private(set) var fields: [JoinWayField] = []
  private var content = JoinWayContent()

  /// One thing wrong with a document.
  package enum Problem: Sendable, Hashable {
    /// Not JSON, or more than one document.
    case notJSON
    case notUTF8
    /// JSON, but no object.
    case notAnObject
    case tooLarge(limit: Int)
    case unknownMember(String)
    case repeatedMember(String)
    case wrongType(member: String, expected: Expected)
    /// Not an id the vendor could have given.
    case notAnID(member: String, String)
    /// Where a whole configuration is wanted.
    case missing(member: String)
    /// In a document that is to become a new configuration: the vendor gives ids.
    case configIDOfNew(ConfigID)
    /// In a document for another configuration.
    case otherConfigID(ConfigID, wanted: ConfigID?)
  }

  package enum Expected: Sendable, Hashable { case text, wholeNumber, zeroOrOne, trueOrFalse, listOfIDs }

  /// Everything wrong with a document at once; nothing of it is used.
  package struct Problems: Error, Sendable, Hashable {
    package var problems: [Problem]
    /// As the person named it; nil where nobody said.
    package var file: String?

    package init(_ problems: [Problem], file: String? = nil) {
      self.problems = problems
      self.file = file
    }
  }

  /// Bytes of a document, at most: five groups and four short texts need a fiftieth.
  package static let longest = 64 << 10

  /// A draft that names nothing.
  package init() {}

  package init(_ bytes: [UInt8]) throws(Problems) {
    guard bytes.count <= Self.longest else { throw Problems([.tooLarge(limit: Self.longest)]) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Problems([.notUTF8]) }
    var reader = JSONReader(bytes)
    var members = Members()
    do throws(JSONFault) {
      guard try reader.next() == .object else { throw .wrongType(member: "") }
      try reader.object { (member, reader) throws(JSONFault) in try members.take(member, from: &reader) }
      try reader.finish()
    } catch .wrongType {
      throw Problems([.notAnObject])
    } catch {
      throw Problems([.notJSON])
    }
    guard members.problems.isEmpty else { throw Problems(members.problems) }
    self = members.draft
    fields = JoinWayField.allCases.filter(fields.contains)
  }

  /// `content` with what this draft names.
  package func applied(to content: JoinWayContent) -> JoinWayContent {
    fields.reduce(content) { $0.taking($1, from: self.content) }
  }

  /// The whole of a new configuration: what it leaves out is as the vendor has it by default.
  package func newContent() throws(Problems) -> JoinWayContent {
    var problems: [Problem] = []
    if let configID { problems.append(.configIDOfNew(configID)) }
    for field in [JoinWayField.scene, .chats] where !fields.contains(field) {
      problems.append(.missing(member: field.rawValue))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return applied(to: JoinWayContent())
  }

  /// The whole of a configuration as somebody saw it: nothing may be left out but what the vendor leaves out itself.
  package func wholeContent() throws(Problems) -> JoinWayContent {
    let mayBeMissing: Set<JoinWayField> = [.roomBaseID, .markSource]
    let missing = JoinWayField.allCases.filter { !fields.contains($0) && !mayBeMissing.contains($0) }
    guard missing.isEmpty else { throw Problems(missing.map { .missing(member: $0.rawValue) }) }
    return applied(to: JoinWayContent())
  }

  /// Throws unless it may be meant for that configuration.
  package func check(isFor wanted: ConfigID?) throws(Problems) {
    if let configID, configID != wanted { throw Problems([.otherConfigID(configID, wanted: wanted)]) }
  }

  /// Names a field. For drafts that are made of options.
  package mutating func set<Value>(
    _ field: JoinWayField, _ path: WritableKeyPath<JoinWayContent, Value>, _ value: Value
  ) {
    content[keyPath: path] = value
    if !fields.contains(field) { fields.append(field) }
  }
}

/// A document's members while they are read.
private struct Members {
  var draft = JoinWayDraft()
  var problems: [JoinWayDraft.Problem] = []
  private var seen: Set<String> = []

  /// What `get_join_way` and `join-ways show` tell beside the content; nobody can change it, and it is passed over, so
  /// that their documents can be given back.
  private static let told: Set<String> = Set(
    ["type", "qr_code"] + JoinWayToldKey.allCases.map(\.rawValue))

  mutating func take(_ member: String, from reader: inout JSONReader) throws(JSONFault) {
    guard seen.insert(member).inserted else {
      problems.append(.repeatedMember(member))
      return try reader.skip()
    }
    if member == "config_id" {
      if let id: ConfigID = try identifier(member, from: &reader) { draft.setConfigID(id) }
      return
    }
    guard let field = JoinWayField(rawValue: member) else {
      if !Self.told.contains(member) { problems.append(.unknownMember(member)) }
      return try reader.skip()
    }
    try take(field, from: &reader)
  }

  private mutating func take(_ field: JoinWayField, from reader: inout JSONReader) throws(JSONFault) {
    switch field {
    case .scene:
      if let number = try number(field, from: &reader) { draft.set(field, \.scene, .init(rawValue: number)) }
    case .remark: try text(field, \.remark, from: &reader)
    case .autoCreateRoom:
      guard let number = try number(field, .zeroOrOne, from: &reader) else { return }
      guard number == 0 || number == 1 else { return wrong(field, .zeroOrOne) }
      draft.set(field, \.autoCreateRoom, number == 1)
    case .roomBaseName: try text(field, \.roomBaseName, from: &reader)
    case .roomBaseID:
      if let number = try number(field, from: &reader) { draft.set(field, \.roomBaseID, number) }
    case .chats: try chats(field, from: &reader)
    case .state: try text(field, \.state, from: &reader)
    case .markSource:
      guard try reader.next() == .boolean, let flag = try reader.boolean() else {
        wrong(field, .trueOrFalse)
        return try reader.skip()
      }
      draft.set(field, \.markSource, flag)
    }
  }

  private mutating func wrong(_ field: JoinWayField, _ expected: JoinWayDraft.Expected) {
    problems.append(.wrongType(member: field.rawValue, expected: expected))
  }

  private mutating func text(
    _ field: JoinWayField, _ path: WritableKeyPath<JoinWayContent, String>, from reader: inout JSONReader
  ) throws(JSONFault) {
    guard try reader.next() == .string, let text = try reader.string() else {
      wrong(field, .text)
      return try reader.skip()
    }
    draft.set(field, path, text)
  }

  private mutating func number(
    _ field: JoinWayField, _ expected: JoinWayDraft.Expected = .wholeNumber, from reader: inout JSONReader
  ) throws(JSONFault) -> Int? {
    guard try reader.next() == .number else {
      wrong(field, expected)
      try reader.skip()
      return nil
    }
    do throws(JSONFault) {
      return try reader.integer()
    } catch .wrongType {
      wrong(field, expected)
      return nil
    }
  }

  private mutating func identifier<ID: Identifier>(
    _ member: String, from reader: inout JSONReader
  ) throws(JSONFault) -> ID? {
    guard try reader.next() == .string, let text = try reader.string() else {
      problems.append(.wrongType(member: member, expected: .text))
      try reader.skip()
      return nil
    }
    if let id = ID(text) { return id }
    problems.append(.notAnID(member: member, text))
    return nil
  }

  private mutating func chats(_ field: JoinWayField, from reader: inout JSONReader) throws(JSONFault) {
    guard try reader.next() == .array else {
      wrong(field, .listOfIDs)
      return try reader.skip()
    }
    var chats: [ChatID] = []
    var areTexts = true
    var malformed: [String] = []
    try reader.array { reader throws(JSONFault) in
      guard try reader.next() == .string, let text = try reader.string() else {
        areTexts = false
        return try reader.skip()
      }
      if let chat = ChatID(text) { chats.append(chat) } else { malformed.append(text) }
    }
    if !areTexts { wrong(field, .listOfIDs) }
    problems += malformed.map { .notAnID(member: field.rawValue, $0) }
    draft.set(field, \.chats, chats)
  }
}

extension JoinWayDraft {
  fileprivate mutating func setConfigID(_ id: ConfigID) { configID = id }
}
