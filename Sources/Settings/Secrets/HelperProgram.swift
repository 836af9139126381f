import Model
import Processes

/// A program that keeps secrets. It sees no secret of ours but the one on its standard input.
struct HelperProgram: Sendable {
  let backend: SecretBackend
  /// Of this process.
  let environment: [String: String]
  /// Real time it may take.
  let timeLimit: Duration

  /// Standard output of a run that succeeded.
  ///
  /// - Parameters:
  ///   - words: argv, the first a path or the program's name.
  ///   - input: what it reads; nothing unless said.
  ///   - limit: bytes it may write.
  /// - Throws: `.secret` with what went wrong.
  func run(_ words: [String], input: String = "", limit: Int) async throws(SettingsError) -> String {
    // A helper needs the session's variables.
    let program = OtherProgram(words, environment: environment.withoutSecrets(of: nil), timeLimit: timeLimit)
    let name = words[0]
    let end: OtherProgram.End
    do throws(OtherProgram.Failure) {
      end = try await program.run(input: input, outputLimit: limit)
    } catch {
      switch error {
      case .timedOut: throw .secret(backend, .timedOut(program: name, seconds: Int(timeLimit.components.seconds)))
      case .notFound: throw .secret(backend, .notInstalled(program: name))
      case .tooMuchOutput: throw .secret(backend, .tooLong(limit: limit))
      case .cannotRun(let code): throw .secret(backend, .cannotRun(program: name, code: code))
      }
    }
    guard end.status == 0 else { throw .secret(backend, .commandFailed(program: name, status: end.status)) }
    guard let text = String(validating: end.output, as: UTF8.self) else { throw .secret(backend, .malformed) }
    return text
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
