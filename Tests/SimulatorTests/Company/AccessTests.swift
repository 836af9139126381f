import Foundation
import Testing

@testable import Simulator

@Suite("Who may call", .timeLimit(.minutes(5)))
struct AccessTests {
  private let list = "externalcontact/groupchat/list"

  private func credentials(_ corp: String = "wwsimulated", _ secret: String = "simulated-secret") -> [String: String] {
    ["corpid": corp, "corpsecret": secret]
  }

  @Test("the same token comes back until its 7200 seconds are over")
  func sameToken() throws {
    var desk = try Desk()
    let first = desk.token
    desk.wait(seconds: 7199)
    try desk.renewToken()
    #expect(desk.token == first)
    desk.wait(seconds: 1)
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 40014)
    try desk.renewToken()
    #expect(desk.token != first)
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 0)
  }

  @Test("an expired token is 42001 on demand, an invented one always 40014, none 41001")
  func badTokens() throws {
    var desk = try Desk()
    desk.company.rules.expiredTokenCode = 42001
    desk.company.killTokens(at: desk.now)
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 42001)
    let body = Array(#"{"limit":1}"#.utf8)
    #expect(try desk.answer(Call(path: list, query: ["access_token": "x"], body: body)).errcode == 40014)
    #expect(try desk.answer(Call(path: list, body: body)).errcode == 41001)
  }

  @Test("tokens of other kinds open nothing")
  func otherKinds() throws {
    var desk = try Desk()
    let body = Array(#"{"limit":1}"#.utf8)
    let token = desk.token
    #expect(try desk.answer(Call(path: list, query: ["suite_access_token": token], body: body)).errcode == 41001)
    #expect(try desk.answer(Call(path: list, query: ["provider_access_token": token], body: body)).errcode == 41001)
    #expect(try desk.answer(Call(path: "service/get_corp_token", body: body)).errcode == 41022)
    #expect(
      try desk.answer(Call(path: "service/get_corp_token", query: ["suite_access_token": token], body: body)).errcode
        == 40082)
    #expect(
      try desk.answer(Call(path: "service/corpid_to_opencorpid", query: ["provider_access_token": token])).errcode
        == 40014)
  }

  @Test("a wrong corp is 40013, a wrong secret 40001, missing ones 41002 and 41004")
  func credentials() throws {
    var desk = try Desk()
    #expect(try desk.get("gettoken", credentials("wwother")).errcode == 40013)
    #expect(try desk.get("gettoken", credentials("wwsimulated", "wrong")).errcode == 40001)
    #expect(try desk.get("gettoken", ["corpsecret": "x"]).errcode == 41002)
    #expect(try desk.get("gettoken", ["corpid": "wwsimulated"]).errcode == 41004)
  }

  @Test("ten wrong secrets block the address for an hour, others go on")
  func blockedAddress() throws {
    var desk = try Desk()
    for _ in 0..<10 { #expect(try desk.get("gettoken", credentials("wwsimulated", "wrong")).errcode == 40001) }
    #expect(try desk.get("gettoken", credentials()).errcode == 45009)
    let elsewhere = Call(method: .get, path: "gettoken", query: credentials(), address: "10.0.0.9")
    #expect(try desk.answer(elsewhere).errcode == 0)
    desk.wait(minutes: 60)
    #expect(try desk.get("gettoken", credentials()).errcode == 0)
  }

  @Test("an untrusted address is 60020 and told which, a forbidden API 48002, an unknown path 40066")
  func scope() throws {
    var desk = try Desk()
    #expect(try desk.post("externalcontact/groupchat/nothing", "{}").errcode == 40066)
    desk.company.rules.allowedPaths = ["user/get"]
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 48002)
    desk.company.rules.trustedAddresses = ["10.0.0.1"]
    let refusal = try desk.post(list, #"{"limit":1}"#)
    #expect(refusal.errcode == 60020)
    #expect((refusal["errmsg"] as? String)?.contains("from ip: 127.0.0.1, more info at https://") == true)
    #expect((refusal["group_chat_list"] as? [Any])?.isEmpty == true)
  }

  @Test("every answer is HTTP 200 with the result repeated in its headers and the company's date")
  func headers() throws {
    var desk = try Desk()
    for (body, code) in [(#"{"limit":1}"#, "0"), ("{}", "40058")] {
      let call = Call(path: list, query: ["access_token": desk.token], body: Array(body.utf8))
      let reply = desk.company.answer(call, at: desk.now)
      let headers = Dictionary(uniqueKeysWithValues: reply.headers.map { ($0.name, $0.value) })
      #expect(reply.status == 200)
      #expect(headers["Content-Type"] == "application/json; charset=UTF-8")
      #expect(headers["Error-Code"] == code)
      #expect(headers["Date"] == "Mon, 02 Nov 2026 01:00:00 GMT")
    }
  }

  @Test("whatever is no object of the documented types is 40058")
  func parameters() throws {
    var desk = try Desk()
    let transfer = "externalcontact/groupchat/transfer"
    let many = (0...100).map { "\"wr\($0)\"" }.joined(separator: ",")
    let bad: [(String, String)] = [
      (list, ""), (list, "limit=1"), (list, "[]"), (list, #"{"limit":1"#), (list, "{}"), (list, #"{"limit":0}"#),
      (list, #"{"limit":1001}"#), (list, #"{"limit":"10"}"#), (list, #"{"limit":1.5}"#), (list, #"{"limit":true}"#),
      (list, #"{"limit":1,"status_filter":4}"#), (list, #"{"limit":1,"status_filter":"1"}"#),
      (list, #"{"limit":1,"cursor":1}"#), (list, #"{"limit":1,"cursor":"x"}"#),
      (list, #"{"limit":1,"owner_filter":[]}"#),
      (list, #"{"limit":1,"owner_filter":{}}"#), (list, #"{"limit":1,"owner_filter":{"userid_list":[]}}"#),
      (list, #"{"limit":1,"owner_filter":{"userid_list":"zhangsan"}}"#),
      (list, #"{"limit":1,"owner_filter":{"userid_list":[1]}}"#),
      (list, #"{"limit":1,"owner_filter":{"userid_list":[\#(many)]}}"#),
      ("externalcontact/groupchat/get", "{}"), ("externalcontact/groupchat/get", #"{"chat_id":""}"#),
      ("externalcontact/groupchat/get", #"{"chat_id":7}"#),
      ("externalcontact/groupchat/get", #"{"chat_id":"wrx","need_name":"1"}"#),
      (transfer, "{}"), (transfer, #"{"chat_id_list":["wrx"]}"#), (transfer, #"{"new_owner":"lisi"}"#),
      (transfer, #"{"chat_id_list":[],"new_owner":"lisi"}"#), (transfer, #"{"chat_id_list":"wrx","new_owner":"lisi"}"#),
      (transfer, #"{"chat_id_list":[\#(many)],"new_owner":"lisi"}"#),
      (transfer, #"{"chat_id_list":["wrx"],"new_owner":["lisi"]}"#),
      ("externalcontact/groupchat/onjob_transfer", #"{"chat_id_list":["wrx"],"new_owner":null}"#),
      ("externalcontact/get_unassigned_list", #"{"page_size":1001}"#), ("user/list_id", #"{"limit":10001}"#),
    ]
    for (path, body) in bad { #expect(try desk.errcode(path, body) == 40058, "\(path) \(body)") }
    #expect(try desk.get(list).errcode == 40058)
  }

  @Test("members nobody knows are ignored")
  func unknownMembers() throws {
    var desk = try Desk()
    #expect(try desk.errcode(list, #"{"limit":1,"offset":5,"x":{"y":[null]},"owner_filter":null}"#) == 0)
  }

  @Test("the call over the minute's limit blocks that API for 60 seconds, the hour's for 60 minutes")
  func rateLimits() throws {
    var desk = try Desk()
    desk.company.rules.perMinute = 5
    desk.company.rules.perHour = 8
    for _ in 0..<5 { #expect(try desk.errcode(list, #"{"limit":1}"#) == 0) }
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 45009)
    #expect(try desk.get("externalcontact/get_follow_user_list").errcode == 0)
    desk.wait(seconds: 59)
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 45009)
    desk.wait(seconds: 1)
    for _ in 0..<2 { #expect(try desk.errcode(list, #"{"limit":1}"#) == 0) }
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 45009)
    desk.wait(minutes: 59)
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 45009)
    desk.wait(minutes: 1)
    try desk.renewToken()
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 0)
  }

  @Test("more calls of one API at a time than allowed are 45033")
  func parallelCalls() throws {
    var desk = try Desk()
    desk.company.rules.parallel = 2
    let call = Call(path: list, query: ["access_token": desk.token], body: Array(#"{"limit":1}"#.utf8))
    let now = desk.now
    let tickets = (0..<3).map { _ in desk.company.admit(call, at: now) }
    #expect(tickets.map { desk.company.perform($0, at: now).errorCode } == [0, 0, 45033])
    for ticket in tickets { desk.company.finish(ticket, delivered: true, at: now) }
    #expect(try desk.errcode(list, #"{"limit":1}"#) == 0)
  }

  @Test("busy at random is the same randomness for the same seed")
  func busyAtRandom() throws {
    func codes() throws -> [Int] {
      var desk = try Desk()
      desk.company.rules.busyProbability = 0.3
      return try (0..<60).map { _ in try desk.errcode(list, #"{"limit":1}"#) }
    }
    let first = try codes()
    #expect(try codes() == first)
    #expect(Set(first) == [0, -1])
  }
}
