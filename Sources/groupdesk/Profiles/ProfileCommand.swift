import ArgumentParser

/// `groupdesk profile …`
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "The companies this program knows how to talk to: list, add, check.",
    subcommands: [ProfileListCommand.self, ProfileAddCommand.self, ProfileCheckCommand.self],
    defaultSubcommand: ProfileListCommand.self)
}
