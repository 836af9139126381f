import ArgumentParser
import Model
import Settings

/// Options every subcommand takes, before or after its name.
struct SharedOptions: ParsableArguments {
  @Option(help: "The profile to use (see 'groupdesk profile list').")
  var profile: ProfileName?

  @Flag(help: "Look but change nothing.")
  var readOnly = false

  @Option(help: "The language of messages: zh or en.")
  var lang: Language?

  @Option(help: "The theme: how the console and messages on a terminal look.")
  var theme: String?

  @Option(help: ArgumentHelp("Keep all files below this folder instead of the XDG folders.", valueName: "dir"))
  var home: String?

  /// What the command line lets this process do; a profile may take more away.
  var authority: Authority { readOnly ? .readOnly : .mayChange }

  /// Those that take a value, and those that do not, as they are typed.
  static let withValue: Set<String> = ["--profile", "--lang", "--theme", "--home"]
  static let flags: Set<String> = ["--read-only"]
}

/// The form of what goes to standard output.
struct FormOptions: ParsableArguments {
  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "One JSON object a line.")
  var jsonl = false

  @Flag(help: "CSV that spreadsheets open.")
  var csv = false

  func validate() throws {
    if [json, jsonl, csv].count(where: { $0 }) > 1 {
      throw ValidationError("Use only one of --json, --jsonl and --csv.")
    }
  }

  var form: Form { json ? .json : jsonl ? .jsonLines : csv ? .csv : .table }
}

enum Form: Sendable { case table, json, jsonLines, csv }

extension Language: ExpressibleByArgument {}
extension ProfileName: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
extension UserID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
extension ChatID: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

/// Lets shared options stand before the subcommand: they are moved behind everything else.
enum ArgumentOrder {
  static func arranged(_ arguments: [String]) -> [String] {
    var moved: [String] = []
    var rest = arguments[...]
    while let argument = rest.first {
      let name = String(argument.prefix { $0 != "=" })
      if SharedOptions.flags.contains(argument) || SharedOptions.withValue.contains(name) && name != argument {
        moved.append(rest.removeFirst())
      } else if SharedOptions.withValue.contains(argument), rest.count > 1 {
        moved += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else {
        break
      }
    }
    guard !moved.isEmpty else { return arguments }
    // What follows a `--` is no option.
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return rest[..<end] + moved + rest[end...]
  }
}
