import Foundation
import Model
import Subprocess

/// A program that keeps secrets, run without a shell. It is waited for so long and no longer, and sees no secret but the
/// one on its standard input.
struct HelperProgram: Sendable {
  let backend: SecretBackend
  /// Of this process.
  let environment: [String: String]
  /// Real time it may take.
  let timeLimit: Duration

  /// Standard output of a run that succeeded.
  ///
  /// - Parameters:
  ///   - words: argv, the first the program's name.
  ///   - input: what it reads; nothing unless said.
  ///   - limit: bytes it may write.
  /// - Throws: `.secret` with what went wrong.
  func run(
    _ program: Executable, _ words: [String], input: String = "", limit: Int
  ) async throws(SettingsError) -> String {
    let name = words[0]
    var options = PlatformOptions()
    // A session of its own: what the helper starts ends with it, and it cannot read the terminal behind our back.
    options.createSession = true
    options.teardownSequence = [.send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
    let run = Subprocess.Configuration(
      executable: program, arguments: .init(Array(words.dropFirst())), environment: helperEnvironment,
      platformOptions: options)
    do {
      let end = try await withTimeLimit {
        let descriptor = try Self.readable(input)
        return try await Subprocess.run(
          run, input: .fileDescriptor(.init(rawValue: descriptor), closeAfterSpawningProcess: true),
          output: .bytes(limit: limit))
      }
      guard let end else {
        throw SettingsError.secret(backend, .timedOut(program: name, seconds: Int(timeLimit.components.seconds)))
      }
      guard end.terminationStatus.isSuccess else {
        let fault = SecretFault.commandFailed(program: name, status: end.terminationStatus.number)
        throw SettingsError.secret(backend, fault)
      }
      guard let text = String(validating: end.standardOutput, as: UTF8.self) else {
        throw SettingsError.secret(backend, .malformed)
      }
      return text
    } catch let error as SettingsError {
      throw error
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw .secret(backend, .tooLong(limit: limit))
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .secret(backend, .notInstalled(program: name))
    } catch is CancellationError {
      throw .secret(backend, .cannotRun(program: name, code: ECANCELED))
    } catch {
      let code = (error as? SubprocessError)?.underlyingError?.rawValue ?? (error as? Unwritable)?.code
      throw .secret(backend, .cannotRun(program: name, code: code ?? EIO))
    }
  }

  private struct Unwritable: Error { let code: Int32 }

  /// A pipe that holds all of the text, its writing end closed: the helper may end without reading any of it, which a text
  /// written while it runs would not survive. Throws ``Unwritable`` for more than the pipe takes, or when there is none.
  private static func readable(_ text: String) throws(Unwritable) -> Int32 {
    let bytes = Array(text.utf8)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Unwritable(code: errno) }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A pipe that is full must not be waited for: nobody reads it yet.
    var written = -1
    if fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0 { written = write(ends[1], bytes, bytes.count) }
    if written == bytes.count { return ends[0] }
    let code = written < 0 ? errno : EMSGSIZE
    close(ends[0])
    throw Unwritable(code: code)
  }

  /// A helper needs the session's variables, but no secret of ours.
  private var helperEnvironment: Subprocess.Environment {
    .custom(
      Dictionary(
        environment.withoutSecrets(of: nil).compactMap { pair in
          Subprocess.Environment.Key(rawValue: pair.key).map { ($0, pair.value) }
        },
        uniquingKeysWith: { first, _ in first }))
  }

  /// Nil when `timeLimit` was over first; the body is then cancelled and waited for.
  private func withTimeLimit<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask { [timeLimit] in
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

extension [String: String] {
  /// An environment as programs get to see it that this one starts: without the variables that may hold a secret of ours.
  ///
  /// - Parameter source: where the connection's secret is had from, if there is a connection.
  package func withoutSecrets(of source: SecretSource?) -> [String: String] {
    var passed = self
    passed[Variable.secret] = nil
    if case .environment(let variable) = source { passed[variable] = nil }
    return passed
  }
}
