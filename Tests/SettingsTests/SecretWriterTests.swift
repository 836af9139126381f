import Foundation
import Model
import Testing

@testable import Settings

@Suite("Storing a secret", .timeLimit(.minutes(5)))
struct SecretWriterTests {
  private let home: TemporaryHome
  init() throws { home = try TemporaryHome() }

  /// Runs against programs below `bin`; `secret-tool` keeps what it is to store in a file of that name.
  private func write(
    to source: SecretSource, lookup: String = "exit 1", variables: [String: String] = [:],
    timeLimit: Duration = .seconds(30)
  ) async throws {
    try home.write(
      "#!/bin/sh\ncase $1 in lookup) \(lookup);; store) cat > \(home.path)/stored;; esac\n", to: "bin/secret-tool",
      mode: 0o700)
    try home.write("#!/bin/sh\ncat > \(home.path)/stored\n", to: "bin/pass", mode: 0o700)
    let environment = ["PATH": "\(home.path)/bin:/usr/bin:/bin", "HOME": home.path].merging(variables) { $1 }
    let writer = SecretWriter(environment: environment, timeLimit: timeLimit)
    try await writer.write(try #require(Secret("s3cret")), to: source)
  }

  private var stored: String? { try? String(contentsOfFile: "\(home.path)/stored", encoding: .utf8) }
  private let keyring = SecretSource.keyring(entry: "shop", unattended: false)
  private let pass = SecretSource.pass(entry: "groupdesk/shop", unattended: false)

  @Test("a secret that is not there yet is stored")
  func absent() async throws {
    try await write(to: keyring)
    #expect(stored == "s3cret")
    try await write(to: pass)
    #expect(stored == "s3cret\n")
  }

  @Test(
    "where a keyring cannot tell whether there is an entry, nothing is stored",
    arguments: [
      ("exec sleep 1000", SecretFault.timedOut(program: "secret-tool", seconds: 2)),
      ("exit 2", .commandFailed(program: "secret-tool", status: 2)),
      ("head -c 100000 /dev/zero", .tooLong(limit: 64 * 1024)), ("printf '\\377'", .malformed),
      ("echo older", .alreadyThere("shop")),
    ])
  func doubtful(_ lookup: String, _ fault: SecretFault) async throws {
    let isSlow = lookup.contains("sleep")
    await #expect(throws: SettingsError.secret(.keyring, fault)) {
      try await write(to: keyring, lookup: lookup, timeLimit: .seconds(isSlow ? 2 : 60))
    }
    #expect(stored == nil)
  }

  @Test("an entry of a password store is left alone, wherever the store is", arguments: ["", "other"])
  func passThere(_ folder: String) async throws {
    let store = folder.isEmpty ? ".password-store" : folder
    try home.write("older", to: "\(store)/groupdesk/shop.gpg")
    let named = folder.isEmpty ? "" : "\(home.path)/\(folder)"
    await #expect(throws: SettingsError.secret(.pass, .alreadyThere("groupdesk/shop"))) {
      try await write(to: pass, variables: ["PASSWORD_STORE_DIR": named])
    }
    #expect(stored == nil)
  }
}
