import Foundation
import Model

/// Where `profile add` can put a secret, so that the profile then has it from there.
package enum SecretStore: String, Sendable, Hashable, CaseIterable {
  /// The desktop's keyring, through `secret-tool`.
  case keyring
  /// The standard password store.
  case pass
  /// A file of its own, 0600; ``ProfileStore/add(_:secret:)`` writes it.
  case file

  /// The source a profile of this name has its secret from afterwards.
  package func source(for name: ProfileName, in folders: Folders) -> SecretSource {
    switch self {
    case .keyring: .keyring(entry: name.text, unattended: false)
    case .pass: .pass(entry: "groupdesk/\(name)", unattended: false)
    case .file: .file("\(folders.secrets)/\(name)")
    }
  }
}

/// Hands secrets to the programs that keep them, on their standard input.
package struct SecretWriter: Sendable {
  private let environment: [String: String]
  private let timeLimit: Duration

  /// - Parameters:
  ///   - environment: of the process.
  ///   - timeLimit: real time a helper program may take; a person may have to unlock something.
  package init(environment: [String: String], timeLimit: Duration = .seconds(60)) {
    self.environment = environment
    self.timeLimit = timeLimit
  }

  /// Keeps a secret in a keyring or a password store; does nothing for other sources. Both programs would overwrite what
  /// is there without asking.
  /// - Throws: `.secret` with ``SecretFault/alreadyThere(_:)`` where there is such an entry, and what went wrong else.
  package func write(_ secret: Secret, to source: SecretSource) async throws(SettingsError) {
    switch source {
    case .keyring(let entry, _):
      if try await isInKeyring(entry) { throw .secret(.keyring, .alreadyThere(entry)) }
      _ = try await helper(.keyring).run(
        ["secret-tool", "store", "--label=groupdesk \(entry)", "service", "groupdesk", "account", entry],
        input: secret.reveal(), limit: Self.longestAnswer)
    case .pass(let entry, _):
      if isInPasswordStore(entry) { throw .secret(.pass, .alreadyThere(entry)) }
      _ = try await helper(.pass).run(
        ["pass", "insert", "--multiline", entry], input: secret.reveal() + "\n",
        limit: Self.longestAnswer)
    case .credential, .command, .environment, .file, .simulated: break
    }
  }

  private static let longestAnswer = 64 * 1024

  private func helper(_ backend: SecretBackend) -> HelperProgram {
    HelperProgram(backend: backend, environment: environment, timeLimit: timeLimit)
  }

  /// `secret-tool` ends with 1 for no such entry, and for no keyring, which shows when it is to store. Whatever else goes
  /// wrong leaves open whether there is one.
  private func isInKeyring(_ entry: String) async throws(SettingsError) -> Bool {
    let words = ["secret-tool", "lookup", "service", "groupdesk", "account", entry]
    do throws(SettingsError) {
      _ = try await helper(.keyring).run(words, limit: Self.longestAnswer)
      return true
    } catch {
      guard case .secret(_, .commandFailed(program: _, status: 1)) = error else { throw error }
      return false
    }
  }

  /// `pass show` would have to decrypt it, and what cannot be decrypted now is there all the same.
  private func isInPasswordStore(_ entry: String) -> Bool {
    let usual = environment["HOME"].map { "\($0)/.password-store" }
    let named = environment["PASSWORD_STORE_DIR", default: ""]
    guard let folder = named.isEmpty ? usual : named else { return false }
    return PrivateFile.mayExist("\(folder)/\(entry).gpg")
  }
}
