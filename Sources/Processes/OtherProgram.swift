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
  ///   - input: what it may read; little enough for a pipe, which takes 64 KiB, and 4 KiB where the system is short of them.
  ///   - outputLimit: bytes it may write; nil drops them.
  package func run(input: String = "", outputLimit: Int? = nil) async throws(Failure) -> End {
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

  private func start(_ input: String, _ outputLimit: Int?) async throws -> End {
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

  /// A pipe that holds all of the text, its writing end closed: the program may end without reading any of it, which a
  /// text written while it runs would not survive.
  private static func readable(_ text: String) throws(Failure) -> Int32 {
    let bytes = Array(text.utf8)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .cannotRun(code: errno) }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A pipe that is full must not be waited for: nobody reads it yet.
    var written = -1
    if fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0 { written = write(ends[1], bytes, bytes.count) }
    if written == bytes.count { return ends[0] }
    let code = written < 0 ? errno : EMSGSIZE
    close(ends[0])
    throw .cannotRun(code: code)
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
