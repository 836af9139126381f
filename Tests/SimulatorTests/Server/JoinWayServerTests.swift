import Foundation
import Testing

@testable import Simulator

@Suite("Join ways over HTTP", .timeLimit(.minutes(5)))
struct JoinWayServerTests {
  @Test("the image at qr_code is a PNG of the join URL, and is gone with the configuration")
  func image() async throws {
    try await withServer { caller in
      let way = try await caller.addJoinWay()
      let address = try #require(way["qr_code"] as? String)
      #expect(address.hasPrefix(caller.server.baseURL + "/_simulator/qr/"))
      let path = String(address.dropFirst(caller.server.baseURL.count))
      let image = try await caller.send("GET", path)
      #expect(image.status == 200 && image.headers["content-type"] == "image/png")
      #expect(image.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      let link = try #require(try await caller.listed(way)["link"] as? String)
      #expect(Array(image.body) == CodeImage(.code, text: link).render().body)
      let id = try #require(way["config_id"] as? String)
      try await caller.control("POST", "join-ways/delete", #"{"config_id":"\#(id)"}"#)
      #expect(try await caller.send("GET", path).status == 404)
    }
  }

  @Test("something else can stand behind an image", arguments: CodeImage.Kind.allCases)
  func otherImages(kind: CodeImage.Kind) async throws {
    try await withServer { caller in
      let body = #"{"name":"a","kind":"\#(kind.rawValue)","location":"/_simulator/clock","bytes":2000000}"#
      try await caller.control("POST", "images", body)
      var request = try await caller.raw("/_simulator/qr/a.png")
      let status = request.status
      let length = request.body.count
      switch kind {
      case .redirect: #expect(request.json["version"] as? Int == 1, "the client follows it to the clock")
      case .missing: #expect(status == 404)
      case .huge: #expect(status == 200 && length > 2_000_000)
      case .notAnImage: #expect(status == 200 && request.text.contains("html"))
      case .bomb: #expect(Array(request.body[16..<24]) == [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
      case .code, .noCode, .twoCodes, .truncated: #expect(status == 200 && length > 50)
      }
      try await caller.control("DELETE", "images")
      request = try await caller.raw("/_simulator/qr/a.png")
      #expect(request.status == 404)
    }
  }

  @Test("scans, leaving and filling are asked for over the control plane, and the journal tells them")
  func scanning() async throws {
    try await withServer { caller in
      let way = try await caller.addJoinWay()
      let id = try #require(way["config_id"] as? String)
      let link = try #require(try await caller.listed(way)["link"] as? String)
      let first = try await caller.control("POST", "scan", #"{"link":"\#(link)","customer":"小红"}"#)
      let scan = try #require((first["scans"] as? [[String: Any]])?.first)
      let chat = try #require(scan["chat_id"] as? String)
      #expect(scan["result"] as? String == "joined" && first["joined"] as? Int == 1)
      #expect(try await caller.control("POST", "scan", #"{"config_id":"\#(id)","count":30}"#)["joined"] as? Int == 30)
      #expect(
        try await caller.control("POST", "leave", #"{"chat_id":"\#(chat)","customer":"小红"}"#)["left"] as? Int == 1)
      #expect(try await caller.control("POST", "fill", #"{"chat_id":"\#(chat)"}"#)["members"] as? Int == 200)
      let next = try await caller.control("POST", "scan", #"{"config_id":"\#(id)"}"#)
      #expect((next["scans"] as? [[String: Any]])?.first?["new_group"] as? Bool == true)
      let kinds = try await caller.journal("join_way,scan,crowd,room").compactMap { $0["type"] as? String }
      #expect(kinds == ["join_way", "scan", "scan", "crowd", "crowd", "room", "scan"])
      let write = try #require(try await caller.journal("join_way").first)
      #expect(
        write["config_id"] as? String == id && write["kind"] as? String == "add" && write["effect"] as? Bool == true)
      #expect((write["fields"] as? [String: Any])?["state"] as? String == "s1")
      let openGID = try #require(try await caller.control("GET", "opengid?chat_id=\(chat)")["opengid"] as? String)
      #expect(openGID.hasPrefix("og"))
    }
  }

  @Test("join ways of others, old ones and drift are made over the control plane")
  func drift() async throws {
    try await withServer { caller in
      let own = try await caller.addJoinWay()
      let id = try #require(own["config_id"] as? String)
      let chats = try #require(own["chat_id_list"] as? [String])
      let body = #"{"scene":3,"type":3,"foreign":true,"chat_id_list":["\#(chats[0])"]}"#
      let foreign = try await caller.control("POST", "join-ways", body)
      #expect(foreign["foreign"] as? Bool == true && foreign["type"] as? Int == 3)
      let foreignID = try #require(foreign["config_id"] as? String)
      #expect(try await caller.joinWay(foreignID).errcode == 41044)
      try await caller.control("POST", "dismiss", #"{"chat_id":"\#(chats[0])"}"#)
      let change = #"{"config_id":"\#(id)","remark":"drift","qr_code":"http://10.0.0.1/x.png"}"#
      try await caller.control("POST", "join-ways/update", change)
      let read = try #require(try await caller.joinWay(id)["join_way"] as? [String: Any])
      #expect(read["remark"] as? String == "drift" && read["state"] as? String == "s1")
      #expect(read["qr_code"] as? String == "http://10.0.0.1/x.png")
    }
  }

  @Test(
    "what the control plane does not understand about join ways is 400 with words",
    arguments: [
      ("scan", "{}", "link"), ("scan", #"{"config_id":"x"}"#, "x"),
      ("scan", #"{"config_id":"x","customer":"a","count":2}"#, "10000"), ("leave", #"{"chat_id":"wrx"}"#, "wrx"),
      ("fill", #"{"chat_id":"wrx","members":501}"#, "500"), ("images", #"{"name":"a","kind":"fire"}"#, "two_codes"),
      ("join-ways", #"{"scene":2}"#, "40058"), ("join-ways/update", #"{"config_id":"x"}"#, "x"),
      ("join-ways/delete", "{}", "config_id"), ("rules", #"{"unsent_on_update":"lost"}"#, "default or kept"),
    ])
  func nonsense(path: String, body: String, word: String) async throws {
    try await withServer(.small) { caller in
      let response = try await caller.send("POST", "/_simulator/\(path)", body)
      #expect(response.status == 400)
      #expect(response.text.contains(word))
    }
  }
}

extension Caller {
  /// Adds a join way over a group of abel's with much room and reads it back.
  fileprivate func addJoinWay() async throws -> [String: Any] {
    let chat = await server.company { company, now in
      company.chatIDs(ownedBy: "abel").first { company.group($0, at: now)?.members ?? 500 < 150 } ?? ""
    }
    let path = "/cgi-bin/externalcontact/groupchat/add_join_way?access_token=\(try await token())"
    let added = try await send("POST", path, #"{"scene":2,"state":"s1","chat_id_list":["\#(chat)"]}"#).json
    let id = try #require(added["config_id"] as? String)
    return try #require(try await joinWay(id)["join_way"] as? [String: Any])
  }

  fileprivate func joinWay(_ configID: String) async throws -> [String: Any] {
    let path = "/cgi-bin/externalcontact/groupchat/get_join_way?access_token=\(try await token())"
    return try await send("POST", path, #"{"config_id":"\#(configID)"}"#).json
  }

  /// The same join way as the control plane lists it.
  fileprivate func listed(_ way: [String: Any]) async throws -> [String: Any] {
    let all = try await control("GET", "join-ways")["join_ways"] as? [[String: Any]]
    return try #require(all?.first { $0["config_id"] as? String == way["config_id"] as? String })
  }

  fileprivate func raw(_ path: String) async throws -> Response { try await send("GET", path) }
}
