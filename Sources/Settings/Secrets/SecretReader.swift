import Foundation
import Model

/// Reads a secret from where its source says. A source that fails is an error: nothing else is tried in its place.
package struct SecretReader: Sendable {
  private let environment: [String: String]
  private let timeLimit: Duration

  /// - Parameters:
  ///   - environment: of the process.
  ///   - timeLimit: real time a helper program may take.
  package init(environment: [String: String], timeLimit: Duration = .seconds(10)) {
    self.environment = environment
    self.timeLimit = timeLimit
  }

  package func read(_ source: SecretSource) async throws(SettingsError) -> Secret {
    switch source {
    case .credential(let path): return try secret(in: path, .credential)
    case .file(let path): return try secret(in: path, .file)
    case .environment(let variable):
      guard let text = environment[variable], !text.isEmpty else {
        throw .secret(.environment, .absent(variable))
      }
      return try checked(text, .environment)
    case .simulated: return try checked(SimulatedCompany.secret, .simulated)
    case .command(let words, _):
      // A path: it is not looked for in `PATH`.
      guard words.first?.contains("/") == true else { throw .secret(.command, .malformed) }
      return try checked(try await output(of: words, .command), .command)
    case .keyring(let entry, _):
      let words = ["secret-tool", "lookup", "service", "groupdesk", "account", entry]
      return try checked(try await output(of: words, .keyring), .keyring)
    case .pass(let entry, _):
      let text = try await output(of: ["pass", "show", entry], .pass)
      return try checked(String(text.prefix { $0 != "\n" }), .pass)
    }
  }

  private func secret(in path: String, _ backend: SecretBackend) throws(SettingsError) -> Secret {
    // One more byte than is allowed and the end of a line, so that what is too long is noticed.
    let limit = Self.longest + 2
    let bytes: [UInt8]
    do {
      // systemd shows credentials to their unit only, as 0400 or 0440.
      bytes = try PrivateFile.read(path, trust: backend == .credential ? .configuration : .secret, limit: limit)
    } catch {
      if error.isMissingFile { throw .secret(backend, .absent(path)) }
      if case .tooLarge = error { throw .secret(backend, .tooLong(limit: Self.longest)) }
      throw error
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .secret(backend, .malformed) }
    return try checked(text, backend)
  }

  private func checked(_ text: String, _ backend: SecretBackend) throws(SettingsError) -> Secret {
    var line = text
    while line.hasSuffix("\n") || line.hasSuffix("\r") || line.hasSuffix("\r\n") { line.removeLast() }
    guard line.utf8.count <= Self.longest else { throw .secret(backend, .tooLong(limit: Self.longest)) }
    guard let secret = Secret(line) else { throw .secret(backend, .malformed) }
    return secret
  }

  private func output(of words: [String], _ backend: SecretBackend) async throws(SettingsError) -> String {
    let helper = HelperProgram(backend: backend, environment: environment, timeLimit: timeLimit)
    return try await helper.run(words, limit: Self.longest)
  }

  /// Bytes a secret may have.
  package static let longest = 4096
}
