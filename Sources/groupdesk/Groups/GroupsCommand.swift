import ArgumentParser

/// `groupdesk groups …`
struct GroupsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "Customer groups: list, show, refresh.",
    subcommands: [GroupsListCommand.self, GroupsShowCommand.self, GroupsRefreshCommand.self],
    defaultSubcommand: GroupsListCommand.self)
}
