import Foundation
import Model
import Simulator
import Testing

@Suite("What goes to standard output", .timeLimit(.minutes(5)))
struct OutputTests {
  private struct Row: Decodable, Hashable {
    let chatID: String
    let name: String
    let owner: String?
    let status: Int?
    let memberCount: Int?
    enum CodingKeys: String, CodingKey {
      case chatID = "chat_id"
      case name, owner, status
      case memberCount = "member_count"
    }
  }

  @Test("a list as JSON is one array of what the company has, names to the letter")
  func json() async throws {
    try await CommandLineHarness.withCompany(groups: 300) { program, server in
      let rows = try await program.run("groups", "list", "--json").json([Row].self)
      let truth = await server.company { company, now in company.allGroups(at: now) }
      let byID = Dictionary(uniqueKeysWithValues: truth.map { ($0.chatID, $0) })
      #expect(rows.count > 250)
      for row in rows {
        let group = try #require(byID[row.chatID])
        #expect(row.name == group.name && row.owner == group.owner)
        #expect(row.status == group.status && row.memberCount == group.members)
      }
    }
  }

  @Test("nothing strangers wrote steers the terminal, in any form", arguments: ["table", "--json", "--jsonl", "--csv"])
  func hostile(_ form: String) async throws {
    try await CommandLineHarness.withCompany(groups: 300) { program, _ in
      _ = try await program.run("groups", "refresh")
      let run = try await program.run(["groups", "list"] + (form == "table" ? [] : [form]))
      #expect(run.status == 0 && run.stdout.count > 10_000)
      let found = run.hostileCharacters.filter { form != "--csv" || $0 != "feff" && $0 != "d" }
      #expect(found.isEmpty, "\(Set(found))")
    }
  }

  @Test("a group's page cleans its notice and nicknames")
  func page() async throws {
    try await CommandLineHarness.withCompany(groups: 40) { program, server in
      let chats = await server.company { company, now in company.allGroups(at: now).prefix(12).map(\.chatID) }
      for chat in chats {
        let run = try await program.run("groups", "show", chat)
        #expect(run.hostileCharacters.isEmpty)
      }
    }
  }

  @Test("JSON lines are one document a line; CSV begins with a BOM and has the same rows")
  func forms() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      let lines = try await program.run("groups", "list", "--jsonl").stdout.split(separator: "\n")
      for line in lines { _ = try JSONDecoder().decode(Row.self, from: Data(line.utf8)) }
      let csv = try await program.run("groups", "list", "--csv").stdout
      #expect(csv.hasPrefix("\u{FEFF}\"chat_id\",\"name\",\"owner\""))
      #expect(csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }.count == lines.count + 1)
    }
  }

  @Test("the age of the data and every message go to standard error")
  func messages() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      let run = try await program.run("groups", "list", "--json", "--lang", "en")
      #expect(run.stderr.contains("nothing has been fetched yet") && run.stderr.contains("data: just now"))
      #expect(run.stdout.hasPrefix("["))
    }
  }

  @Test("messages are in the language of the flag, else of the environment")
  func languages() async throws {
    var program = try CommandLineHarness()
    program.environment["LANG"] = "zh_CN.UTF-8"
    #expect(try await program.run("overview").stderr.contains("还没有说明连接哪家企业"))
    #expect(try await program.run("overview", "--lang", "en").stderr.contains("nothing says which corp"))
    #expect(try await program.run("--lang", "en", "overview").stderr.contains("nothing says which corp"))
  }

  @Test("an empty company tells the usual causes, not an empty table")
  func empty() async throws {
    try await CommandLineHarness.withCompany { program, server in
      await server.company { company, _ in company.rules.allowedPaths = nil }
      for person in await server.company({ company, _ in company.members.map(\.userID) }) {
        try await server.company { company, _ throws(ControlError) in
          try company.alter(person) { $0.isVisible = false }
        }
      }
      let run = try await program.run("groups", "list", "--lang", "en")
      #expect(run.stdout.isEmpty)
      #expect(run.stderr.contains("The usual causes"), "\(run.status) \(run.stderr)")
    }
  }
}
