import ArgumentParser
import Model
import Storage
import Words

/// `groupdesk audit accept`
struct AuditAcceptCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Take the ledger for good as it is, after a restored backup or a lost head.",
    discussion: """
      Only once you know why 'groupdesk audit verify' finds that ledger and head disagree. What the lost rows told is \
      lost; before anything is sent each group is looked at again. A row says who accepted what.
      """)

  @Option(help: ArgumentHelp("The number of rows the audit has, as 'audit verify' tells.", valueName: "number"))
  var confirm: Int
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      let acceptance = try await session.audit.accept(confirming: Int64(confirm))
      let advice = program.words.auditAcceptance(acceptance, now: session.clock.now)
      switch acceptance {
      case .accepted:
        program.output.message(program.words.line(advice), .done)
        return .done
      case .nothingToAccept:
        program.output.message(program.words.line(advice), .dim)
        return .done
      case .otherCount, .tooEarly:
        program.output.message(program.words.line(advice), .error)
        return .refusedHere
      }
    }
  }
}
