import Model
import Testing

@testable import WeCom

@Suite("Connection check", .timeLimit(.minutes(5)))
struct ConnectionCheckTests {
  private typealias Step = ConnectionReport.Step

  private static let good: [String: RawServer.Reply] = [
    API.groupList.path: .json(#"{"errcode":0,"group_chat_list":[]}"#),
    API.followUserList.path: .json(#"{"errcode":0,"follow_user":["li"]}"#),
    API.member.path: .json(#"{"errcode":0,"userid":"li","name":"李"}"#),
  ]

  /// The report of a company that answers well but for `replies`, and how many calls it took.
  private static func report(
    token: RawServer.Reply? = nil, _ replies: [String: RawServer.Reply] = [:],
    filtered: RawServer.Reply? = nil
  ) async throws -> (ConnectionReport, calls: Int) {
    let answers = good.merging(replies) { $1 }
    var result: (ConnectionReport, calls: Int)?
    var tokens: (@Sendable (Int) -> RawServer.Reply)?
    if let token { tokens = { _ in token } }
    try await Company.open(
      token: tokens,
      answer: { request in
        if let filtered, request.body.contains("owner_filter") { return filtered }
        return answers[String(request.path.dropFirst("/cgi-bin/".count))] ?? .close
      }
    ) { company in
      result = (await company.client.check(), company.server.requests.count)
    }
    return try #require(result)
  }

  @Test("a good connection is told good with four calls")
  func good() async throws {
    let (report, calls) = try await Self.report()
    #expect(report.isGood)
    #expect(calls == 4)
  }

  @Test("a bad secret costs one call and stops everything behind it")
  func badSecret() async throws {
    let (report, calls) = try await Self.report(token: errorJSON(40001))
    #expect(calls == 1)
    #expect(report[.corpID] == .ok)
    #expect(report[.secret] == .failed(.vendor(VendorError(.badSecret, from: .token, errmsg: "no"))))
    #expect(report[.trustedIP] == .notChecked(because: .secret))
    #expect(report[.contacts] == .notChecked(because: .secret))
  }

  @Test("a bad corp id is told as that")
  func badCorpID() async throws {
    let (report, _) = try await Self.report(token: errorJSON(40013))
    #expect(report[.server] == .ok)
    #expect(report[.corpID] == .failed(.vendor(VendorError(.badCorpID, from: .token, errmsg: "no"))))
    #expect(report[.secret] == .notChecked(because: .corpID))
  }

  @Test("an IP that is not trusted is shown")
  func untrustedIP() async throws {
    let (report, _) = try await Self.report([API.groupList.path: errorJSON(60020, "no, from ip: 198.51.100.7, more")])
    #expect(report[.secret] == .ok)
    #expect(report.ip == "198.51.100.7")
    #expect(report[.callableApplication] == .notChecked(because: .trustedIP))
  }

  @Test("an application that may not call 客户联系 is told as that, its IP as good")
  func mayNotCall() async throws {
    let (report, _) = try await Self.report([API.groupList.path: errorJSON(48002)])
    #expect(report[.trustedIP] == .ok)
    #expect(report[.callableApplication] == .failed(.vendor(VendorError(.mayNotCall, from: .groupList, errmsg: "no"))))
    #expect(report[.visibleRange] == .notChecked(because: .callableApplication))
  }

  @Test("more than a thousand visible people is no fault; the range is then tried with one owner")
  func manyPeople() async throws {
    let (report, calls) = try await Self.report(
      [API.groupList.path: errorJSON(81017)], filtered: .json(#"{"errcode":0,"group_chat_list":[]}"#))
    #expect(report.isGood)
    #expect(calls == 5)
  }

  @Test("an owner outside the visible range is told as that")
  func outOfRange() async throws {
    let (report, _) = try await Self.report([API.groupList.path: errorJSON(81017)], filtered: errorJSON(60011))
    #expect(report[.visibleRange] == .failed(.vendor(VendorError(.outOfRange, from: .groupList, errmsg: "no"))))
    #expect(report[.contacts] == .ok)
  }

  @Test("nobody with 客户联系 is told as empty, not as an error")
  func nobody() async throws {
    let (report, _) = try await Self.report([API.followUserList.path: .json(#"{"errcode":0,"follow_user":[]}"#)])
    #expect(report[.followUsers] == .empty)
    #expect(report[.contacts] == .notChecked(because: .followUsers))
    #expect(!report.isGood)
  }

  @Test("a server that speaks something else fails the first step")
  func html() async throws {
    let (report, calls) = try await Self.report(token: .json("<html>"))
    #expect(report[.server] == .failed(.unreadable(.token, .notJSON)))
    #expect(report[.secret] == .notChecked(because: .server))
    #expect(calls == 1)
  }

  @Test("contacts that may not be read fail alone")
  func contacts() async throws {
    let (report, _) = try await Self.report([API.member.path: errorJSON(60011)])
    #expect(report[.visibleRange] == .ok)
    #expect(report[.contacts] == .failed(.vendor(VendorError(.outOfRange, from: .member, errmsg: "no"))))
  }
}
