/// What somebody wrote into a group in place of what follows from the seed, as bytes of the insides of JSON strings: they
/// go out as they are, broken UTF-8 and unescaped control characters included.
package struct GroupTexts: Sendable, Equatable {
  package var name: [UInt8]?
  package var notice: [UInt8]?
  /// Of every customer in the group, as name and as nickname.
  package var nickname: [UInt8]?

  package init() {}

  /// Texts as JSON has to have them.
  package init(name: String?, notice: String?, nickname: String?) {
    self.name = name.map(escapedForJSON)
    self.notice = notice.map(escapedForJSON)
    self.nickname = nickname.map(escapedForJSON)
  }
}

extension Company {
  /// Somebody writes a name, a notice or nicknames into a group; what is nil stays as it was.
  package mutating func write(_ texts: GroupTexts, in chatID: String) throws(ControlError) {
    guard let number = groups.number(of: chatID) else { throw .unknownGroup(chatID) }
    var written = groupTexts[number] ?? GroupTexts()
    written.name = texts.name ?? written.name
    written.notice = texts.notice ?? written.notice
    written.nickname = texts.nickname ?? written.nickname
    groupTexts[number] = written
  }
}
