import CMemoryFile
import Foundation
import Subprocess

/// A program of somebody else's: run without a shell, in a session of its own, and waited for so long and no longer. What
/// it writes to standard error is dropped.
package struct OtherProgram: Sendable {
  /// Argv; the first a path, or a name to be looked for in `PATH`.
  private let words: [String]
  private let environment: [String: String]
  /// *Real* time it may take.
  private let timeLimit: Duration

  /// - Parameters:
  ///   - words: argv, not empty; the first a path, or a name to be looked for in `PATH`.
  ///   - environment: all it gets to see.
  ///   - timeLimit: real time it may take; then it is ended, with what it has started.
  package init(_ words: [String], environment: [String: String], timeLimit: Duration) {
    self.words = words
    self.environment = environment
    self.timeLimit = timeLimit
  }

  /// How it ended, and what it wrote.
  package struct End: Sendable {
    /// The exit code; minus the signal's number where one ended it.
    package let status: Int
    package let output: [UInt8]
  }

  /// Why there is no end.
  package enum Failure: Error, Sendable, Hashable {
    case timedOut
    case notFound
    /// More than it may write.
    case tooMuchOutput
    /// It did not start, could not be handed its input, or was not waited for, with the system's reason.
    case cannotRun(code: Int32)
  }

  /// - Parameters:
  ///   - input: what it may read, a megabyte or so: all of it is kept in memory until the program has ended.
  ///   - outputLimit: bytes it may write; nil drops them.
  package func run(input: String = "", outputLimit: Int? = nil) async throws(Failure) -> End {
    try await run(input: Array(input.utf8), outputLimit: outputLimit)
  }

  /// The same with bytes that are no text.
  package func run(input: [UInt8], outputLimit: Int? = nil) async throws(Failure) -> End {
    do {
      let end = try await withTimeLimit { try await start(input, outputLimit) }
      guard let end else { throw Failure.timedOut }
      return end
    } catch let failure as Failure {
      throw failure
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw .tooMuchOutput
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .notFound
    } catch is CancellationError {
      throw .cannotRun(code: ECANCELED)
    } catch {
      throw .cannotRun(code: (error as? SubprocessError)?.underlyingError?.rawValue ?? EIO)
    }
  }

  private func start(_ input: [UInt8], _ outputLimit: Int?) async throws -> End {
    let descriptor = try Self.readable(input)
    let source = FileDescriptorInput.fileDescriptor(.init(rawValue: descriptor), closeAfterSpawningProcess: true)
    guard let outputLimit else {
      let end = try await Subprocess.run(configuration, input: source, output: .discarded)
      return End(status: end.terminationStatus.number, output: [])
    }
    let end = try await Subprocess.run(configuration, input: source, output: .bytes(limit: outputLimit))
    return End(status: end.terminationStatus.number, output: end.standardOutput)
  }

  private var configuration: Subprocess.Configuration {
    var options = PlatformOptions()
    // A session of its own: what it starts ends with it, and it cannot read the terminal behind our back.
    options.createSession = true
    options.teardownSequence = [.send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
    let variables = environment.compactMap { pair in
      Subprocess.Environment.Key(rawValue: pair.key).map { ($0, pair.value) }
    }
    return Subprocess.Configuration(
      executable: words[0].contains("/") ? .path(.init(words[0])) : .name(words[0]),
      arguments: .init(Array(words.dropFirst())),
      environment: .custom(Dictionary(variables, uniquingKeysWith: { first, _ in first })), platformOptions: options)
  }

  /// A file in memory that holds all of the bytes: the program may end without reading any of them, which what is written
  /// into a pipe while it runs would not survive, and a pipe holds 64 KiB.
  private static func readable(_ bytes: [UInt8]) throws(Failure) -> Int32 {
    let descriptor = groupdesk_memory_file()
    guard descriptor >= 0 else { throw .cannotRun(code: errno) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else {
        let code = errno
        close(descriptor)
        throw .cannotRun(code: code)
      }
      rest = rest.dropFirst(written)
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }

  /// Nil when the time was over first; the body is then cancelled, which ends the program, and waited for.
  private func withTimeLimit<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask { [timeLimit] in
        // Ends a program that does not end; cancelled as soon as it has.
        try await ContinuousClock().sleep(for: timeLimit)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}

extension TerminationStatus {
  fileprivate var number: Int {
    switch self {
    case .exited(let code): Int(code)
    case .signaled(let signal): -Int(signal)
    }
  }
}
