import Foundation
import Testing

@testable import Simulator

/// Somebody who calls a company's API directly, as a client with a token would.
struct Desk {
  var company: Company
  var now: Int64
  private(set) var token = ""

  init(_ configuration: CompanyConfiguration = .small, now: Int64 = Server.usualStart) throws {
    company = Company(configuration, start: now)
    self.now = now
    try renewToken()
  }

  mutating func renewToken() throws {
    let answer = try get("gettoken", ["corpid": "wwsimulated", "corpsecret": "simulated-secret"])
    token = try #require(answer["access_token"] as? String)
  }

  /// POSTs a JSON document, written as in a manual.
  mutating func post(_ path: String, _ body: String) throws -> [String: Any] {
    try answer(Call(path: path, query: ["access_token": token], body: Array(body.utf8)))
  }

  mutating func get(_ path: String, _ query: [String: String] = [:]) throws -> [String: Any] {
    try answer(Call(method: .get, path: path, query: query.merging(["access_token": token]) { own, _ in own }))
  }

  mutating func answer(_ call: Call) throws -> [String: Any] {
    let reply = company.answer(call, at: now)
    return try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
  }

  mutating func errcode(_ path: String, _ body: String) throws -> Int { try post(path, body).errcode }

  /// What became of each group: 0 for those that went over.
  mutating func transfer(_ chatIDs: [String], to newOwner: String, onJob: Bool = false) throws -> [Int] {
    let path = "externalcontact/groupchat/\(onJob ? "onjob_transfer" : "transfer")"
    let body = try JSONSerialization.data(withJSONObject: ["chat_id_list": chatIDs, "new_owner": newOwner])
    let answer = try answer(Call(path: path, query: ["access_token": token], body: Array(body)))
    guard answer.errcode == 0 else { return [answer.errcode] }
    let failed = try #require(answer["failed_chat_list"] as? [[String: Any]])
    let codes = Dictionary(uniqueKeysWithValues: failed.map { ($0["chat_id"] as? String ?? "", $0.errcode) })
    return chatIDs.map { codes[$0] ?? 0 }
  }

  /// Every page of `list`: chat ids and their status.
  mutating func list(owners: [String]? = nil, status: Int = 0, limit: Int = 100) throws -> [(
    chatID: String, status: Int
  )] {
    var rows: [(String, Int)] = []
    var cursor = ""
    repeat {
      var body: [String: Any] = ["status_filter": status, "limit": limit, "cursor": cursor]
      if let owners { body["owner_filter"] = ["userid_list": owners] }
      let data = try JSONSerialization.data(withJSONObject: body)
      let path = "externalcontact/groupchat/list"
      let page = try answer(Call(path: path, query: ["access_token": token], body: Array(data)))
      try #require(page.errcode == 0)
      for row in try #require(page["group_chat_list"] as? [[String: Any]]) {
        rows.append((row["chat_id"] as? String ?? "", row["status"] as? Int ?? -1))
      }
      cursor = page["next_cursor"] as? String ?? ""
    } while !cursor.isEmpty
    return rows
  }

  /// `group_chat` of `get`.
  mutating func detail(_ chatID: String, needName: Bool = true) throws -> [String: Any] {
    let body = #"{"chat_id":"\#(chatID)","need_name":\#(needName ? 1 : 0)}"#
    return try #require(try post("externalcontact/groupchat/get", body)["group_chat"] as? [String: Any])
  }

  mutating func wait(hours: Int64 = 0, minutes: Int64 = 0, seconds: Int64 = 0) {
    now += (hours * 3600 + minutes * 60 + seconds) * 1000
  }

  /// Somebody who may become a new owner and owns nothing yet.
  func fitColleague() throws -> String {
    try #require(company.members.last { $0.unfitness(at: now, company.rules) == nil }).userID
  }

  /// A group of that owner which has room and of which the other is no member.
  func roomyGroup(of owner: String, not newOwner: String) throws -> String {
    try #require(roomyGroups(of: owner).first { !isInside(newOwner, $0) })
  }

  func roomyGroups(of owner: String) -> [String] {
    company.chatIDs(ownedBy: owner).filter { (company.group($0, at: now)?.members ?? 0) < 480 }
  }

  func isInside(_ userID: String, _ chatID: String) -> Bool {
    guard let number = company.groups.number(of: chatID), let person = company.people.number(of: userID) else {
      return false
    }
    let owner = Int(company.groups[number].owner)
    return company.roster(number, owner: owner, before: now).staff.contains { $0.person == person }
  }
}

extension [String: Any] {
  var errcode: Int { self["errcode"] as? Int ?? .min }
}

extension CompanyConfiguration {
  /// 480 groups of 12 owners: zhangsan left 130, lisi 24, wangwu 9, zhaoliu 4 (401 days ago).
  static var small: CompanyConfiguration { CompanyConfiguration(seed: 7, groups: 480) }
  /// As small, with no group full.
  static var roomy: CompanyConfiguration {
    var configuration = small
    configuration.fullPerThousand = 0
    configuration.nearlyFullPerThousand = 0
    return configuration
  }
}
