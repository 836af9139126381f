import Foundation

/// Where a secret lies outside the program's home, and programs that hand it out as `secret-tool` and `pass` do: the real
/// ones need a desktop or a key. What they are called with, and what they see of the environment, is written down.
struct Vault: Sendable {
  private let folder: Home

  init() throws {
    folder = try Home()
    // store|lookup … service groupdesk account ENTRY
    try tool(
      "secret-tool",
      """
      case $1 in
        store) mkdir -p "$vault/keyring"; cat > "$vault/keyring/$entry" ;;
        lookup) cat "$vault/keyring/$entry" 2> /dev/null ;;
      esac
      """)
    // insert --multiline ENTRY, show ENTRY
    try tool(
      "pass",
      """
      case $1 in
        insert) mkdir -p "$PASSWORD_STORE_DIR/$(dirname "$entry")"; cat > "$PASSWORD_STORE_DIR/$entry.gpg" ;;
        show) cat "$PASSWORD_STORE_DIR/$entry.gpg" ;;
      esac
      """)
    try tool("helper", #"cat "$vault/helper-secret""#)
    try tool("hook", #"cat > "$vault/hook-input""#)
  }

  private func tool(_ name: String, _ body: String) throws {
    let start = """
      #!/bin/sh
      vault='\(folder.path)'
      tr '\\0' '\\n' < /proc/$$/environ >> "$vault/environment"
      tr '\\0' ' ' < /proc/$$/cmdline >> "$vault/arguments"
      for entry; do :; done

      """
    try folder.write(start + body + "\n", to: "bin/\(name)", mode: 0o700)
  }

  var path: String { folder.path }
  var programs: String { "\(folder.path)/bin" }
  var passwordStore: String { "\(folder.path)/store" }
  var credentials: String { "\(folder.path)/credentials" }

  func put(_ secret: String, into file: String, mode: Int = 0o600) throws {
    try folder.write(secret, to: file, mode: mode)
  }

  func text(of file: String) -> String { (try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)) ?? "" }
}

/// The sources of a profile's secret that can be planted, in the order in which they count.
enum PlantedSource: String, CaseIterable, Sendable {
  case credential, command, keyring, pass, environment, file

  /// The profile's lines that name it.
  func lines(_ vault: Vault, _ home: Home) -> String {
    switch self {
    case .credential: ""
    case .command: "[secret]\ncommand = [\"\(vault.programs)/helper\"]\nunattended = true"
    case .keyring: "[secret]\nkeyring = \"shop\"\nunattended = true"
    case .pass: "[secret]\npass = \"groupdesk/shop\"\nunattended = true"
    case .environment: "[secret]\nenvironment = \"SHOP_SECRET\""
    case .file: "[secret]\nfile = \"\(home.path)/config/secrets/shop\""
    }
  }

  /// Puts a secret there, for a profile named shop.
  func plant(_ secret: String, in vault: Vault, for program: inout CommandLineHarness) throws {
    program.environment["PATH"] = "\(vault.programs):/usr/bin:/bin"
    program.environment["PASSWORD_STORE_DIR"] = vault.passwordStore
    switch self {
    case .credential:
      try vault.put(secret, into: "credentials/groupdesk-shop", mode: 0o400)
      program.environment["CREDENTIALS_DIRECTORY"] = vault.credentials
    case .command: try vault.put(secret, into: "helper-secret")
    case .keyring: try vault.put(secret, into: "keyring/shop")
    case .pass: try vault.put(secret + "\nuser: li\n", into: "store/groupdesk/shop.gpg")
    case .environment: program.environment["SHOP_SECRET"] = secret
    case .file: try program.home.write(secret + "\n", to: "config/secrets/shop")
    }
  }
}
