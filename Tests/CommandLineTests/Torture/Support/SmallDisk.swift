import Foundation
import Subprocess
import Testing

/// A file system of one megabyte in memory under a program's ledger, seen by that program alone.
struct SmallDisk: Sendable {
  /// The program, living on it.
  let program: CommandLineHarness
  private var filler: String { "\(program.root)\(program.home.path)/data/filler" }

  /// Whether this machine lets an ordinary user mount one.
  static func isPermitted() async -> Bool {
    let end = try? await Subprocess.run(
      .path("/usr/bin/unshare"), arguments: ["-Urm", "mount", "-t", "tmpfs", "tmpfs", "/tmp"], input: .none,
      output: .discarded, error: .discarded)
    return end?.terminationStatus.isSuccess == true
  }

  /// Runs `body` while the disk is there. The program must not have begun to use its ledger.
  static func beside<Value: Sendable>(
    _ program: CommandLineHarness, _ body: (SmallDisk) async throws -> Value
  ) async throws -> Value {
    let folder = "\(program.home.path)/data"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let script = "mount -t tmpfs -o size=1m,mode=700 tmpfs \"$1\" && echo ready && exec sleep 600"
    var options = PlatformOptions()
    options.teardownSequence = [.send(signal: .kill, allowedDurationToNextStep: .seconds(1))]
    let end = try await Subprocess.run(
      .path("/usr/bin/unshare"), arguments: ["-Urm", "/bin/sh", "-c", script, "sh", folder], platformOptions: options,
      input: .none, output: .sequence, error: .discarded
    ) { execution in
      for try await _ in execution.standardOutput.strings() { break }
      let process = execution.processIdentifier.value
      var inside = program
      inside.root = "/proc/\(process)/root"
      inside.launcher = ["/usr/bin/nsenter", "-t", "\(process)", "-U", "-m", "--preserve-credentials", "--"]
      let result: Result<Value, any Error>
      do { result = .success(try await body(SmallDisk(program: inside))) } catch { result = .failure(error) }
      try execution.send(signal: .kill)
      return result
    }
    return try end.closureResult.get()
  }

  /// Leaves room for nothing.
  func fill() throws {
    let file = open(filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    let bytes = [UInt8](repeating: 0, count: 4096)
    while write(file, bytes, bytes.count) > 0 {}
    try #require(errno == ENOSPC)
  }

  /// Moves everything to where there is room: the program is then found there without a launcher.
  func moveToLargerDisk() async throws {
    try FileManager.default.removeItem(atPath: filler)
    let folder = "\(program.home.path)/data"
    let end = try await Subprocess.run(
      .path("/bin/cp"), arguments: ["-a", "\(program.root)\(folder)/.", folder], input: .none, output: .discarded,
      error: .discarded)
    try #require(end.terminationStatus.isSuccess)
  }
}
