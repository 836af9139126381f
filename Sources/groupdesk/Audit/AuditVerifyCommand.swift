import ArgumentParser
import Model
import Storage
import Words

/// `groupdesk audit verify`
struct AuditVerifyCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every row of the audit and the head kept apart.",
    discussion: "Exit code 0: whole. 1: not whole; the rows that are wrong are named.")

  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      let found = try await session.audit.verify { rows, total in
        program.output.progress(program.words.auditRowsVerified(rows, of: total))
      }
      program.output.clearProgress()
      if json { program.output.json(AuditDocument(found, program.words)) } else { show(found, on: program) }
      return found.isWhole ? .done : .inPart
    }
  }

  private func show(_ found: AuditVerification, on program: Program) {
    if found.isWhole {
      program.output.line(program.words.auditIsWhole(found.tip), .done)
      return
    }
    for fault in found.faults { program.output.line(program.words.auditFault(fault), .error) }
    program.output.message(program.words.line(program.words.auditIsNotWhole(found)), .warning)
  }
}

/// What `verify` found, as scripts get it.
private struct AuditDocument: Encodable {
  struct Tip: Encodable {
    let count: Int64
    let hash: String
    let at: Int64

    init(_ tip: AuditTip) {
      count = tip.count
      hash = tip.hash
      at = tip.at.seconds
    }
  }

  struct Fault: Encodable {
    let code: String
    let row: Int64?
    let message: String
  }

  let whole: Bool
  let last: Tip
  let head: [Tip]
  let faults: [Fault]

  init(_ found: AuditVerification, _ words: Catalogue) {
    whole = found.isWhole
    last = Tip(found.tip)
    head = found.head.map(Tip.init)
    faults = found.faults.map { Fault(code: $0.code, row: $0.row, message: words.auditFault($0).text) }
  }
}
