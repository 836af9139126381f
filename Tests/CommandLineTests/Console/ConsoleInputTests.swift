import Foundation
import Simulator
import Testing

/// What a terminal, a person and a tired connection may throw at the console.
@Suite("Rough input to the console", .serialized, .timeLimit(.minutes(5)))
struct ConsoleInputTests {
  private func withConsole(_ body: @escaping @Sendable (Tmux) async throws -> Void) async throws {
    try await CommandLineHarness.withCompany { program, _ in
      _ = try await program.run("groups", "refresh")
      try await program.console { try await body($0) }
    }
  }

  private let lines = (1...10_000).map { "1 q x \($0)" }.joined(separator: "\n")

  @Test("a paste of 10 000 lines where no text is taken runs no key and is told once")
  func pasteOutside() async throws {
    try await withConsole { console in
      try await console.paste(lines)
      let screen = try await console.waits(for: "the paste was ignored")
      #expect(screen.contains("nothing is sent before"))
      try await console.press("6")
      let messages = try await console.waits(for: "the paste was ignored") { !$0.contains("nothing is sent before") }
      #expect(messages.components(separatedBy: "the paste was ignored").count == 2)
    }
  }

  @Test("a paste of 10 000 lines into a filter is one short line of text")
  func pasteInFilter() async throws {
    try await withConsole { console in
      try await console.press("2")
      try await console.waits(for: "owners") { !$0.contains("nothing is sent before") }
      try await console.press("/")
      try await console.paste(lines)
      try await console.press("C-u")
      try await console.type("seen at last")
      let screen = try await console.waits(for: "seen at last")
      #expect(!screen.contains("1 q x"))
      try await console.press("Escape")
      try await console.waits(for: "no prompt") { !$0.contains("seen at last") }
    }
  }

  @Test("10 000 keys typed ahead are all taken")
  func typedAhead() async throws {
    try await withConsole { console in
      try await console.press("2")
      try await console.waits(for: "groups") { !$0.contains("nothing is sent before") }
      for _ in 0..<10 { try await console.press("j", times: 1000) }
      try await console.press("0")
      try await console.waits(for: "nothing is sent before")
      try await console.press("q")
      #expect(try await console.exitCode() == 0)
    }
  }

  @Test("200 sizes in quick succession end with the right screen")
  func resizes() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      _ = try await program.run("groups", "refresh")
      let environment = program.environment.merging(["TERM": "xterm-256color"]) { $1 }
      let command = [CommandLineHarness.program, "--lang", "en", "--home", program.home.path]
      try await PseudoTerminal.run(command, environment: environment) { terminal in
        try #require(terminal.sees("nothing is sent before"))
        let before = terminal.repaint()
        let sizes = (0..<200).map { _ in (Int.random(in: 1...200), Int.random(in: 1...60)) }
        for (width, height) in sizes {
          terminal.resize(width: width, height: height)
          terminal.drain(milliseconds: 2)
        }
        terminal.resize(width: 80, height: 24)
        #expect(terminal.repaint() == before, "\(sizes)")
        terminal.send("q")
        #expect(terminal.waitForEnd()?.status == 0)
      }
    }
  }

  @Test("on 20×5 it says how much room it needs, and works again with it")
  func smallScreen() async throws {
    try await CommandLineHarness.withCompany { program, _ in
      _ = try await program.run("groups", "refresh")
      let command = [CommandLineHarness.program, "--lang", "en", "--home", program.home.path]
      try await Tmux.run(command, environment: program.environment, width: 20, height: 5) { console in
        try await console.waits(for: "too small")
        try await console.resize(width: 80, height: 24)
        try await console.waits(for: "nothing is sent before") { !$0.contains("too small") }
        try await console.resize(width: 20, height: 5)
        try await console.waits(for: "too small")
        try await console.resize(width: 80, height: 24)
        try await console.waits(for: "nothing is sent before")
      }
    }
  }
}

extension PseudoTerminal {
  /// Everything on the screen, as it is drawn from nothing.
  fileprivate func repaint() -> [UInt8] {
    while drain(milliseconds: 300) {}
    let start = output.count
    send("\u{C}")
    _ = sees("\u{1B}[2J", from: start)
    while drain(milliseconds: 300) {}
    return Array(output[start...])
  }
}
