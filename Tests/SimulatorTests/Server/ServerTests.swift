import AsyncHTTPClient
import Foundation
import NIOCore
import Testing

@testable import Simulator

@Suite("The server", .timeLimit(.minutes(5)))
struct ServerTests {
  private static let list = "/cgi-bin/externalcontact/groupchat/list"
  private static let transfer = "externalcontact/groupchat/transfer"

  @Test("an answer over HTTP is 200 with the vendor's headers, for a refusal, too, and asks for no Content-Type")
  func headers() async throws {
    try await withServer { caller in
      let token = try await caller.token()
      let good = try await caller.send("POST", "\(Self.list)?access_token=\(token)", #"{"limit":3}"#)
      let bad = try await caller.send("POST", "\(Self.list)?access_token=\(token)", "limit=3")
      #expect(good.status == 200 && bad.status == 200)
      #expect(good.headers["error-code"] == "0" && good.headers["error-msg"] == "ok")
      #expect(bad.headers["error-code"] == "40058")
      #expect(good.headers["content-type"] == "application/json; charset=UTF-8")
      #expect(good.headers["date"]?.hasPrefix("Mon, 02 Nov 2026 01:") == true)
      #expect((good.json["group_chat_list"] as? [Any])?.count == 3)
    }
  }

  @Test("two servers do not share a port, and a port is free again after a shutdown")
  func ports() async throws {
    let first = try await Server.start(.small)
    await #expect(throws: ServerError.self) { try await Server.start(.small, port: first.port) }
    await first.shutdown()
    let second = try await Server.start(.small, port: first.port)
    #expect(second.port == first.port)
    await second.shutdown()
  }

  @Test("a shutdown does not wait for idle connections, held calls or long polls")
  func shutdown() async throws {
    let server = try await Server.start(.roomy)
    let caller = Caller(server: server)
    let token = try await caller.token()
    try await caller.control("POST", "holds", #"{"at":"before_effect"}"#)
    let held = Task { try await caller.transferOne(token: token) }
    let poll = Task { _ = try await caller.control("GET", "clock?after=1") }
    _ = try await caller.journal("hold")
    await server.shutdown()
    await #expect(throws: (any Error).self) { _ = try await held.value }
    _ = await poll.result
  }

  @Test("connections that come while it ends are answered or refused, and trap nothing")
  func shutdownUnderConnections() async throws {
    for _ in 0..<20 {
      let server = try await Server.start(CompanyConfiguration(groups: 10, owners: 2))
      let client = HTTPClient(eventLoopGroupProvider: .singleton)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<24 {
          group.addTask {
            let request = HTTPClientRequest(url: server.baseURL + "/_simulator/clock")
            _ = try? await client.execute(request, timeout: .milliseconds(300))
          }
        }
        group.addTask { await server.shutdown() }
      }
      try await client.shutdown()
    }
  }

  @Test(
    "faults over HTTP: a dropped connection is an error for the caller, before and after the effect",
    arguments: [
      "drop_before", "drop_after", "drop_middle", "reset_before", "reset_after",
    ])
  func drops(kind: String) async throws {
    try await withServer { caller in
      let token = try await caller.token()
      let (chatID, _) = await caller.firstTransfer()
      try await caller.control("POST", "faults", #"[{"path":"\#(Self.transfer)","kind":"\#(kind)"}]"#)
      await #expect(throws: (any Error).self) { try await caller.transferOne(token: token) }
      #expect(await caller.status(of: chatID) == (kind.hasSuffix("before") ? 1 : 2))
      #expect(try await caller.journal("answer_lost").count == 1)
      let entry = try #require(try await caller.journal("transfer").first)
      #expect(
        entry["answer"] as? String == (kind == "drop_middle" ? "cut" : kind.hasPrefix("drop") ? "dropped" : "reset"))
      #expect(entry["fault"] as? String == kind)
    }
  }

  @Test("an HTML page comes with its own status")
  func html() async throws {
    try await withServer { caller in
      let token = try await caller.token()
      try await caller.control("POST", "faults", #"{"kind":"html","status":503}"#)
      let page = try await caller.transferOne(token: token)
      #expect(page.status == 503 && page.text.contains("<html>"))
    }
  }

  @Test("a call stops at each hold until it is released", arguments: Hold.Point.allCases)
  func holds(point: Hold.Point) async throws {
    try await withServer { caller in
      let token = try await caller.token()
      let (chatID, _) = await caller.firstTransfer()
      try await caller.control("POST", "holds", #"{"path":"\#(Self.transfer)","at":"\#(point.rawValue)"}"#)
      async let answer = caller.transferOne(token: token)
      let hold = try #require(try await caller.journal("hold").first)
      #expect(hold["point"] as? String == point.rawValue)
      #expect(await caller.status(of: chatID) == (point == .beforeEffect ? 1 : 2))
      try await caller.control("POST", "release", "{}")
      #expect(try await answer.json.errcode == 0)
      #expect(await caller.status(of: chatID) == 2)
      #expect((try await caller.control("GET", "holds")["held"] as? [Any])?.isEmpty == true)
    }
  }

  @Test("a hold lets calls pass first and stops as many as it says")
  func holdCounts() async throws {
    try await withServer { caller in
      let token = try await caller.token()
      try await caller.control("POST", "holds", #"{"path":"user/list_id","at":"after_effect","skip":1,"count":1}"#)
      let path = "/cgi-bin/user/list_id?access_token=\(token)"
      #expect(try await caller.send("POST", path, "{}").json.errcode == 0)
      async let second = caller.send("POST", path, "{}")
      _ = try await caller.journal("hold")
      #expect(try await caller.send("POST", path, "{}").json.errcode == 0)
      try await caller.control("POST", "release", #"{"path":"user/list_id"}"#)
      #expect(try await second.json.errcode == 0)
    }
  }

  @Test(
    "a caller who dies at a hold leaves a server that works, and the effect takes place at the release",
    arguments: Hold.Point.allCases)
  func deathAtHold(point: Hold.Point) async throws {
    try await withServer { caller in
      let token = try await caller.token()
      let (chatID, newOwner) = await caller.firstTransfer()
      try await caller.control("POST", "holds", #"{"path":"\#(Self.transfer)","at":"\#(point.rawValue)"}"#)
      let url = "\(caller.server.baseURL)/cgi-bin/\(Self.transfer)?access_token=\(token)"
      let body = #"{"chat_id_list":["\#(chatID)"],"new_owner":"\#(newOwner)"}"#
      let program = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], sys.argv[2].encode()).read()"
      let process = try Python.start(["-c", program, url, body])
      _ = try await caller.journal("hold")
      process.kill()
      await process.ended()
      try await caller.control("POST", "release", "{}")
      _ = try await caller.journal("release")
      _ = try await caller.journal("transfer")
      #expect(await caller.status(of: chatID) == 2)
      #expect(try await caller.send("POST", "\(Self.list)?access_token=\(token)", #"{"limit":3}"#).json.errcode == 0)
    }
  }

  @Test("a release may drop the call instead")
  func dropAtRelease() async throws {
    try await withServer { caller in
      let token = try await caller.token()
      let (chatID, _) = await caller.firstTransfer()
      try await caller.control("POST", "holds", #"{"at":"after_effect"}"#)
      let answer = Task { try await caller.transferOne(token: token) }
      let call = try #require(try await caller.journal("hold").first?["call"] as? Int)
      try await caller.control("POST", "release", #"{"call":\#(call),"drop":true}"#)
      await #expect(throws: (any Error).self) { _ = try await answer.value }
      #expect(await caller.status(of: chatID) == 2)
    }
  }

  @Test("many callers at once are all answered, over a limit of parallel calls with 45033")
  func crowd() async throws {
    try await withServer { caller in
      let token = try await caller.token()
      try await caller.control("POST", "rules", #"{"parallel":10,"latency_milliseconds":20}"#)
      let codes = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<60 {
          group.addTask {
            try await caller.send("POST", "\(Self.list)?access_token=\(token)", #"{"limit":3}"#).json.errcode
          }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      #expect(codes.count == 60 && Set(codes).isSubset(of: [0, 45033]))
      let calls = try await caller.control("GET", "company?groups=0")["calls"] as? [String: [String: Int]]
      #expect(calls?["externalcontact/groupchat/list"]?.values.reduce(0, +) == 60)
    }
  }

  @Test("twenty thousand groups are there at once and come in pages")
  func manyGroups() async throws {
    try await withServer(CompanyConfiguration(groups: 20_000, owners: 200)) { caller in
      let token = try await caller.token()
      let page = try await caller.send("POST", "\(Self.list)?access_token=\(token)", #"{"limit":1000}"#).json
      #expect((page["group_chat_list"] as? [Any])?.count == 1000)
    }
  }
}
