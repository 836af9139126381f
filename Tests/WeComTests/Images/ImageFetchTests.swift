import Foundation
import Model
import Synchronization
import Testing

@testable import WeCom

@Suite("Fetching an image", .timeLimit(.minutes(5)))
struct ImageFetchTests {
  private static func answer(_ body: [UInt8], status: String = "200 OK", headers: String = "") -> [UInt8] {
    Array("HTTP/1.1 \(status)\r\ncontent-length: \(body.count)\r\n\(headers)\r\n".utf8) + body
  }

  /// A server that answers like that, and what fetching from it comes to.
  private func fetch(
    _ reply: RawServer.Reply, timeOut: Duration = .seconds(60)
  ) async throws -> (Result<[UInt8], any Error>, [RawServer.Request]) {
    let server = try await RawServer.start { _ in reply }
    let own = "http://127.0.0.1:\(server.port)"
    let fetch = ImageFetch(base: try .init(own), timeOut: timeOut)
    let result: Result<[UInt8], any Error>
    do { result = .success(try await fetch.bytes(of: "\(own)/qr/1.png?a=b")) } catch { result = .failure(error) }
    await server.stop()
    return (result, server.requests)
  }

  private func failure(_ reply: RawServer.Reply, timeOut: Duration = .seconds(60)) async throws -> ImageFetch.Failure? {
    guard case .failure(let error) = try await fetch(reply, timeOut: timeOut).0 else { return nil }
    return try #require(error as? ImageFetch.Failure, "\(error)")
  }

  @Test("the bytes come as they are, and the request shows nothing of ours")
  func whole() async throws {
    let image = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let (result, requests) = try await fetch(.bytesThenSilence(Self.answer(image)))
    #expect(try result.get() == image)
    let request = try #require(requests.first)
    #expect(
      requests.count == 1 && request.method == "GET" && request.path == "/qr/1.png" && request.query == ["a": "b"])
    let names = request.headers.split(separator: "\r\n").dropFirst().compactMap { $0.split(separator: ":").first }
    #expect(Set(names.map { $0.lowercased() }).isSubset(of: ["host", "accept", "connection"]), "\(names)")
  }

  @Test("a redirect is not followed", arguments: ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
  func redirect(_ status: String) async throws {
    let reply = Self.answer([], status: status, headers: "location: http://127.0.0.1:1/inner\r\n")
    let (result, requests) = try await fetch(.bytesThenSilence(reply))
    #expect(throws: ImageFetch.Failure.redirected) { try result.get() }
    #expect(requests.count == 1)
  }

  @Test("another status is no image")
  func status() async throws {
    #expect(try await failure(.bytesThenSilence(Self.answer([1], status: "404 Not Found"))) == .status(404))
  }

  @Test("1 MiB is taken and one byte more is not, whether the length is told or not")
  func tooLarge() async throws {
    let most = [UInt8](repeating: 1, count: CodeLimits.longestImage)
    #expect(try await fetch(.bytesThenSilence(Self.answer(most))).0.get().count == most.count)
    #expect(try await failure(.bytesThenSilence(Self.answer(most + [1]))) == .tooLarge)
    let untold = Array("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".utf8) + most + [1]
    #expect(try await failure(.bytesThenClose(untold)) == .tooLarge)
  }

  @Test("a body that is huge is not waited for")
  func endless() async throws {
    let head = Array("HTTP/1.1 200 OK\r\ncontent-length: 9000000000\r\n\r\n".utf8)
    let part = [UInt8](repeating: 1, count: 2 << 20)
    #expect(try await failure(.bytesThenSilence(head + part)) == .tooLarge)
  }

  @Test("a server that says nothing, or half of it, is waited for so long and no longer")
  func slow() async throws {
    #expect(try await failure(.silence, timeOut: .milliseconds(300)) == .timedOut)
    let half = Self.answer([1, 2, 3]).dropLast()
    #expect(try await failure(.bytesThenSilence(Array(half)), timeOut: .milliseconds(300)) == .timedOut)
  }

  @Test("a connection that is lost is no image")
  func lost() async throws {
    #expect(try await failure(.close) == .unreachable)
    #expect(try await failure(.bytesThenClose(Array(Self.answer([1, 2, 3]).dropLast()))) == .unreachable)
  }

  @Test("nobody is asked for an address that is not allowed")
  func address() async throws {
    let fetch = ImageFetch(base: .vendor, timeOut: .seconds(60)) { host, _ in
      Issue.record("\(host) was looked up")
      return []
    }
    await #expect(throws: ImageFetch.Failure.address(.foreignHost("evil.example"))) {
      try await fetch.bytes(of: "https://evil.example/a")
    }
  }

  @Test(
    "one inner address among those of a name spoils them all, and nothing is connected to",
    arguments: ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "fd00::1", "100.64.0.1", "224.0.0.1"])
  func innerAddress(_ inner: String) async throws {
    let addresses = try ["1.1.1.1", inner].map { try #require(IPAddress($0)) }
    let fetch = ImageFetch(base: .vendor, timeOut: .seconds(60)) { _, _ in addresses }
    await #expect(throws: ImageFetch.Failure.address(.privateAddress(inner))) {
      try await fetch.bytes(of: "http://p.qpic.cn/a")
    }
  }

  @Test("a name is looked up once, and connected to is what was looked at: what it says later changes nothing")
  func rebinding() async throws {
    let asked = Mutex<[String]>([])
    let fetch = ImageFetch(base: .vendor, timeOut: .seconds(60)) { host, _ in
      asked.withLock { $0.append(host) }
      return []
    }
    await #expect(throws: ImageFetch.Failure.unreachable) { try await fetch.bytes(of: "http://p.qpic.cn/a") }
    #expect(asked.withLock { $0 } == ["p.qpic.cn"])
    let configuration = ImageFetch.configuration(
      of: try ImageAddress("http://p.qpic.cn/a", base: .vendor), at: IPAddress("2408:8000::1"), timeOut: .seconds(5))
    #expect(configuration.dnsOverride == ["p.qpic.cn": "2408:8000::1"])
    #expect(configuration.httpVersion == .http1Only)
  }

  @Test("a name without an address, and one nobody tells the address of in time")
  func unresolved() async throws {
    let unknown = ImageFetch(base: .vendor, timeOut: .seconds(60)) { _, _ in throw NameResolver.Unresolved() }
    await #expect(throws: ImageFetch.Failure.notResolved("p.qpic.cn")) {
      try await unknown.bytes(of: "http://p.qpic.cn/a")
    }
    let silent = ImageFetch(base: .vendor, timeOut: .seconds(60)) { _, _ in throw NameResolver.TimedOut() }
    await #expect(throws: ImageFetch.Failure.timedOut) { try await silent.bytes(of: "http://p.qpic.cn/a") }
  }

  @Test("the system knows this machine's addresses")
  func system() async throws {
    let found = try await NameResolver.addresses(of: "localhost", timeOut: .seconds(60))
    #expect(!found.isEmpty && found.allSatisfy { !$0.isGlobal })
    await #expect(throws: NameResolver.Unresolved.self) {
      try await NameResolver.addresses(of: "no such name", timeOut: .seconds(60))
    }
  }
}
