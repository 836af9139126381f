import Foundation
import Subprocess
import Testing

@testable import fuzz

@Suite("The fuzzing tool", .timeLimit(.minutes(5)))
struct ToolTests {
  @Test("2 000 inputs break no target")
  func everything() async throws {
    let run = try await Subprocess.run(
      .path(.init(Self.program)), arguments: ["--inputs", "2000"], input: .none, output: .string(limit: 1 << 20),
      error: .discarded)
    #expect(run.terminationStatus.isSuccess, "\(run.standardOutput)")
    let lines = run.standardOutput.split(separator: "\n")
    #expect(lines.dropFirst().map { $0.prefix { $0 != " " } } == FuzzTarget.all.map { $0.name[...] })
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix("held") && $0.contains(" 2000 ") })
  }

  @Test("a process that dies is reported with its target, seed and input, and the tool ends with 1")
  func killed() async throws {
    let end = try await Subprocess.run(
      .path(.init(Self.program)), arguments: ["--target", "json", "--seed", "9", "--inputs", "1000000000"],
      input: .none, output: .string(limit: 1 << 20), error: .sequence
    ) { execution in
      for try await line in execution.standardError.strings() where line.hasPrefix("json: ") {
        let process = try #require(line.split(separator: " ").last.flatMap { pid_t($0) }, "\(line)")
        try #require(process > 1)
        kill(process, SIGSEGV)
      }
    }
    #expect(end.terminationStatus == .exited(1))
    let line = try #require(end.standardOutput.split(separator: "\n").last)
    #expect(line.hasPrefix("target json seed 9 index ") && line.hasSuffix(": ended by signal 11"), "\(line)")
  }

  @Test("one input runs again alone, and is the same each time")
  func replay() async throws {
    let outputs = try await [1, 2].asyncMap { _ in
      try await Subprocess.run(
        .path(.init(Self.program)), arguments: ["--target", "safe-text", "--seed", "4", "--index", "77"],
        input: .none, output: .string(limit: 1 << 20), error: .discarded
      ).standardOutput
    }
    #expect(outputs[0] == outputs[1] && outputs[0].contains("bytes: "))
  }

  /// Built beside the tests.
  private static let program: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return "\((tests as NSString).deletingLastPathComponent)/fuzz"
  }()
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
