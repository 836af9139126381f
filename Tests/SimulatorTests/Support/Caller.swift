import AsyncHTTPClient
import Foundation
import NIOCore
import Testing

@testable import Simulator

/// Somebody who calls a running server over HTTP.
struct Caller: Sendable {
  let server: Server

  struct Response: Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body) as? [String: Any]) ?? [:] }
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  func send(_ method: String, _ path: String, _ body: String? = nil) async throws -> Response {
    var request = HTTPClientRequest(url: server.baseURL + path)
    request.method = .RAW(value: method)
    if let body { request.body = .bytes(ByteBuffer(string: body)) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let bytes = try await response.body.collect(upTo: 1 << 26)
    var headers: [String: String] = [:]
    for (name, value) in response.headers { headers[name.lowercased()] = value }
    return Response(status: Int(response.status.code), headers: headers, body: Data(bytes.readableBytesView))
  }

  @discardableResult
  func control(_ method: String, _ path: String, _ body: String? = nil) async throws -> [String: Any] {
    let response = try await send(method, "/_simulator/\(path)", body)
    try #require(response.status == 200, "\(response.text)")
    return response.json
  }

  func token() async throws -> String {
    let answer = try await send("GET", "/cgi-bin/gettoken?corpid=wwsimulated&corpsecret=simulated-secret").json
    return try #require(answer["access_token"] as? String)
  }

  /// The journal's entries of those kinds, waiting for the first.
  func journal(_ kinds: String, after sequence: Int = 0) async throws -> [[String: Any]] {
    let answer = try await control("GET", "journal?after=\(sequence)&type=\(kinds)&wait=30")
    return try #require(answer["entries"] as? [[String: Any]])
  }

  /// POSTs a transfer of the first group of zhangsan to somebody fit.
  func transferOne(token: String) async throws -> Response {
    let (chatID, newOwner) = await firstTransfer()
    return try await send(
      "POST", "/cgi-bin/externalcontact/groupchat/transfer?access_token=\(token)",
      #"{"chat_id_list":["\#(chatID)"],"new_owner":"\#(newOwner)"}"#)
  }

  func firstTransfer() async -> (chatID: String, newOwner: String) {
    await server.company { company, now in
      let chatID = company.chatIDs(ownedBy: "zhangsan").first
      let newOwner = company.members.last { $0.unfitness(at: now, company.rules) == nil }?.userID
      return (chatID ?? "", newOwner ?? "")
    }
  }

  /// Follow-up status of the first group zhangsan owned at the start.
  func status(of chatID: String) async -> Int? {
    await server.company { company, now in company.group(chatID, at: now)?.status }
  }
}

/// Runs a body against a fresh server and shuts it down afterwards.
func withServer<Value>(
  _ configuration: CompanyConfiguration = .roomy, speed: Double = 1,
  _ body: (Caller) async throws -> Value
) async throws -> Value {
  let server = try await Server.start(configuration, speed: speed)
  do {
    let value = try await body(Caller(server: server))
    await server.shutdown()
    return value
  } catch {
    await server.shutdown()
    throw error
  }
}
