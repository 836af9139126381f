import ArgumentParser

/// `groupdesk audit …`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Who did what and when: list, verify, accept.",
    discussion: """
      Every act that changes something at the vendor leaves a row in the ledger, chained to the row before it by a hash; so \
      does a refusal, the same one once a day, except under --read-only, which writes nothing. The last hash is kept in a \
      file beside the ledger as well, so that a cut or an old copy shows. While ledger and file disagree nothing is sent.
      """,
    subcommands: [AuditListCommand.self, AuditVerifyCommand.self, AuditAcceptCommand.self],
    defaultSubcommand: AuditListCommand.self)
}
