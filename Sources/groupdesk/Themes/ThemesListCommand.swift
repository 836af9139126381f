import ArgumentParser
import Model
import Screen
import Settings
import Words

/// `groupdesk themes list`
struct ThemesListCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the themes, with where each is from and which one is in use.")

  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    let entries = try program.themes.list()
    program.output.rows(entries.map { Row($0, inUse: $0.name == program.theme) }, form: form.form) {
      table(entries, in: program)
    }
    return .done
  }

  private func table(_ entries: [ThemeStore.Entry], in program: Program) -> TextTable {
    let words = program.words
    var table = TextTable([
      .init(words[ThemeTerm.theme]), .init(words[ThemeTerm.origin]), .init(words[ThemeTerm.inUse]),
      .init(words[GeneralTerm.file], role: .dim),
    ])
    for entry in entries {
      table.add([
        .init(SafeText(entry.name)), .init(words[entry.origin]),
        .init(entry.name == program.theme ? words[GeneralTerm.yes] : ""), .init(SafeText(entry.path ?? "")),
      ])
    }
    return table
  }

  private struct Row: Encodable, Sendable {
    let name: String
    let origin: String
    let path: String?
    let inUse: Bool

    enum CodingKeys: String, CodingKey {
      case name, origin, path
      case inUse = "in_use"
    }

    init(_ entry: ThemeStore.Entry, inUse: Bool) {
      name = entry.name
      origin = entry.origin.rawValue
      path = entry.path
      self.inUse = inUse
    }
  }
}
