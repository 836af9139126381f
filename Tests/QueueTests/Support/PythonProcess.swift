import Foundation

/// Another process, run by the machine's python3.
final class PythonProcess: Sendable {
  let process: Process
  private let input = Pipe()
  private let output = Pipe()

  init(_ program: String, _ arguments: String...) throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  deinit { kill() }

  /// Returns once the process has written a line; waits on a thread of its own.
  func waitForLine() async {
    let handle = output.fileHandleForReading
    await withCheckedContinuation { continuation in
      Thread {
        while true {
          let data = handle.availableData
          if data.isEmpty || data.contains(UInt8(ascii: "\n")) { break }
        }
        continuation.resume()
      }.start()
    }
  }

  /// `kill -9`.
  func kill() { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }
}
