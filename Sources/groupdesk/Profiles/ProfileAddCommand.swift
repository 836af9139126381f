import ArgumentParser
import Model
import Settings
import Words

/// `groupdesk profile add`
struct ProfileAddCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a company, and check that it can be used.",
    discussion: """
      The application's secret is never an argument. Unless a source is named it is read from standard input, or asked \
      for without showing it, and kept in a file that only you may read.
      """)

  @Argument(help: "The profile's name.") var name: ProfileName
  @Option(help: ArgumentHelp("The corp id, from 「我的企业」 in the admin console.", valueName: "id")) var corpID: CorpID
  @Option(help: ArgumentHelp("What the corp is called on screen.", valueName: "name")) var corpName: String?
  @Option(help: ArgumentHelp("Where the vendor's API is.", valueName: "url")) var baseURL: BaseURL?
  @Option(help: "The kind of application: own, provider_developed or third_party.")
  var application: ApplicationKind = .own
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
    guard sources.count <= 1 else { throw ValidationError("Use only one --secret-… option.") }
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
    let store = ProfileStore(folders: program.folders)
    // Before anybody types a secret.
    guard !(try store.list().contains(name)) else { throw SettingsError.profileExists(name) }
    // The vendor's own address is one.
    guard let address = baseURL ?? BaseURL(BaseURL.vendorText) else { return .usage }
    let profile = Profile(
      name: name, corpID: corpID, baseURL: address, corpName: corpName, application: application,
      secret: sources.first, preferences: Preferences())
    var secret: Secret?
    if sources.isEmpty, !isSimulated(address) {
      secret = try await SecretPrompt(words: program.words, output: program.output).read()
      guard secret != nil else {
        program.output.message(program.words.line(program.words.noSecretGiven), .error)
        return .usage
      }
    }
    try store.add(profile, secret: secret)
    program.output.message(program.words.profileAdded(SafeText(name.text)), .done)
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
