import ArgumentParser

/// `groupdesk join-ways …`
struct JoinWaysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join-ways",
    abstract: "「加入群聊」 QR codes and buttons that lead into groups: make them, keep them alive.",
    discussion: """
      WeCom has no list of them. Those made with this program, and those imported by their config id, are kept in the \
      ledger; what the admin site or another application made cannot appear here. An ID below is a config_id, or, for a \
      configuration whose answer was lost, the id that 'list' shows. An update overwrites, so every change is read, \
      shown, written as a whole and read back.
      """,
    subcommands: [
      JoinWaysListCommand.self, JoinWaysShowCommand.self, JoinWaysAddCommand.self, JoinWaysEditCommand.self,
      JoinWaysRotateCommand.self, JoinWaysReplaceCommand.self, JoinWaysRemoveCommand.self, JoinWaysQRCommand.self,
      JoinWaysFindCommand.self, JoinWaysImportCommand.self, JoinWaysRefreshCommand.self, JoinWaysCheckCommand.self,
      JoinWaysArrivalsCommand.self, JoinWaysAcknowledgeCommand.self, JoinWaysForgetCommand.self,
    ],
    defaultSubcommand: JoinWaysListCommand.self)
}
