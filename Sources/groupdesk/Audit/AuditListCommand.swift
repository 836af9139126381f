import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk audit list`
struct AuditListCommand: Subcommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the audit's rows, newest first.")

  @Option(help: ArgumentHelp("Rows of this day and later, as 2026-11-21 (Shanghai).", valueName: "day"))
  var since: Day?
  @Option(help: ArgumentHelp("Rows of this actor.", valueName: "user@host")) var actor: String?
  @Option(help: ArgumentHelp("Rows of this job with its calls, or of this call.", valueName: "id"))
  var subject: String?
  @Option(help: ArgumentHelp("Rows at most.", valueName: "number")) var limit = 100
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (1...1_000_000).contains(limit) else { throw ValidationError("Use a --limit from 1 to 1000000.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      // The beginning of a job's id is enough, as everywhere.
      let job = if let subject { try await session.queue.job(withPrefix: subject)?.id.rawValue } else { String?.none }
      let filter = AuditFilter(since: since?.start, actor: actor, subject: job ?? subject)
      let entries = try await session.audit.entries(filter, limit: limit)
      if entries.isEmpty { program.output.message(program.words.noAuditRows, .dim) }
      if entries.count == limit { program.output.message(program.words.newestAuditRows(limit), .dim) }
      program.output.rows(entries.map(AuditRow.init), form: form.form) { program.table(of: entries, session) }
      return .done
    }
  }
}

/// A row of the audit as scripts get it: everything its hash covers.
struct AuditRow: Codable, Sendable {
  let seq: Int64
  let at: Int64
  let atMilliseconds: Int64
  let actor: String
  let act: String
  let subject: String
  let detail: String
  let previous: String
  let hash: String

  enum CodingKeys: String, CodingKey, CaseIterable {
    case seq, at
    case atMilliseconds = "at_milliseconds"
    case actor, act, subject, detail, previous, hash
  }

  init(_ entry: AuditEntry) {
    seq = entry.seq
    at = entry.at.seconds
    atMilliseconds = entry.at.milliseconds
    actor = entry.actor
    act = entry.act
    subject = entry.subject
    detail = entry.detail
    previous = entry.previous
    hash = entry.hash
  }
}

extension AuditRow {
  /// The titles of a CSV file of rows.
  static var csvHeading: String {
    var csv = CSVWriter()
    csv.add(row: CodingKeys.allCases.map { .id($0.rawValue) })
    return csv.text
  }

  /// Rows without titles, to stand behind others.
  static func csv(_ rows: [AuditRow]) -> String {
    var csv = CSVWriter()
    for row in rows {
      csv.add(row: [
        .number(Int(row.seq)), .number(Int(row.at)), .number(Int(row.atMilliseconds)), .id(row.actor), .id(row.act),
        .id(row.subject), .id(row.detail), .id(row.previous), .id(row.hash),
      ])
    }
    // Without the mark that a file begins with.
    return String(csv.text.unicodeScalars.dropFirst())
  }
}

extension Program {
  fileprivate func table(of entries: [AuditEntry], _ session: Session) -> TextTable {
    var table = TextTable([
      .init(words[AuditTerm.row], .right), .init(words[GeneralTerm.time]), .init(words[AuditTerm.actor], narrowest: 8),
      .init(words[AuditTerm.act]), .init(words[AuditTerm.subject]), .init(words[GeneralTerm.details], narrowest: 16),
    ])
    for entry in entries {
      table.add([
        .init(words.number(Int(entry.seq))), .init(SafeText(entry.at.description)), .init(SafeText(entry.actor)),
        .init(words.act(of: entry), role: entry.isWarning ? .warning : .text), .init(SafeText(entry.subject)),
        .init(words.summary(of: entry)),
      ])
    }
    return table
  }
}

extension Day: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
