import Model
import Testing

@testable import WeCom

@Suite("Handover reads", .timeLimit(.minutes(1)))
struct HandoverReadTests {
  private static func list(_ chats: String...) -> RawServer.Reply {
    let rows = chats.map { #"{"chat_id":"\#($0)","status":1}"# }.joined(separator: ",")
    return .json(#"{"errcode":0,"group_chat_list":[\#(rows)]}"#)
  }

  @Test("a resigned owner's groups are found by whichever rule the vendor follows")
  func bothRules() async throws {
    try await Company.open(answer: { request in
      if request.body.contains("zhangsan") { return Self.list("wr1", "wr2") }
      return request.body.contains("owner_filter") ? errorJSON(40003) : Self.list("wr2", "wr3")
    }) { company in
      let zhangsan: UserID = try id("zhangsan")
      let lisi: UserID = try id("lisi")
      let found = try await company.client.handoverGroups(
        of: [zhangsan, lisi], status: .waiting, priority: .foreground)
      #expect(found.byOwner == [zhangsan: try [id("wr1"), id("wr2")]])
      #expect(found.refusedOwners == [lisi])
      #expect(found.others == [try id("wr3")])
      #expect(found.isUnfilteredComplete)
    }
  }

  @Test("too many visible people leave the owners' own answers")
  func tooMuchAsked() async throws {
    try await Company.open(answer: { request in
      request.body.contains("owner_filter") ? Self.list("wr1") : errorJSON(81017)
    }) { company in
      let zhangsan: UserID = try id("zhangsan")
      let found = try await company.client.handoverGroups(of: [zhangsan], status: .waiting, priority: .foreground)
      #expect(found.byOwner == [zhangsan: [try id("wr1")]])
      #expect(!found.isUnfilteredComplete)
    }
  }

  @Test("any other error of either is an error of the whole")
  func otherError() async throws {
    try await Company.open(answer: { _ in errorJSON(60011) }) { company in
      let owner: UserID = try id("zhangsan")
      await #expect(throws: CallError.self) {
        try await company.client.handoverGroups(of: [owner], status: .waiting, priority: .foreground)
      }
    }
  }
}
