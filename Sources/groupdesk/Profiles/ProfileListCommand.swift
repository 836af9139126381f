import ArgumentParser
import Model
import Screen
import Settings
import Words

/// `groupdesk profile list`
struct ProfileListCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the profiles, with where each has its secret from; never the secret.",
    discussion: "Credentials and variables that are there now count, as they do for every command.")

  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    let store = ProfileStore(folders: program.folders)
    let usual = try store.configuration().profile
    var profiles: [Profile] = []
    var status = ExitStatus.done
    for name in try store.list() {
      do { profiles.append(try store.load(name)) } catch { status = program.report(error) }
    }
    var sources: [ProfileName: SecretSource] = [:]
    for profile in profiles {
      sources[profile.name] = store.secretInUse(of: profile, environment: program.environment)
    }
    program.output.rows(
      profiles.map { Row($0, secret: sources[$0.name], isUsual: $0.name == usual) }, form: form.form
    ) {
      table(profiles, sources, program.words)
    }
    if profiles.isEmpty, status == .done { program.output.message(program.words.line(program.words.noProfiles)) }
    return status
  }

  private func table(
    _ profiles: [Profile], _ sources: [ProfileName: SecretSource], _ words: Catalogue
  ) -> TextTable {
    var table = TextTable([
      .init(words[GeneralTerm.profile]), .init(words[GeneralTerm.corp], narrowest: 8), .init("corp_id", role: .dim),
      .init(words[ProfileTerm.host]), .init(words[ProfileTerm.application]),
      .init(words[CheckTerm.secretSource], narrowest: 12), .init(words[ProfileTerm.authority]),
    ])
    for profile in profiles {
      table.add([
        .init(SafeText(profile.name.text)), .init(SafeText(profile.corpName ?? "–", limit: 40)),
        .init(SafeText(profile.corpID)), .init(SafeText(profile.baseURL.authority)),
        .init(words[profile.application]),
        .init(sources[profile.name].map(words.secretSource) ?? words[GeneralTerm.none]),
        .init(words[profile.preferences.readOnly ? GeneralTerm.readOnly : .mayChange]),
      ])
    }
    return table
  }

  private struct Row: Encodable, Sendable {
    let name: String
    let corpID: String
    let corpName: String?
    let baseURL: String
    let application: String
    let secretBackend: String?
    let secretPlace: String?
    let readOnly: Bool
    let isUsual: Bool

    enum CodingKeys: String, CodingKey {
      case name
      case corpID = "corp_id"
      case corpName = "corp_name"
      case baseURL = "base_url"
      case application
      case secretBackend = "secret_backend"
      case secretPlace = "secret_place"
      case readOnly = "read_only"
      case isUsual = "is_usual"
    }

    init(_ profile: Profile, secret: SecretSource?, isUsual: Bool) {
      name = profile.name.text
      corpID = profile.corpID.rawValue
      corpName = profile.corpName
      baseURL = profile.baseURL.text
      application = profile.application.rawValue
      secretBackend = secret?.backend.rawValue
      secretPlace = secret?.place
      readOnly = profile.preferences.readOnly
      self.isUsual = isUsual
    }
  }
}
