import Foundation
import Simulator
import Testing

/// The main job from the first screen to the saved report, with keys alone.
@Suite("A handover with keys alone", .serialized, .timeLimit(.minutes(5)))
struct HandoverByKeysTests {
  /// What the screens say, in one language.
  struct Spoken: Sendable {
    let language: String
    let width: Int
    let height: Int
    let atRest: String
    let plan: String
    let days: String
    let queued: String
    let assigned: String
    let finished: String
    let ownerLine: String
    let saved: String
  }

  private static let chinese = Spoken(
    language: "zh", width: 80, height: 24, atRest: "650 个客户群待分配", plan: "发送时段", days: #"11-0\d (\d+) 个（"#,
    queued: "650 个群已进入队列", assigned: "已分配 ", finished: "已分配 650/650 · 继承中 0 · 继承完成 650 · 未成功 0",
    ownerLine: #"：已分配 (\d+)/(\d+)"#, saved: "已保存到")

  private static let english = Spoken(
    language: "en", width: 160, height: 50, atRest: "650", plan: "sent between", days: #"11-0\d (\d+) groups \("#,
    queued: "650 groups are queued", assigned: "assigned ",
    finished: "assigned 650/650 · in progress 0 · done 650 · refused 0", ownerLine: #": assigned (\d+)/(\d+)"#,
    saved: "saved to")

  @Test("650 groups of one owner go to two new owners in three days", arguments: [chinese, english])
  func wholeWay(_ spoken: Spoken) async throws {
    var configuration = CompanyConfiguration(
      groups: 900, owners: 6, resigned: [.init(groups: 650, customers: 40)], membersPerGroup: 3...8)
    (configuration.fullPerThousand, configuration.nearlyFullPerThousand) = (0, 0)
    let server = try await Server.start(configuration, speed: 60)
    do {
      try await play(spoken, CommandLineHarness(server), CompanyControl(server))
      await server.shutdown()
    } catch {
      await server.shutdown()
      throw error
    }
  }

  private func play(_ spoken: Spoken, _ program: CommandLineHarness, _ control: CompanyControl) async throws {
    let before = try await control.company()
    let leaver = try before.leaver()
    try #require(before.groups(of: leaver).count == 650)
    let newOwners = try before.successors(2)
    let file = "\(program.home.path)/report.csv"
    let last = try await program.console(["--lang", spoken.language], width: spoken.width, height: spoken.height) {
      console in
      // Chosen while the first refresh still runs, the owner's groups could grow.
      try await console.waits(for: "swept") {
        $0.contains(spoken.atRest) && !$0.contains("/900") && !$0.contains("% ")
      }
      try await console.press("1")
      try await console.waits(for: "[ ]", "650")
      try await console.press("Enter", "a")
      try await console.waits(for: "[x]")
      try await console.press("n")
      try await console.waits(for: "userid", "[ ]")
      for owner in newOwners {
        try await console.press("/", "C-u")
        try await console.type(owner)
        try await console.press("Enter")
        try await console.waits(for: "\(owner) alone") { $0.components(separatedBy: "[ ]").count == 2 }
        try await console.press("Space")
        try await console.waits(for: "\(owner) marked") { $0.contains("[x]") && !$0.contains("[ ]") }
      }
      try await console.press("/", "C-u", "Enter")
      try await console.waits(for: "two marks") { $0.components(separatedBy: "[x]").count == 3 }
      try await console.press("Enter")
      let preview = try await console.waits(for: spoken.plan)
      #expect(numbers(spoken.days, in: preview) == [300, 300, 50], "\(preview)")
      #expect(try await control.transfers().isEmpty)

      try await console.press("c")
      try await console.type("650")
      try await console.press("Enter")
      try await console.waits(for: spoken.queued)
      for assigned in [300, 600, 650] {
        try await console.waits(for: "\(assigned) of 650, in total and by new owner") { screen in
          screen.contains("\(spoken.assigned)\(assigned)/650") && agrees(spoken, screen, assigned: assigned)
        }
        try await nextMorning(control)
      }
      let last = try await console.waits(for: "done") {
        $0.contains(spoken.finished) && agrees(spoken, $0, assigned: 650)
      }
      try await console.press("e", "C-u")
      try await console.type(file)
      try await console.press("Enter")
      try await console.waits(for: spoken.saved)
      try await console.press("0", "q")
      #expect(try await console.exitCode() == 0)
      return last
    }
    try await compare(file, lastScreen: last, spoken, program, control, leaver: leaver, newOwners, before: before)
  }

  /// The new owners' lines add up to the line above them. While a screen is being written they do not.
  private func agrees(_ spoken: Spoken, _ screen: String, assigned: Int) -> Bool {
    let owners = pairs(spoken.ownerLine, in: screen)
    return owners.map(\.0).reduce(0, +) == assigned && owners.map(\.1).reduce(0, +) == 650
  }

  private func nextMorning(_ control: CompanyControl) async throws {
    let (hour, shanghai) = (Int64(3_600_000), Int64(8 * 3_600_000))
    let today = (try await control.now() + shanghai) / (24 * hour)
    try await control.jump(to: (today + 1) * 24 * hour - shanghai + 10 * hour)
  }

  /// The file, the company's journal and the company itself tell the same story.
  private func compare(
    _ file: String, lastScreen: String, _ spoken: Spoken, _ program: CommandLineHarness, _ control: CompanyControl,
    leaver: String, _ newOwners: [String], before: Truth
  ) async throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map(fields)
    let reported = Dictionary(rows.map { ($0[0], $0[4]) }, uniquingKeysWith: { $1 })
    #expect(rows.count == 650)
    #expect(Set(reported.keys) == Set(before.groups(of: leaver).map(\.chat_id)))
    #expect(rows.allSatisfy { $0[3] == leaver && newOwners.contains($0[4]) && $0[6] == "done" })

    let calls = try await control.transfers()
    let results = calls.flatMap { $0.results ?? [] }
    #expect(results.map(\.errcode).allSatisfy { $0 == 0 })
    #expect(results.map(\.chat_id).sorted() == reported.keys.sorted())
    let days = Dictionary(grouping: calls, by: \.day).mapValues { $0.flatMap { $0.results ?? [] }.count }
    #expect(days.sorted { $0.key < $1.key }.map(\.value) == [300, 300, 50])
    #expect(calls.allSatisfy { call in (call.results ?? []).allSatisfy { reported[$0.chat_id] == call.new_owner } })

    let after = Dictionary(uniqueKeysWithValues: try await control.company().groups.map { ($0.chat_id, $0.owner) })
    #expect(reported.allSatisfy { after[$0.key] == $0.value })
    let shares = Dictionary(grouping: reported.values, by: \.self).values.map(\.count).sorted()
    #expect(shares == pairs(spoken.ownerLine, in: lastScreen).map(\.0).sorted())
  }

  /// The fields of a line of CSV; a quote inside of a field is doubled.
  private func fields(_ line: Substring) -> [String] {
    var (fields, isQuoted) = ([""], false)
    for character in line {
      switch character {
      case "\"":
        // The second of two quotes opens the field again, and is one of its characters.
        if !isQuoted, fields[fields.count - 1].isEmpty == false { fields[fields.count - 1].append(character) }
        isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  private func numbers(_ pattern: String, in text: String) -> [Int] { matches(pattern, in: text).compactMap(\.first) }

  private func pairs(_ pattern: String, in text: String) -> [(Int, Int)] {
    matches(pattern, in: text).map { ($0[0], $0[1]) }
  }

  private func matches(_ pattern: String, in text: String) -> [[Int]] {
    // The words wrap where the screen ends.
    let text = text.replacingOccurrences(of: "\n", with: " ")
    let found = (try? NSRegularExpression(pattern: pattern))?.matches(
      in: text, range: NSRange(text.startIndex..., in: text))
    return (found ?? []).map { match in
      (1..<match.numberOfRanges).compactMap { Range(match.range(at: $0), in: text).flatMap { Int(text[$0]) } }
    }
  }
}
