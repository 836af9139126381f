import Foundation
import Testing

@testable import Simulator

extension Desk {
  /// `add`, `get`, `update`, `del`
  static func path(_ call: String) -> String { "externalcontact/groupchat/\(call)_join_way" }

  mutating func write(_ call: String, _ body: [String: Any]) throws -> [String: Any] {
    let data = try JSONSerialization.data(withJSONObject: body)
    let reply = company.answer(
      Call(path: Self.path(call), query: ["access_token": token], body: Array(data)), at: now)
    return try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
  }

  /// Adds a QR code and tells its config id, whether the answer arrived or not.
  mutating func add(_ body: [String: Any]) throws -> String {
    let answer = try write("add", body.merging(["scene": 2]) { own, _ in own })
    return try #require(answer["config_id"] as? String, "\(answer)")
  }

  mutating func joinWay(_ configID: String) throws -> [String: Any] {
    let answer = try write("get", ["config_id": configID])
    return try #require(answer["join_way"] as? [String: Any], "\(answer)")
  }

  /// Groups of active owners with much room, dealt out in turn.
  func openGroups(_ count: Int) -> [String] {
    let groups = company.allGroups(at: now).filter {
      !$0.isDismissed && $0.isCustomerGroup && $0.status == 0 && $0.members < 150
    }
    return groups.prefix(count).map(\.chatID)
  }

  mutating func members(of chatID: String) throws -> [[String: Any]] {
    try #require(try detail(chatID)["member_list"] as? [[String: Any]])
  }

  mutating func member(_ userID: String, of chatID: String) throws -> [String: Any]? {
    try members(of: chatID).first { $0["userid"] as? String == userID }
  }
}
