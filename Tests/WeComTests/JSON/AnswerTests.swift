import Model
import Testing

@testable import WeCom

@Suite("Answers as bytes", .timeLimit(.minutes(5)))
struct AnswerTests {
  @Test(
    "a time that is none leaves the group without one",
    arguments: ["-9223372036854775808", "9223372036854775807", "1125899906842625", "-1125899906842625", "null"])
  func farTime(_ time: String) throws {
    let body = #"{"errcode":0,"group_chat":{"chat_id":"wr1","create_time":\#(time)}}"#
    let answer = try GroupAnswer.read(Array(body.utf8), from: .group)
    #expect(try answer.detail().createTime == Timestamp(seconds: 0))
  }

  @Test("a name of one letter and a million marks is cut")
  func marks() throws {
    let name = "a" + String(repeating: "\u{301}", count: 1_000_000)
    let body = #"{"errcode":0,"group_chat":{"chat_id":"wr1","name":"\#(name)"}}"#
    let detail = try GroupAnswer.read(Array(body.utf8), from: .group).detail()
    #expect(detail.name.unicodeScalars.count == 16 * GroupDetail.longestName)
  }

  @Test(
    "where several error codes stand, an error counts, whichever comes last",
    arguments: [
      #"{"errcode":987654,"access_token":"t","errcode":0}"#, #"{"errcode":0,"errcode":987654,"access_token":"t"}"#,
      #"{"errcode":987654,"errcode":null,"access_token":"t"}"#, #"{"errcode":null,"errcode":987654}"#,
    ])
  func severalCodes(_ body: String) {
    for reader in AnswerReader.all {
      #expect(reader.failure(in: Array(body.utf8))?.code == ErrorCode(rawValue: 987_654), "\(reader.name)")
    }
  }

  @Test("an answer of success fails in no reader, and one of another API's is told")
  func readers() {
    let indispensable: [API: String] = [
      .group: "group_chat", .addJoinWay: "config_id", .joinWay: "join_way", .openGIDToChatID: "chat_id",
    ]
    for reader in AnswerReader.all {
      let failure = reader.failure(in: Array(#"{"errcode":0}"#.utf8))
      #expect(failure == indispensable[reader.api].map { .unreadable(reader.api, .missing(member: $0)) })
      #expect(reader.failure(in: Array("<html>".utf8)) == .unreadable(reader.api, .notJSON))
    }
  }
}
