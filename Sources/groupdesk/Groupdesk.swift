import ArgumentParser

/// The command tree: a line for each subcommand.
struct Groupdesk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groupdesk",
    abstract: "Look after a company's WeCom customer groups.",
    discussion: """
      Without a subcommand the console opens: it shows what waits, owners, groups and members, and hands the groups of \
      resigned owners to new ones. In it, ? tells every key; 'groupdesk --demo' opens it on a simulated company. The \
      subcommands do the same from scripts: they plan to whom groups go, show exactly what will be sent, send it under \
      the vendor's limits and follow it to the end.
      """,
    version: Version.text,
    subcommands: [
      OverviewCommand.self, DemoCommand.self, SimulateCommand.self, GroupsCommand.self, HandoverCommand.self,
      QueueCommand.self, JoinWaysCommand.self, AuditCommand.self, ProfileCommand.self, ThemesCommand.self,
      ReadImageCommand.self,
    ])

  @Flag(help: "Open the console on the built-in simulated company.") var demo = false
  @OptionGroup var shared: SharedOptions
}

enum Version {
  static let text = "0.1.0"
}
