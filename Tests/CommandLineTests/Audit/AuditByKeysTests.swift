import Foundation
import Testing

@Suite("The audit in the console", .timeLimit(.minutes(5)))
struct AuditByKeysTests {
  @Test("a stop by another process is seen, verified, and exported whole")
  func lives() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      let refreshed = try await program.run("groups", "refresh")
      try #require(refreshed.status == 0, "\(refreshed.stderr)")
      try await program.console { console in
        try await console.press("5")
        try await console.waits(for: "No audit rows yet")
        #expect(try await program.run("queue", "pause", "--all").status == 0)
        try await console.waits(for: "all paused", "1 row")
        try await console.press("v")
        try await console.waits(for: "the audit is whole: 1 row")
        try await console.press("Enter")
        try await console.press("e")
        try await console.waits(for: "save to")
        try await console.press("C-u")
        let file = "\(program.home.path)/rows.csv"
        try await console.type(file)
        try await console.press("Enter")
        try await console.waits(for: "saved to")
        let rows = String(decoding: try program.home.bytes(of: file), as: UTF8.self).split(separator: "\r\n")
        #expect(rows.count == 2)
        #expect(rows[0].hasPrefix("\u{FEFF}\"seq\",\"at\",\"at_milliseconds\",\"actor\""))
        #expect(rows[1].hasPrefix("\"1\"") && rows[1].contains("\"stop\",\"all\""))
      }
    }
  }
}
