import Foundation
import Subprocess
import Testing

/// The real program in a tmux of its own: keys go in, and what a person would see comes out.
struct Tmux: Sendable {
  /// What the test waited for, and the screen there was instead.
  struct NotSeen: Error, CustomStringConvertible {
    let text: String
    let screen: String
    var description: String { "not on the screen: \(text)\n\(screen)" }
  }

  /// Says how the program ended, which tmux itself does not always notice.
  private static let shell = ["/bin/sh", "-c", "\"$0\" \"$@\"; printf 'exit code %s.' $?; exec sleep 600"]

  private let socket: String
  private let folder: Home

  /// Starts `command` on a screen of that size, runs `body`, and kills whatever is left.
  static func run<Value: Sendable>(
    _ command: [String], environment: [String: String], width: Int = 80, height: Int = 24,
    _ body: @Sendable (Tmux) async throws -> Value
  ) async throws -> Value {
    let folder = try Home()
    let settings = try folder.write(
      "set -g status off\nset -g default-terminal screen-256color\n",
      to: "tmux.conf")
    let tmux = Tmux(socket: "\(folder.path)/socket", folder: folder)
    do {
      try await tmux.ask(
        ["-u", "-f", settings, "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "--"] + Self.shell + command,
        environment: environment)
      let value = try await body(tmux)
      await tmux.end()
      return value
    } catch {
      await tmux.end()
      throw error
    }
  }

  private func end() async {
    if let process = try? await process { kill(process, SIGKILL) }
    _ = try? await ask(["kill-server"])
  }

  @discardableResult
  private func ask(_ arguments: [String], environment: [String: String] = [:]) async throws -> String {
    let variables = environment.merging(["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]) { own, _ in own }
    let pairs = variables.compactMap { pair in Subprocess.Environment.Key(rawValue: pair.key).map { ($0, pair.value) } }
    let end = try await Subprocess.run(
      .name("tmux"), arguments: .init(["-S", socket] + arguments),
      environment: .custom(Dictionary(uniqueKeysWithValues: pairs)), input: .none, output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 16))
    guard end.terminationStatus.isSuccess else { throw NotSeen(text: "\(arguments)", screen: end.standardError) }
    return end.standardOutput
  }

  // MARK: - Driving

  /// Presses keys by tmux's names: `Enter`, `Space`, `C-u`, `a`.
  func press(_ keys: String...) async throws { try await ask(["send-keys"] + keys) }

  func press(_ key: String, times: Int) async throws { try await ask(["send-keys", "-N", "\(times)", key]) }

  func type(_ text: String) async throws { try await ask(["send-keys", "-l", text]) }

  /// Pastes as a terminal does, between the marks the program asked for.
  func paste(_ text: String) async throws {
    try await ask(["load-buffer", try folder.write(text, to: "paste")])
    try await ask(["paste-buffer", "-p"])
  }

  func resize(width: Int, height: Int) async throws {
    try await ask(["resize-window", "-x", "\(width)", "-y", "\(height)"])
  }

  // MARK: - Looking

  func screen() async throws -> String { try await ask(["capture-pane", "-p"]) }

  /// Looks until the screen shows every one of the texts; the screen then.
  @discardableResult
  func waits(for texts: String..., seconds: Double = 60) async throws -> String {
    try await waits(for: "\(texts)", seconds: seconds) { screen in texts.allSatisfy { screen.contains($0) } }
  }

  /// Looks until the screen is so.
  @discardableResult
  func waits(for what: String, seconds: Double = 60, _ isSo: (String) -> Bool) async throws -> String {
    let limit = ContinuousClock.now + .seconds(seconds)
    while true {
      let screen = try await screen()
      if isSo(screen) { return screen }
      guard ContinuousClock.now < limit else { throw NotSeen(text: what, screen: screen) }
      // tmux tells nobody that a screen has changed.
      try await Task.sleep(for: .milliseconds(40))
    }
  }

  /// The program's process; nil when it has ended.
  var process: pid_t? {
    get async throws {
      let shell = try await ask(["display-message", "-p", "#{pane_pid}"]).trimmingCharacters(
        in: .whitespacesAndNewlines)
      let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
      return children.split(separator: " ").first.flatMap { pid_t($0) }
    }
  }

  /// The program's exit code, once it has ended; 128 and a signal's number where that was the end.
  func exitCode(seconds: Double = 60) async throws -> Int? {
    let screen = try await waits(for: "exit code ", seconds: seconds)
    return screen.components(separatedBy: "exit code ").last?.split(separator: ".").first.flatMap { Int($0) }
  }
}

extension CommandLineHarness {
  /// The console in a tmux of its own, once its overview stands.
  func console<Value: Sendable>(
    _ arguments: [String] = ["--lang", "en"], width: Int = 80, height: Int = 24, largestFile: Int? = nil,
    _ body: @Sendable (Tmux) async throws -> Value
  ) async throws -> Value {
    let command = [Self.program] + arguments + ["--home", home.path]
    let limit = largestFile.map { ["/bin/sh", "-c", "trap '' XFSZ; exec prlimit --fsize=\($0) -- \"$@\"", "sh"] }
    return try await Tmux.run((limit ?? []) + command, environment: environment, width: width, height: height) { tmux in
      try await tmux.waits(for: "1\n") { $0.contains("nothing is sent before") || $0.contains("只有输入数量确认") }
      return try await body(tmux)
    }
  }
}
