import ArgumentParser

/// `groupdesk handover …`
struct HandoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover", abstract: "Hand the customer groups of an owner to new owners.",
    subcommands: [
      HandoverOwnersCommand.self, HandoverPlanCommand.self, HandoverStartCommand.self, HandoverStatusCommand.self,
      HandoverReportCommand.self,
    ])
}
