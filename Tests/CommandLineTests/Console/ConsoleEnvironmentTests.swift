import Foundation
import Model
import Simulator
import Testing

/// Environments that are not as they should be.
@Suite("The console's surroundings", .serialized, .timeLimit(.minutes(5)))
struct ConsoleEnvironmentTests {
  /// What a start that should have failed left behind.
  struct Refusal: Sendable {
    let status: Int32?
    let output: String
  }

  /// Runs on a pseudo-terminal of its own with a company; `nil` takes a variable away.
  private func run<Value: Sendable>(
    _ changes: [String: String?] = [:], arguments: [String] = ["--lang", "en"], prefix: [String] = [],
    company: CompanyConfiguration = CompanyConfiguration(groups: 60, owners: 6, membersPerGroup: 5...10),
    prepare: (CommandLineHarness) async throws -> Void = { _ in },
    _ body: @escaping @Sendable (PseudoTerminal) throws -> Value
  ) async throws -> Value {
    let server = try await Server.start(company)
    let program = try CommandLineHarness(server)
    try await prepare(program)
    var environment = program.environment.merging(["TERM": "xterm-256color"]) { $1 }
    for (name, value) in changes { environment[name] = value }
    let command = prefix + [CommandLineHarness.program, "--home", program.home.path] + arguments
    let result: Result<Value, any Error>
    do {
      result = .success(try await PseudoTerminal.run(command, environment: environment, body))
    } catch {
      result = .failure(error)
    }
    await server.shutdown()
    return try result.get()
  }

  @Test("without a locale of its own it still draws Chinese", arguments: [nil, "C", "POSIX", "xx_YY.UTF-8"])
  func locale(_ value: String?) async throws {
    let changes: [String: String?] = ["LANG": value, "LC_ALL": value]
    let isSeen = try await run(changes, arguments: ["--lang", "zh"]) { $0.sees("离职继承") }
    #expect(isSeen)
  }

  @Test("NO_COLOR leaves attributes and takes every colour")
  func noColour() async throws {
    let output = try await run(["NO_COLOR": "1"]) { terminal in
      try #require(terminal.sees("nothing is sent before"))
      terminal.send("2")
      try #require(terminal.sees("groups"))
      return terminal.output
    }
    let codes = TerminalBytes(output).sequences.filter { $0.last == "m" }.flatMap { sequence in
      sequence.dropFirst(2).dropLast().split(separator: ";").compactMap { Int($0) }
    }
    #expect(!codes.isEmpty)
    #expect(codes.allSatisfy { !(30...49).contains($0) && !(90...107).contains($0) }, "\(Set(codes).sorted())")
  }

  @Test(
    "a terminal nobody knows, none, or one without a cursor: a message, nothing drawn, 2",
    arguments: [
      "no-such-terminal", "", "dumb",
    ])
  func terminalType(_ type: String) async throws {
    let refusal = try await run(["TERM": type]) { terminal in
      Refusal(status: terminal.waitForEnd()?.status, output: String(decoding: terminal.output, as: UTF8.self))
    }
    #expect(refusal.status == 2)
    #expect(refusal.output.contains("(TERM)"), "\(refusal.output)")
    #expect(!refusal.output.contains("?1049h"))
  }

  @Test(
    "an input or output that is no terminal: a message, 2",
    arguments: ["\"$0\" \"$@\" < /dev/null", "\"$0\" \"$@\" | cat"])
  func noTerminal(_ script: String) async throws {
    let shell = ["/bin/bash", "-c", "set -o pipefail; \(script)"]
    let refusal = try await run(prefix: shell) { terminal in
      Refusal(status: terminal.waitForEnd()?.status, output: String(decoding: terminal.output, as: UTF8.self))
    }
    #expect(refusal.status == 2)
    #expect(refusal.output.contains("the console needs a terminal"), "\(refusal.output)")
    #expect(!refusal.output.contains("?1049h"))
  }

  @Test("a theme with a fault: the standard one, and file and key are named")
  func faultyTheme() async throws {
    let output = try await run(arguments: ["--lang", "en", "--theme", "night"]) { program in
      try program.home.write("[roles]\nerror = { colour = \"rde\" }\n", to: "config/themes/night.toml")
    } _: { terminal in
      try #require(terminal.sees("nothing is sent before"))
      terminal.send("6")
      _ = terminal.sees("messages")
      terminal.send("\r")
      _ = terminal.sees("rde", seconds: 5)
      return String(decoding: terminal.output, as: UTF8.self)
    }
    #expect(output.contains("night.toml"))
    #expect(output.contains("rde"))
  }

  @Test("an unknown theme is named")
  func unknownTheme() async throws {
    let output = try await run(arguments: ["--lang", "en", "--theme", "nowhere"]) { terminal in
      _ = terminal.sees("nowhere")
      _ = terminal.sees("nothing is sent before", seconds: 5)
      return String(decoding: terminal.output, as: UTF8.self)
    }
    #expect(output.contains("nowhere"))
  }

  @Test("hostile names reach the terminal as text only")
  func hostileNames() async throws {
    let company = CompanyConfiguration(
      groups: 700, owners: 4, resigned: [.init(groups: 650, customers: 4)], membersPerGroup: 3...8)
    let output = try await run(company: company) { program in
      _ = try await program.run("groups", "refresh")
    } _: { terminal in
      try #require(terminal.sees("nothing is sent before"))
      let pages = Array(repeating: "\u{6}", count: 40)
      for keys in ["1", "\r", "/清屏\r", "\r", "q", "/\u{15}\r"] + pages + ["2", "G", "k", "\r", "\r"] + pages {
        terminal.send(keys)
        while terminal.drain(milliseconds: 40) {}
      }
      return terminal.output
    }
    let bytes = TerminalBytes(output)
    #expect(bytes.strangers.isEmpty, "\(bytes.strangers)")
    let text = String(decoding: bytes.text, as: UTF8.self)
    // Names that drive a terminal were among them.
    #expect(text.contains("␛"))
    #expect(!text.contains("\u{FFFD}"))
    let hostile = text.unicodeScalars.filter { $0.isHostile && !"\r\n\u{8}\t\u{E}\u{F}".unicodeScalars.contains($0) }
    #expect(hostile.isEmpty, "\(hostile.map { String($0.value, radix: 16) })")
  }
}
