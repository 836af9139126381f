import ArgumentParser
import Model
import Services
import Settings
import Words

/// `groupdesk profile add`
struct ProfileAddCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a company, and check that it can be used.",
    discussion: """
      The application's secret is never an argument. Unless a --secret-… option names where it is, it is read from \
      standard input, or asked for without showing it, and put where --store says. Where a connection has several, the \
      first counts of: systemd credential, command, keyring, pass, environment, file. One that fails is an error; no \
      other is tried in its place.
      """)

  @Argument(help: "The profile's name.") var name: ProfileName
  @Option(help: ArgumentHelp("The corp id, from 「我的企业」 in the admin console.", valueName: "id")) var corpID: CorpID
  @Option(help: ArgumentHelp("What the corp is called on screen.", valueName: "name")) var corpName: String?
  @Option(help: ArgumentHelp("Where the vendor's API is.", valueName: "url")) var baseURL: BaseURL?
  @Option(help: "The kind of application: own, provider_developed or third_party.")
  var application: ApplicationKind = .own
  @Option(help: "Where to put the secret: keyring (secret-tool), pass, or file (only you may read it).")
  var store: SecretStore?
  @Flag(help: "Systemd hands the secret over, as the credential groupdesk-NAME.") var secretCredential = false
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Have the secret from this command, the first word an absolute path.", valueName: "word"))
  var secretCommand: [String] = []
  @Option(help: ArgumentHelp("Have the secret from the desktop's keyring.", valueName: "entry"))
  var secretKeyring: String?
  @Option(help: ArgumentHelp("Have the secret from 'pass'.", valueName: "entry")) var secretPass: String?
  @Option(help: ArgumentHelp("Have the secret from an environment variable.", valueName: "variable"))
  var secretEnvironment: String?
  @Flag(help: "Do not try the connection.") var noCheck = false
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard sources.count + (secretCredential ? 1 : 0) <= 1 else {
      throw ValidationError("Use only one --secret-… option.")
    }
    guard store == nil || sources.isEmpty && !secretCredential else {
      throw ValidationError("--store puts a secret somewhere; --secret-… says where it is already. Use one of them.")
    }
  }

  private var sources: [SecretSource] {
    var sources: [SecretSource] = []
    if !secretCommand.isEmpty { sources.append(.command(secretCommand, unattended: false)) }
    if let secretKeyring { sources.append(.keyring(entry: secretKeyring, unattended: false)) }
    if let secretPass { sources.append(.pass(entry: secretPass, unattended: false)) }
    if let secretEnvironment { sources.append(.environment(variable: secretEnvironment)) }
    return sources
  }

  func run(in program: Program) async throws -> ExitStatus {
    try shared.authority.mayChange()
    let profiles = ProfileStore(folders: program.folders)
    // Before anybody types a secret.
    guard !(try profiles.list().contains(name)) else { throw SettingsError.profileExists(name) }
    // The vendor's own address is one.
    guard let address = baseURL ?? BaseURL(BaseURL.vendorText) else { return .usage }
    var source = sources.first
    var secret: Secret?
    if source == nil, !secretCredential, store != nil || !isSimulated(address) {
      let place = (store ?? .file).source(for: name, in: program.folders)
      secret = try await SecretPrompt(words: program.words, output: program.output).read(for: place.backend)
      guard secret != nil else {
        program.output.message(program.words.line(program.words.noSecretGiven), .error)
        return .usage
      }
      source = place
    }
    let profile = Profile(
      name: name, corpID: corpID, baseURL: address, corpName: corpName, application: application, secret: source,
      preferences: Preferences())
    try profiles.add(profile, secret: source?.backend == .file ? secret : nil)
    if let secret, let source, source.backend != .file {
      // After the profile, which can be taken back; what a keyring was given could not.
      do {
        try await SecretWriter(environment: program.environment).write(secret, to: source)
      } catch {
        profiles.remove(name)
        throw error
      }
    }
    program.output.message(program.words.profileAdded(SafeText(name.text)), .done)
    if secretCredential {
      let credential = SecretSource.credentialName(of: name)
      guard profiles.secretInUse(of: profile, environment: program.environment)?.backend == .credential else {
        program.output.message(program.words.credentialComes(SafeText(credential)), .dim)
        return .done
      }
    }
    guard !noCheck else { return .done }
    return try await CompanyCheck(program: program, name: name).run(json: false)
  }

  /// The simulated company's secret is known.
  private func isSimulated(_ address: BaseURL) -> Bool {
    address.isLoopback && corpID.rawValue == SimulatedCompany.corpID
  }
}

extension CorpID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
extension BaseURL: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
extension ApplicationKind: ExpressibleByArgument {}
extension SecretStore: ExpressibleByArgument {}
