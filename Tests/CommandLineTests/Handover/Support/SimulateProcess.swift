import Foundation
import Subprocess
import Testing

/// `groupdesk simulate` as a process of its own.
enum SimulateProcess {
  /// Starts it on a free port, runs `body` against it and ends it.
  static func run<Value: Sendable>(
    _ arguments: [String], _ body: @Sendable (CompanyControl) async throws -> Value
  ) async throws -> Value {
    let home = try Home()
    var options = PlatformOptions()
    options.teardownSequence = [.send(signal: .kill, allowedDurationToNextStep: .seconds(1))]
    let end = try await Subprocess.run(
      Configuration(
        executable: .path(.init(CommandLineHarness.program)),
        arguments: .init(["simulate"] + arguments + ["--home", home.path]),
        environment: .custom(["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]), platformOptions: options),
      input: .none, output: .sequence, error: .discarded
    ) { execution in
      var baseURL: String?
      for try await line in execution.standardOutput.strings() {
        baseURL = line.split(separator: " ").last.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        break
      }
      let control = CompanyControl(try #require(baseURL))
      do {
        let value = try await body(control)
        try execution.send(signal: .interrupt)
        return value
      } catch {
        try? execution.send(signal: .kill)
        throw error
      }
    }
    #expect(end.terminationStatus.isSuccess)
    return end.closureResult
  }
}
