import Foundation
import Testing

@testable import Simulator

@Suite("The control plane", .timeLimit(.minutes(5)))
struct ControlTests {
  @Test("a long poll of the clock answers at every jump")
  func clockLongPoll() async throws {
    try await withServer { caller in
      let first = try await caller.control("GET", "clock")
      let version = try #require(first["version"] as? Int)
      async let next = caller.control("GET", "clock?after=\(version)")
      try await caller.control("POST", "clock", #"{"advance":3600}"#)
      let jumped = try await next
      #expect(jumped["version"] as? Int == version + 1)
      let moved = try #require(jumped["now"] as? Int) - (first["now"] as? Int ?? 0)
      #expect((3_600_000..<3_660_000).contains(moved))
    }
  }

  @Test("the clock is set, stands still, and runs fast")
  func clock() async throws {
    try await withServer { caller in
      try await caller.control("POST", "clock", #"{"speed":0}"#)
      try await caller.control("POST", "clock", #"{"set":1800000000000}"#)
      #expect(try await caller.control("GET", "clock")["now"] as? Int == 1_800_000_000_000)
      let fast = try await caller.control("POST", "clock", #"{"speed":720}"#)
      #expect(fast["speed"] as? Double == 720)
    }
  }

  @Test("a long poll without news ends when its time is over")
  func patience() async throws {
    try await withServer { caller in
      let clock = try await caller.control("GET", "clock?after=99&wait=0.05")
      #expect(clock["version"] as? Int == 1)
      let journal = try await caller.control("GET", "journal?after=0&type=transfer&wait=0.05")
      #expect((journal["entries"] as? [Any])?.isEmpty == true)
    }
  }

  @Test("a long poll of the journal answers when something happens")
  func journalLongPoll() async throws {
    try await withServer { caller in
      async let entries = caller.journal("resign")
      try await caller.control("POST", "resign", #"{"userid":"abel"}"#)
      #expect(try await entries.map { $0["userid"] as? String } == ["abel"])
    }
  }

  @Test("the journal tells a transfer with day, port, groups, results and the body as sent")
  func journalOfTransfer() async throws {
    try await withServer { caller in
      let (chatID, newOwner) = await caller.firstTransfer()
      _ = try await caller.transferOne(token: try await caller.token())
      let entry = try #require(try await caller.journal("transfer").first)
      #expect(entry["day"] as? String == "2026-11-02")
      #expect(entry["chat_ids"] as? [String] == [chatID])
      #expect(entry["new_owner"] as? String == newOwner)
      #expect(entry["errcode"] as? Int == 0 && entry["effect"] as? Bool == true)
      #expect(entry["answer"] as? String == "whole" && entry["port"] is Int)
      #expect((entry["body"] as? String)?.contains(chatID) == true)
      let results = try #require(entry["results"] as? [[String: Any]])
      #expect(results.map { $0["old_owner"] as? String } == ["zhangsan"])
    }
  }

  @Test("the company's truth has every group with owner and status, and what each owner used of the day's quota")
  func groundTruth() async throws {
    try await withServer { caller in
      let (chatID, newOwner) = await caller.firstTransfer()
      _ = try await caller.transferOne(token: try await caller.token())
      let truth = try await caller.control("GET", "company")
      let groups = try #require(truth["groups"] as? [[String: Any]])
      let moved = try #require(groups.first { $0["chat_id"] as? String == chatID })
      #expect(moved["owner"] as? String == newOwner && moved["status"] as? Int == 2)
      let used = try #require((truth["used"] as? [[String: Any]])?.first)
      #expect(used["owner"] as? String == "zhangsan" && used["count"] as? Int == 1)
      #expect(used["day"] as? String == "2026-11-02")
      #expect(try await caller.control("GET", "company?groups=0")["groups"] == nil)
    }
  }

  @Test("rules, people, groups, tokens and quotas change while the company runs")
  func changes() async throws {
    try await withServer { caller in
      let token = try await caller.token()
      #expect(
        try await caller.control("POST", "rules", #"{"daily_cap":0,"past_cap_code":90599}"#)["daily_cap"] as? Int == 0)
      let refused = try await caller.transferOne(token: token).json["failed_chat_list"] as? [[String: Any]]
      #expect(refused?.first?["errcode"] as? Int == 90599)
      let (chatID, newOwner) = await caller.firstTransfer()
      try await caller.control("POST", "member", #"{"userid":"\#(newOwner)","real_name":false}"#)
      try await caller.control("POST", "dismiss", #"{"chat_id":"\#(chatID)"}"#)
      try await caller.control("POST", "quota", #"{"userid":"zhangsan","count":5}"#)
      let (lacks, used) = await caller.server.company { company, now in
        (
          company.members.first { $0.userID == newOwner }?.hasRealName,
          company.used(by: "zhangsan", on: shanghaiDay(at: now))
        )
      }
      #expect(lacks == false && used == 5)
      try await caller.control("POST", "tokens/kill")
      #expect(try await caller.transferOne(token: token).json.errcode == 40014)
    }
  }

  @Test("every rule is shown and takes its own value back")
  func rules() async throws {
    try await withServer { caller in
      let shown = try await caller.send("GET", "/_simulator/rules")
      let again = try await caller.send("POST", "/_simulator/rules", shown.text)
      #expect(again.status == 200 && again.text == shown.text)
    }
  }

  @Test(
    "what the control plane does not understand is 400 with words",
    arguments: [
      ("GET", "nothing", "", "nothing"), ("POST", "clock", "advance", "JSON"), ("POST", "clock", "[]", "object"),
      ("POST", "clock", #"{"speed":"fast"}"#, "speed"), ("POST", "clock", #"{"jump":1}"#, "advance, set, speed"),
      ("POST", "resign", "{}", "userid"), ("POST", "resign", #"{"userid":"nobody"}"#, "nobody"),
      ("POST", "dismiss", #"{"chat_id":"wrx"}"#, "wrx"), ("POST", "faults", #"{"kind":"fire"}"#, "busy"),
      ("POST", "faults", #"{"kind":"busy","path":"x"}"#, "groupchat/list"),
      ("POST", "faults", #"{"kind":"busy","often":3}"#, "probability"),
      ("POST", "holds", #"{"at":"lunch"}"#, "mid_answer"),
      ("POST", "rules", #"{"daily_cap":"many"}"#, "daily_cap"), ("POST", "rules", #"{"cap":1}"#, "daily_cap"),
      ("GET", "journal?after=x", "", "after"), ("DELETE", "clock", "", "clock"),
      ("POST", "member", #"{"userid":"abel","happy":true}"#, "real_name"),
    ])
  func nonsense(method: String, path: String, body: String, word: String) async throws {
    try await withServer(.small) { caller in
      let response = try await caller.send(method, "/_simulator/\(path)", body.isEmpty ? nil : body)
      #expect(response.status == 400)
      #expect(response.text.contains(word))
    }
  }
}
