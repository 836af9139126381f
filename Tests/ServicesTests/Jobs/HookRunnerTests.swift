import Foundation
import Model
import Storage
import Testing

@testable import Services

@Suite("Telling a hook", .timeLimit(.minutes(5)))
struct HookRunnerTests {
  /// A hook that writes what it reads and what it sees of the environment into files of the office, and ends as told.
  private func hook(_ office: Office, ending status: Int = 0) throws -> HookRunner {
    let folder = office.folder
    let script = folder.file("hook.sh")
    try Data(
      """
      #!/bin/sh
      { printf '%s ' "$1"; cat; } >> '\(folder.file("told"))'
      env >> '\(folder.file("environment"))'
      exit \(status)

      """.utf8
    ).write(to: URL(fileURLWithPath: script))
    return HookRunner(
      ledger: office.files.ledger, command: ["/bin/sh", script, "a b; c"], clock: office.clock,
      environment: ["PATH": "/usr/bin:/bin"])
  }

  private func told(_ office: Office) throws -> [HookRunner.Document] {
    let text = (try? String(contentsOfFile: office.folder.file("told"), encoding: .utf8)) ?? ""
    return try text.split(separator: "\n").map { line in
      try #require(line.hasPrefix("a b; c "))
      return try JSONDecoder().decode(HookRunner.Document.self, from: Data(line.dropFirst(7).utf8))
    }
  }

  private func start(_ office: Office) async throws -> HandoverPlan {
    try await office.start(
      PlanRequest(
        kind: .resigned, oldOwner: try userID("zhangsan"), assignment: .owners(try await office.successors(1))))
  }

  @Test("the end of a handover is told once, as one JSON document on standard input, past no shell")
  func done() async throws {
    try await Office.open { office in
      var office = office
      office.hook = try hook(office)
      let plan = try await start(office)
      try await office.work()
      try await office.work()
      let told = try told(office)
      #expect(told.map(\.event) == ["done"])
      #expect(told.first?.plan == plan.id.rawValue && told.first?.handover_userid == "zhangsan")
      #expect(told.first?.state == "done" && told.first?.items == ["done": 30])
    }
  }

  @Test("spent quota and a needed hand are told, too")
  func others() async throws {
    try await Office.open { office in
      var office = office
      office.hook = try hook(office)
      office.rules.dailyCap = 20
      try await office.company { company, _ in company.rules.handoverSeconds = 60...120 }
      let plan = try await start(office)
      let newOwner = plan.newOwners[0].newOwner.userID
      try await office.runOnce(plan)
      try await office.company { company, _ in try company.alter(newOwner.rawValue) { $0.hasRealName = false } }
      try await office.work()
      #expect(try told(office).map(\.event) == ["quota", "attention"])
    }
  }

  @Test("a hook that fails is told again the next time, and given up after five")
  func failing() async throws {
    try await Office.open { office in
      _ = try await start(office)
      try await office.work()
      let hook = try hook(office, ending: 1)
      for _ in 0..<7 { try await hook.deliver() }
      #expect(try told(office).count == NoticeOutbox.mostAttempts)
    }
  }

  @Test("a hook that ends without reading a word is told all the same")
  func unread() async throws {
    try await Office.open { office in
      _ = try await start(office)
      try await office.work()
      let hook = HookRunner(
        ledger: office.files.ledger, command: ["/bin/true"], clock: office.clock, environment: [:])
      for _ in 0..<20 { try await hook.deliver() }
      let pending = try await office.files.ledger.perform { try NoticeOutbox.pending(in: $0) }
      #expect(pending.isEmpty)
    }
  }

  @Test("a hook that does not end is ended")
  func endless() async throws {
    try await Office.open { office in
      _ = try await start(office)
      try await office.work()
      let hook = HookRunner(
        ledger: office.files.ledger, command: ["/bin/sleep", "1000"], clock: office.clock, environment: [:],
        timeLimit: .milliseconds(50))
      try await hook.deliver()
      let pending = try await office.files.ledger.perform { try NoticeOutbox.pending(in: $0) }
      #expect(pending.map(\.attempts) == [1])
    }
  }

  @Test("a hook sees the environment it was given and no more")
  func environment() async throws {
    try await Office.open { office in
      _ = try await start(office)
      try await office.work()
      try await hook(office).deliver()
      let seen = try String(contentsOfFile: office.folder.file("environment"), encoding: .utf8)
      #expect(seen.contains("PATH=/usr/bin:/bin") && !seen.contains("HOME="))
    }
  }
}
