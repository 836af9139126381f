import ArgumentParser

/// The command tree: a line for each subcommand.
struct Groupdesk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groupdesk",
    abstract: "Look after a company's WeCom customer groups.",
    discussion: """
      Finds the customer groups of resigned owners, plans to whom they go, shows exactly what will be sent, sends it \
      under the vendor's limits and follows it to the end. 'groupdesk demo' plays it through on a simulated company.
      """,
    version: Version.text,
    subcommands: [
      OverviewCommand.self, DemoCommand.self, SimulateCommand.self, GroupsCommand.self, HandoverCommand.self,
      QueueCommand.self, ProfileCommand.self,
    ])

  @OptionGroup var shared: SharedOptions
}

enum Version {
  static let text = "0.1.0"
}
