import Foundation
import Testing

@testable import Simulator

@Suite("A third-party client", .timeLimit(.minutes(5)))
struct ThirdPartyClientTests {
  @Test("wechatpy, written for the vendor, works against the simulated company")
  func wechatpy() async throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "wechatpy-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: output) }
    let server = try await Server.start(.roomy)
    let client = try Python.start(["Tests/Clients/wechatpy_client.py", server.baseURL], output: output)
    let status = await client.ended()
    await server.shutdown()
    let printed = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
    #expect(status == 0, "\(printed)")
    #expect(printed.hasSuffix("all checks passed\n"), "\(printed)")
  }
}
