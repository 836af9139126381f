import Foundation
import Model
import Simulator
import Testing

/// Names of groups and people, notices and nicknames made of everything that drives terminals, spreadsheets and readers, through every
/// way out of the program.
@Suite("Strangers' bytes", .serialized, .timeLimit(.minutes(5)))
struct StrangersTests {
  private struct Row: Decodable {
    let chat_id: String
    let name: String
  }

  private struct Page: Decodable {
    struct Member: Decodable {
      let type: Int
      let name: String
      let group_nickname: String
    }
    let name: String
    let notice: String
    let member_list: [Member]
  }

  /// A company whose resigned owner has a group for each of the texts, as its name, its notice and its members' names;
  /// the replica is fetched.
  private func withStrangers(
    _ texts: [GroupTexts], _ body: (HandoverRun, _ chats: [String]) async throws -> Void
  ) async throws {
    var company = CompanyConfiguration(
      groups: texts.count + 20, owners: 4, resigned: [.init(groups: texts.count, customers: 1)], membersPerGroup: 3...6)
    company.hasStrangeNames = false
    company.fullPerThousand = 0
    company.nearlyFullPerThousand = 0
    let server = try await Server.start(company)
    do {
      let run = HandoverRun(program: try CommandLineHarness(server), control: CompanyControl(server))
      let truth = try await run.control.company()
      let chats = truth.groups(of: try truth.leaver()).map(\.chat_id)
      try #require(chats.count == texts.count)
      // Customers are in several groups: everywhere else they have a plain name.
      var everywhere = Dictionary(
        uniqueKeysWithValues: truth.groups.map {
          ($0.chat_id, GroupTexts(name: nil, notice: nil, nickname: Self.plain))
        })
      for (chat, text) in zip(chats, texts) { everywhere[chat] = text }
      let written = everywhere
      try await server.company { company, _ throws(ControlError) in
        for (chat, text) in written { try company.write(text, in: chat) }
        for (number, person) in company.members.enumerated() {
          try company.alter(person.userID) { $0.name = HostileTexts.all[number * 5 % HostileTexts.all.count] }
        }
      }
      let refresh = try await run.program.run("groups", "refresh")
      try #require(refresh.status == 0, "\(refresh.stderr)")
      try await body(run, chats)
    } catch {
      await server.shutdown()
      throw error
    }
    await server.shutdown()
  }

  private static let plain = "plain"

  private static var hostile: [GroupTexts] {
    HostileTexts.all.map { GroupTexts(name: $0, notice: $0, nickname: $0) }
  }

  private static var broken: [GroupTexts] {
    HostileTexts.broken.map { bytes in
      var texts = GroupTexts()
      (texts.name, texts.notice, texts.nickname) = (bytes, bytes, bytes)
      return texts
    }
  }

  /// Every command that shows what strangers wrote, plan and report included.
  private func outputs(_ run: HandoverRun, _ chats: [String]) async throws -> [(
    command: String, run: CommandLineHarness.Run
  )] {
    let truth = try await run.control.company()
    let (leaver, successor) = (try truth.leaver(), try truth.successors(1)[0])
    var commands = [
      ["overview"], ["overview", "--json"], ["handover", "owners"], ["handover", "owners", "--new"], ["queue", "list"],
      ["handover", "plan", "--from", leaver, "--to", successor],
      ["handover", "plan", "--from", leaver, "--to", successor, "--json"],
    ]
    for form in [[], ["--json"], ["--jsonl"], ["--csv"]] {
      commands.append(["groups", "list"] + form)
      commands.append(["groups", "list", "--search", "\u{1B}[2J"] + form)
    }
    var outputs: [(String, CommandLineHarness.Run)] = []
    for command in commands { outputs.append((command.joined(separator: " "), try await run.program.run(command))) }
    let plan = try #require(outputs.last { $0.0.hasPrefix("handover plan") }).1.json(PlanJSON.self).plan
    for form in [[], ["--json"], ["--jsonl"], ["--csv"]] {
      outputs.append(
        ("handover report \(form)", try await run.program.run(["handover", "report", plan] + form)))
    }
    return outputs
  }

