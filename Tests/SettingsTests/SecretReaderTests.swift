import Foundation
import Model
import Testing

@testable import Settings

@Suite("Reading a secret", .timeLimit(.minutes(5)))
struct SecretReaderTests {
  private let home: TemporaryHome
  init() throws { home = try TemporaryHome() }

  private func read(
    _ source: SecretSource, _ environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    timeLimit: Duration = .seconds(30)
  ) async throws -> String {
    try await SecretReader(environment: environment, timeLimit: timeLimit).read(source).reveal()
  }

  private func command(_ script: String) -> SecretSource { .command(["/bin/sh", "-c", script], unattended: false) }

  @Test("a command's output is the secret, without the end of its line")
  func output() async throws {
    #expect(try await read(command("echo abc")) == "abc")
  }

  @Test("a command is run as it is written: no shell reads its words")
  func noShell() async throws {
    let source = SecretSource.command(["/bin/echo", "-n", "$HOME;`id`"], unattended: false)
    #expect(try await read(source) == "$HOME;`id`")
  }

  @Test("a command sees the session's variables but no secret of ours")
  func environment() async throws {
    let environment = ["GROUPDESK_SECRET": "canary", "HOME": "/home/li"]
    #expect(try await read(command("echo $HOME-$GROUPDESK_SECRET"), environment) == "/home/li-")
  }

  @Test("a command that fails is an error with its status, and nothing else is tried")
  func failed() async throws {
    await #expect(throws: SettingsError.secret(.command, .commandFailed(program: "/bin/sh", status: 3))) {
      try await read(command("echo abc; exit 3"), ["GROUPDESK_SECRET": "other"])
    }
  }

  @Test("a command that takes too long is ended and not waited for")
  func slow() async throws {
    await #expect(throws: SettingsError.secret(.command, .timedOut(program: "/bin/sh", seconds: 0))) {
      try await read(command("sleep 1000; echo abc"), timeLimit: .milliseconds(300))
    }
  }

  @Test("a command that talks too much is refused")
  func long() async throws {
    await #expect(throws: SettingsError.secret(.command, .tooLong(limit: 4096))) {
      try await read(command("head -c 100000 /dev/zero | tr '\\\\0' x"))
    }
  }

  @Test("a program that is not there is named")
  func missing() async throws {
    let path = "\(home.path)/no-such-program"
    await #expect(throws: SettingsError.secret(.command, .notInstalled(program: path))) {
      try await read(.command([path], unattended: false))
    }
    await #expect(throws: SettingsError.secret(.keyring, .notInstalled(program: "secret-tool"))) {
      try await read(.keyring(entry: "x", unattended: false), ["PATH": home.path])
    }
  }

  @Test("a program that is there but cannot be started is not called missing")
  func unstartable() async throws {
    let path = try home.write("no program", to: "helper", mode: 0o700)
    await #expect(throws: SettingsError.secret(.command, .cannotRun(program: path, code: ENOEXEC))) {
      try await read(.command([path], unattended: false))
    }
  }

  @Test("keyring and pass are asked in their own ways")
  func stores() async throws {
    let script = "#!/bin/sh\necho \"$*\" | tr ' ' _\n"
    try home.write(script, to: "bin/secret-tool", mode: 0o700)
    try home.write(script + "echo second line\n", to: "bin/pass", mode: 0o700)
    let environment = ["PATH": "\(home.path)/bin:/usr/bin:/bin"]
    let keyring = try await read(.keyring(entry: "shop", unattended: false), environment)
    #expect(keyring == "lookup_service_groupdesk_account_shop")
    #expect(try await read(.pass(entry: "wecom/shop", unattended: false), environment) == "show_wecom/shop")
  }

  @Test("a secret file others may read is refused", arguments: [0o640, 0o604, 0o660, 0o601])
  func open(_ mode: Int) async throws {
    let path = try home.write("abc", to: "secret", mode: mode)
    await #expect(throws: SettingsError.tooOpen(path: path, mode: UInt32(mode))) { try await read(.file(path)) }
  }

  @Test("a secret file is a plain file: no link, no folder, no pipe")
  func kinds() async throws {
    let target = try home.write("abc", to: "secret")
    let link = "\(home.path)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let pipe = "\(home.path)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [link, pipe, home.path] {
      await #expect(throws: SettingsError.notAPlainFile(path: path)) { try await read(.file(path)) }
    }
  }

  @Test("what is missing, empty, too long or no text is told apart")
  func content() async throws {
    let absent = "\(home.path)/absent"
    await #expect(throws: SettingsError.secret(.file, .absent(absent))) { try await read(.file(absent)) }
    let empty = try home.write("\n", to: "empty")
    await #expect(throws: SettingsError.secret(.file, .malformed)) { try await read(.file(empty)) }
    let two = try home.write("a\nb\n", to: "two")
    await #expect(throws: SettingsError.secret(.file, .malformed)) { try await read(.file(two)) }
    let long = try home.write(String(repeating: "x", count: 5000), to: "long")
    await #expect(throws: SettingsError.secret(.file, .tooLong(limit: 4096))) { try await read(.file(long)) }
    await #expect(throws: SettingsError.secret(.environment, .absent("X"))) {
      try await read(.environment(variable: "X"))
    }
  }

  @Test("the longest secret is read whole")
  func longest() async throws {
    let text = String(repeating: "x", count: 4096)
    #expect(try await read(.file(try home.write(text + "\n", to: "secret"))) == text)
  }

  @Test("what may have to ask a person does not count as readable without one")
  func unattended() {
    #expect(SecretSource.file("/x").canBeReadWithoutPerson)
    #expect(SecretSource.credential(path: "/x").canBeReadWithoutPerson)
    #expect(!SecretSource.pass(entry: "x", unattended: false).canBeReadWithoutPerson)
    #expect(SecretSource.pass(entry: "x", unattended: true).canBeReadWithoutPerson)
  }
}
