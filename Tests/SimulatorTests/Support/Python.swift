import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The interpreter of the repository's virtual environment, in a process of its own.
final class Python: Sendable {
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) is missing: run `make setup`" }
  }

  private let identifier: pid_t
  private let ending: AsyncStream<Int32>

  private init(identifier: pid_t, ending: AsyncStream<Int32>) {
    self.identifier = identifier
    self.ending = ending
  }

  /// Starts `.venv/bin/python` with these arguments; what it prints goes to that file, if there is one.
  static func start(_ arguments: [String], output: URL? = nil) throws -> Python {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let interpreter = root.appending(path: ".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: interpreter.path) else {
      throw Missing(path: ".venv/bin/python")
    }
    let process = Process()
    process.executableURL = interpreter
    process.currentDirectoryURL = root
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    if let output {
      try Data().write(to: output)
      let file = try FileHandle(forWritingTo: output)
      process.standardOutput = file
      process.standardError = file
    } else {
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
    }
    let (ending, end) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { process in
      end.yield(process.terminationStatus)
      end.finish()
    }
    try process.run()
    return Python(identifier: process.processIdentifier, ending: ending)
  }

  /// As `kill -9`.
  func kill() { _ = Glibc.kill(identifier, SIGKILL) }

  /// The exit status, when the process is gone.
  @discardableResult
  func ended() async -> Int32 {
    for await status in ending { return status }
    return -1
  }
}