  @Test("nothing hostile leaves on either output, in any form of any command")
  func everyForm() async throws {
    try await withStrangers(Self.hostile + Self.broken) { run, chats in
      for (command, output) in try await outputs(run, chats) {
        #expect(output.status == 0, "\(command): \(output.stderr)")
        // A table for spreadsheets begins with its mark and ends its lines as they want it.
        let allowed: Set = command.contains("csv") ? ["feff", "d"] : []
        let found = Set(output.hostileCharacters).subtracting(allowed)
        #expect(found.isEmpty, "\(command): \(found)")
      }
      for chat in chats {
        let page = try await run.program.run("groups", "show", chat)
        #expect(page.status == 0 && page.hostileCharacters.isEmpty, "\(chat): \(page.hostileCharacters)")
      }
      try expectCleanLogs(run.program.home)
    }
  }

  @Test("JSON gives every text back to the scalar: list, lines, plan, report and page")
  func lossless() async throws {
    try await withStrangers(Self.hostile) { run, chats in
      let texts = Dictionary(uniqueKeysWithValues: zip(chats, HostileTexts.all.map(Self.scalars)))
      let names = Set(texts.values).union([Self.scalars(Self.plain)])
      let list = try await run.program.run("groups", "list", "--json").json([Row].self)
      for row in list { if let text = texts[row.chat_id] { #expect(Self.scalars(row.name) == text, "\(row.chat_id)") } }
      #expect(Set(list.map(\.chat_id)).isSuperset(of: chats))
      let lines = try await run.program.run("groups", "list", "--jsonl").stdout.split(separator: "\n")
      for line in lines {
        let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
        if let text = texts[row.chat_id] { #expect(Self.scalars(row.name) == text, "\(row.chat_id)") }
      }
      for chat in chats {
        let page = try await run.program.run("groups", "show", chat, "--json").json(Page.self)
        let text = try #require(texts[chat])
        #expect(Self.scalars(page.name) == text && Self.scalars(page.notice) == text, "\(chat)")
        // A person has one name in all groups, the last that was seen, and a nickname in each.
        let strangers = page.member_list.filter { $0.type == 2 }
        #expect(strangers.allSatisfy { Self.scalars($0.group_nickname) == text }, "\(chat)")
        #expect(strangers.allSatisfy { names.contains(Self.scalars($0.name)) }, "\(chat)")
      }
    }
  }

  @Test("what is no text arrives as text, with a mark where it was broken, and the groups beside it whole")
  func brokenBytes() async throws {
    try await withStrangers(Self.broken) { run, chats in
      let list = try await run.program.run("groups", "list", "--json").json([Row].self)
      #expect(Set(list.map(\.chat_id)).isSuperset(of: chats))
      let names = Dictionary(uniqueKeysWithValues: list.map { ($0.chat_id, $0.name) })
      for (chat, bytes) in zip(chats, HostileTexts.broken) where String(validating: bytes, as: UTF8.self) == nil {
        #expect(names[chat]?.unicodeScalars.contains("\u{FFFD}") == true, "\(bytes)")
      }
    }
  }

  @Test("a spreadsheet runs nothing that strangers wrote")
  func formulas() async throws {
    try await withStrangers(Self.hostile) { run, chats in
      var tables = try await outputs(run, chats).filter { $0.command.contains("csv") }
      for (chat, text) in zip(chats, HostileTexts.all) where HostileTexts.spreadsheet.contains(text) {
        tables.append(
          ("groups show --csv, \(text.debugDescription)", try await run.program.run("groups", "show", chat, "--csv")))
      }
      for (command, output) in tables {
        let rows = try CSVReader(Array(output.stdout.utf8)).rows
        #expect(
          rows.count > (command.hasPrefix("groups list --csv") || command.hasPrefix("handover") ? chats.count : 0),
          "\(command)")
        for field in rows.flatMap(\.fields) {
          guard let first = field.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else {
            continue
          }
          // An id made of digits stays text: ="0012".
          let isID =
            field.hasPrefix("=\"") && field.hasSuffix("\"")
            && field.dropFirst(2).dropLast().allSatisfy { "0123456789.eE+-/:".contains($0) }
          #expect(isID, "\(command): \(field.debugDescription)")
        }
      }
    }
  }

  @Test(
    "every pane shows them, and the terminal gets the program's own sequences only",
    arguments: ["xterm-256color", "tmux-256color", "linux"])
  func console(terminal type: String) async throws {
    try await withStrangers(Self.hostile + Self.broken) { run, chats in
      let program = run.program
      var environment = program.environment.merging(["TERM": type]) { $1 }
      environment["GROUPDESK_LOG"] = "trace"
      let command = [CommandLineHarness.program, "--lang", "en", "--home", program.home.path]
      let output = try await PseudoTerminal.run(command, environment: environment, width: 120, height: 40) { terminal in
        let isOpen = terminal.sees("nothing is sent before")
        try #require(isOpen, "\(String(decoding: terminal.output.suffix(2000), as: UTF8.self))")
        let pages = Array(repeating: "\u{6}", count: 8)
        let rows = Array(repeating: "j", count: 30)
        // Handover of the leaver's groups to a preview, the list of all groups with details, messages, queue.
        let keys =
          ["1", "\r"] + pages + ["a", "\r"] + rows + ["q", "q", "2", "G"] + rows + pages + ["g"] + rows
          + ["\r"] + pages + ["q", "/2J\r"] + rows + ["/\u{15}\r", "y", "3", "\r", "q", "6"] + rows + ["\r", "q", "0"]
        for key in keys {
          terminal.send(key)
          while terminal.drain(milliseconds: 30) {}
        }
        terminal.send("q")
        terminal.send("q")
        _ = terminal.waitForEnd(seconds: 2)
        return terminal.output
      }
      let bytes = TerminalBytes(output)
      #expect(bytes.strangers.isEmpty, "\(bytes.strangers.count): \(bytes.strangers.prefix(5))")
      #expect(bytes.sequences.count > 100)
      // They were among what was shown.
      #expect(String(decoding: bytes.text, as: UTF8.self).contains("␛"))
      try expectCleanLogs(program.home)
    }
  }

  @Test("the parser of this suite refuses what strangers send")
  func parser() {
    for text in HostileTexts.all.filter({ $0.unicodeScalars.contains(where: \.isHostile) }) {
      let isPlain = text.unicodeScalars.allSatisfy {
        !$0.isHostile || "\u{8}\n\r\u{E}\u{F}".unicodeScalars.contains($0)
      }
      let isOurs = [
        "\u{1B}[1;1r", "\u{1B}[?1000h", "\u{1B}[2J", "\u{1B}[3J", "\u{1B}[?1049l", "\u{1B}[4h",
        "\u{1B}M", "\u{1B}7\u{1B}8", "\u{1B}(0lqk", "\u{1B}]52;c;cm0gLXJm\u{7}",
      ].contains(text)
      #expect(TerminalBytes(Array(text.utf8)).strangers.isEmpty == (isPlain || isOurs), "\(text.debugDescription)")
    }
    for bytes in HostileTexts.broken where String(validating: bytes, as: UTF8.self) == nil {
      #expect(!TerminalBytes(bytes).strangers.isEmpty, "\(bytes)")
    }
  }

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  /// Every log is text without anything that drives a terminal.
  private func expectCleanLogs(_ home: Home) throws {
    let folder = "\(home.path)/state/logs"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let text = try #require(String(validating: home.bytes(of: "\(folder)/\(name)"), as: UTF8.self), "\(name)")
      let found = text.unicodeScalars.filter { $0 != "\n" && $0.isHostile }.map { String($0.value, radix: 16) }
      #expect(found.isEmpty, "\(name): \(Set(found))")
    }
  }
}
