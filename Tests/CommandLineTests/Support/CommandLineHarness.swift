import Foundation
import Model
import Simulator
import Subprocess
import Testing

/// The real program as a process of its own, with a home of its own, beside a simulated company in the test's process.
struct CommandLineHarness: Sendable {
  let home: Home
  var environment: [String: String]
  /// What starts the program instead of the test itself.
  var launcher: [String] = []
  /// Where its files are seen from here, should it live in a file system of its own.
  var root = ""

  var ledger: String { get throws { try Home.database(in: "\(root)\(home.path)/data/ledgers") } }

  /// A run that has ended.
  struct Run: Sendable {
    let status: Int32
    let stdout: String
    let stderr: String
  }

  /// - Parameter server: nil for a program that knows of no company.
  init(_ server: Server? = nil) throws {
    home = try Home()
    environment = [
      "PATH": "/usr/bin:/bin", "HOME": home.path, "LANG": "C.UTF-8", "GROUPDESK_LIMITER": "off",
    ]
    environment["GROUPDESK_BASE_URL"] = server?.baseURL
  }

  /// Makes a company, hands it over with a program that talks to it, and takes it down.
  static func withCompany(
    groups: Int = 60, owners: Int = 6, _ body: (CommandLineHarness, Server) async throws -> Void
  ) async throws {
    let server = try await Server.start(
      CompanyConfiguration(groups: groups, owners: owners, membersPerGroup: 5...30))
    do {
      try await body(CommandLineHarness(server), server)
    } catch {
      await server.shutdown()
      throw error
    }
    await server.shutdown()
  }

  func run(_ arguments: String..., input: String = "") async throws -> Run {
    try await run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") async throws -> Run {
    try await run(.path(.init(Self.program)), arguments, input: input)
  }

  /// Runs the program with files of at most so many bytes: a full disk, as the system tells it.
  func run(_ arguments: String..., largestFile bytes: Int) async throws -> Run {
    try await run(arguments, after: "trap '' XFSZ; prlimit --fsize=\(bytes) --pid $$")
  }

  /// Runs the program from a shell that has done something first.
  func run(_ arguments: [String], after script: String, input: String = "") async throws -> Run {
    let line = ["-c", "\(script); exec \"$@\"", "sh", Self.program]
    return try await run(.path("/bin/sh"), line + arguments, input: input)
  }

  private func run(_ program: Executable, _ arguments: [String], input: String) async throws -> Run {
    // A file, not a pipe: the program may end without reading any of it.
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("groupdesk-input-\(UUID())").path
    try Data(input.utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    try #require(descriptor >= 0)
    let end = try await Subprocess.run(
      configuration(program, arguments),
      input: .fileDescriptor(.init(rawValue: descriptor), closeAfterSpawningProcess: true),
      output: .string(limit: Self.longestOutput), error: .string(limit: Self.longestOutput))
    return Run(
      status: end.terminationStatus.number, stdout: end.standardOutput, stderr: end.standardError)
  }

  /// Runs the program and sends it a signal once `moment` has returned.
  func run(
    _ arguments: String..., signal: Signal, when moment: @Sendable () async throws -> Void,
    then: @Sendable () async throws -> Void = {}
  ) async throws -> Run {
    let end = try await Subprocess.run(
      configuration(.path(.init(Self.program)), arguments), input: .none,
      output: .string(limit: Self.longestOutput), error: .string(limit: Self.longestOutput)
    ) { execution in
      try await moment()
      try execution.send(signal: signal)
      try await then()
    }
    return Run(
      status: end.terminationStatus.number, stdout: end.standardOutput, stderr: end.standardError)
  }

  /// Runs `body` beside the program, which is killed should it still run afterwards.
  func beside<Value>(
    _ arguments: [String], _ body: (RunningProgram) async throws -> Value
  ) async throws -> Value {
    let program = try await start(arguments)
    defer { program.stop() }
    return try await body(program)
  }

  /// Starts the program; ``RunningProgram/stop()`` has to end it.
  func start(_ arguments: [String]) async throws -> RunningProgram {
    let (processes, started) = AsyncStream<pid_t>.makeStream()
    let running = Task {
      defer { started.finish() }
      let end = try await Subprocess.run(
        configuration(.path(.init(Self.program)), arguments), input: .none,
        output: .string(limit: Self.longestOutput), error: .string(limit: Self.longestOutput)
      ) { started.yield($0.processIdentifier.value) }
      return Run(status: end.terminationStatus.number, stdout: end.standardOutput, stderr: end.standardError)
    }
    for await process in processes { return RunningProgram(process: process, ending: running) }
    _ = try await running.value
    throw CancellationError()
  }

  private func configuration(_ program: Executable, _ arguments: [String]) -> Subprocess.Configuration {
    var options = PlatformOptions()
    // A test that is over its time leaves nothing behind.
    options.teardownSequence = [.send(signal: .kill, allowedDurationToNextStep: .seconds(1))]
    let variables = environment.compactMap { pair in
      Subprocess.Environment.Key(rawValue: pair.key).map { ($0, pair.value) }
    }
    let words = launcher + (launcher.isEmpty ? [] : [Self.program]) + arguments + ["--home", home.path]
    return Subprocess.Configuration(
      executable: launcher.first.map { .path(.init($0)) } ?? program,
      arguments: .init(launcher.isEmpty ? words : Array(words.dropFirst())),
      environment: .custom(Dictionary(uniqueKeysWithValues: variables)), platformOptions: options)
  }

  private static let longestOutput = 16 << 20

  /// Built beside the tests.
  static let program: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return "\((tests as NSString).deletingLastPathComponent)/groupdesk"
  }()
}

extension CommandLineHarness.Run {
  /// Standard output as one JSON document.
  func json<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(stdout.utf8))
  }

  /// What a terminal must never get, in either output.
  var hostileCharacters: [String] {
    (stdout + stderr).unicodeScalars.filter { $0 != "\n" && $0.isHostile }.map { String($0.value, radix: 16) }
  }
}

extension TerminationStatus {
  fileprivate var number: Int32 {
    switch self {
    case .exited(let code): code
    case .signaled(let signal): -signal
    }
  }
}
