import AsyncHTTPClient
import Foundation
import NIOCore
import Simulator
import Testing

/// A simulated company's control plane, over HTTP as anybody would use it.
struct CompanyControl: Sendable {
  let baseURL: String

  init(_ baseURL: String) { self.baseURL = baseURL }
  init(_ server: Server) { baseURL = server.baseURL }

  func get<Value: Decodable>(_ path: String, as _: Value.Type = Value.self) async throws -> Value {
    try JSONDecoder().decode(Value.self, from: try await send("GET", path, nil))
  }

  func post(_ path: String, _ body: String) async throws { _ = try await send("POST", path, body) }

  /// What a call that changes something answers.
  func posted<Value: Decodable>(_ path: String, _ body: String, as _: Value.Type) async throws -> Value {
    try JSONDecoder().decode(Value.self, from: try await send("POST", path, body))
  }

  private func send(_ method: String, _ path: String, _ body: String?) async throws -> Data {
    var request = HTTPClientRequest(url: "\(baseURL)/_simulator/\(path)")
    request.method = .RAW(value: method)
    if let body { request.body = .bytes(ByteBuffer(string: body)) }
    let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
    let bytes = Data((try await answer.body.collect(upTo: 1 << 26)).readableBytesView)
    try #require(answer.status == .ok, "\(String(decoding: bytes, as: UTF8.self))")
    return bytes
  }

  /// The ground truth.
  func company() async throws -> Truth { try await get("company") }

  /// Every call that was to hand groups over, the oldest first.
  func transfers() async throws -> [JournalLine] {
    try await get("journal?type=transfer", as: JournalDocument.self).entries
  }

  /// Returns when a call stands at a hold; the newest hold's number in the journal.
  @discardableResult
  func waitForHold(after sequence: Int = 0) async throws -> Int {
    let holds = try await get("journal?type=hold&after=\(sequence)&wait=50", as: JournalDocument.self).entries
    return try #require(holds.last).seq
  }

  /// Returns when a call that hands groups over has been answered or dropped.
  func waitForTransfer() async throws { try await waitForTransfers(1) }

  /// Returns when a call stands at a hold now.
  func waitUntilHeld() async throws {
    var seen = 0
    while try await get("holds", as: Held.self).held.isEmpty { seen = try await waitForHold(after: seen) }
  }

  private struct Held: Decodable { let held: [Int] }

  /// Stops a call at that point: the next one that hands groups over, or another.
  func hold(_ point: String, path: String = "externalcontact/groupchat/transfer", skip: Int = 0) async throws {
    try await post("holds", #"{"path":"\#(path)","at":"\#(point)","skip":\#(skip)}"#)
  }

  /// Returns when so many calls that hand groups over have been answered or dropped.
  func waitForTransfers(_ count: Int) async throws {
    var (seen, last) = (0, 0)
    while seen < count {
      let new = try await get("journal?type=transfer&after=\(last)&wait=50", as: JournalDocument.self).entries
      seen += new.count
      last = new.last?.seq ?? last
    }
  }

  /// Lets every held call go on, or drops it.
  func release(dropping: Bool = false) async throws { try await post("release", #"{"drop":\#(dropping)}"#) }

  /// Company time, milliseconds.
  func now() async throws -> Int64 { try await get("clock", as: Clock.self).now }

  /// Lets company time jump to a moment that has not come yet.
  func jump(to moment: Int64) async throws {
    if try await now() < moment { try await post("clock", #"{"set":\#(moment)}"#) }
  }

  private struct Clock: Decodable { let now: Int64 }
}

private struct JournalDocument: Decodable { let entries: [JournalLine] }

/// One line of a company's journal.
struct JournalLine: Decodable, Sendable {
  struct ChatResult: Decodable, Sendable {
    let chat_id: String
    let old_owner: String?
    let errcode: Int
  }

  let seq: Int
  let at: Int64
  let day: String
  let errcode: Int?
  let effect: Bool?
  let new_owner: String?
  let chat_ids: [String]?
  let results: [ChatResult]?
}

/// What is true about a company.
struct Truth: Decodable, Sendable {
  struct Person: Decodable, Sendable {
    let userid: String
    let groups: Int
    let status: Int
    let customer_contact: Bool
    let real_name: Bool
    let resigned_at: Int64?
  }

  struct Group: Decodable, Sendable {
    let chat_id: String
    let owner: String
    let status: Int
    let dismissed: Bool?
    let plain: Bool?
    /// One that `list` shows.
    var isListed: Bool { dismissed != true && plain != true }
  }

  struct Spent: Decodable, Sendable {
    let owner: String
    let day: String
    let count: Int
  }

  let people: [Person]
  let groups: [Group]
  let used: [Spent]

  func groups(of owner: String) -> [Group] { groups.filter { $0.owner == owner && $0.isListed } }

  /// The resigned owner with the most groups.
  func leaver() throws -> String {
    let leavers = people.filter { $0.resigned_at != nil }
    return try #require(leavers.max { groups(of: $0.userid).count < groups(of: $1.userid).count }).userid
  }

  /// Members who own groups and may own more, fewest groups first.
  func successors(_ count: Int) throws -> [String] {
    let fit = people.filter {
      $0.resigned_at == nil && $0.status == 1 && $0.customer_contact && $0.real_name && $0.groups > 0
    }
    try #require(fit.count >= count)
    return fit.sorted { ($0.groups, $0.userid) < ($1.groups, $1.userid) }.prefix(count).map(\.userid)
  }
}
