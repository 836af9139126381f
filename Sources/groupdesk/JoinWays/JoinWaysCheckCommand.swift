import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways check`
struct JoinWaysCheckCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Everything that is wrong with the join ways; or why one cannot be scanned.",
    discussion: """
      Without an ID all are looked at, as far as this machine knows them, the worst first. With one, it and its groups are \
      read at WeCom now, and what the API proves is kept apart from what only the WeCom client shows.
      """)

  @Argument(help: "Why this one cannot be scanned: its config_id.") var id: String?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    guard let id else { return try await checkAll(program) }
    return try await program.withSession { session in
      guard let row = try await program.joinWay(id, session) else { return .usage }
      let diagnosis = try await session.joinWays.diagnosis(of: row.record.id)
      switch form.form {
      case .json: program.output.json(DiagnosisDocument(diagnosis))
      case .jsonLines: program.output.json(DiagnosisDocument(diagnosis), isPretty: false)
      case .csv:
        let lines = diagnosis.proven.map { JoinWayCheckLine(record: diagnosis.row.record, finding: $0) }
        program.output.rows(lines.map(CheckRow.init), form: .csv) { TextTable([]) }
      case .table: show(diagnosis, on: program)
      }
      return .done
    }
  }

  private func checkAll(_ program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      program.noteReplica(session)
      let lines = try await session.joinWays.check()
      program.output.rows(lines.map(CheckRow.init), form: form.form) { program.table(of: lines) }
      if lines.isEmpty {
        if try await session.joinWays.rows().isEmpty {
          for line in program.words.noJoinWays { program.output.message(line, .warning) }
        } else {
          program.output.message(program.words.findingsNone, .done)
        }
      }
      try await program.tellAge(session)
      return .done
    }
  }

  private func show(_ diagnosis: JoinWayDiagnosis, on program: Program) {
    let (words, output) = (program.words, program.output)
    output.line(
      SafeText("\(words[JoinWayTerm.diagnosis]) · \(words.joinWayName(diagnosis.row.record))"), .title)
    guard diagnosis.row.record.configID != nil else {
      output.line(words.cannotBeLookedAt, .warning)
      for finding in diagnosis.proven {
        output.line(words.line(of: finding, in: diagnosis.row), finding.severity.role)
      }
      return
    }
    output.line(words.openGroups(diagnosis.openGroups), diagnosis.openGroups == 0 ? .error : .text)
    output.line(words[JoinWayTerm.proven], .title)
    if diagnosis.proven.isEmpty { output.line(words.nothingProven) }
    for finding in diagnosis.proven {
      output.line(SafeText("  \(words.line(of: finding, in: diagnosis.row))"), finding.severity.role)
    }
    guard !diagnosis.possible.isEmpty else { return }
    output.line(words[JoinWayTerm.possible], .title)
    for cause in diagnosis.possible { output.line(SafeText("  \(words.line(words.clientCause(cause)))")) }
  }
}

/// A finding and whose it is, as scripts get it.
private struct CheckRow: Encodable, Sendable {
  let configID: String?
  let id: String
  let remark: String
  let state: String
  let finding: String
  let severity: String
  let repair: String

  enum CodingKeys: String, CodingKey {
    case configID = "config_id"
    case id, remark, state, finding, severity, repair
  }

  init(_ line: JoinWayCheckLine) {
    let document = FindingDocument(line.finding)
    configID = line.record.configID?.rawValue
    id = line.record.id.rawValue
    remark = line.record.content.remark
    state = line.record.content.state
    finding = document.finding
    severity = document.severity
    repair = document.repair
  }
}

/// Why a code cannot be scanned, as scripts get it.
private struct DiagnosisDocument: Encodable {
  let join_way: JoinWayDocument
  /// Of the API, worst first.
  let proven: [FindingDocument]
  /// What only the client shows, the likeliest first.
  let possible: [String]
  let open_groups: Int?

  init(_ diagnosis: JoinWayDiagnosis) {
    join_way = JoinWayDocument(diagnosis.row)
    proven = diagnosis.proven.map(FindingDocument.init)
    possible = diagnosis.possible.map(\.rawValue)
    open_groups = diagnosis.openGroups
  }
}

extension Program {
  fileprivate func table(of lines: [JoinWayCheckLine]) -> TextTable {
    var table = TextTable([
      .init(words[JoinWayTerm.severity]), .init(words[JoinWayTerm.joinWay], narrowest: 8),
      .init(words[JoinWayTerm.finding], narrowest: 16), .init(words[JoinWayTerm.repair]),
      .init(words[JoinWayTerm.configID], role: .dim),
    ])
    for line in lines {
      let id = line.record.configID.map { SafeText($0) } ?? SafeText(line.record.id)
      table.add([
        .init(words[line.finding.severity], role: line.finding.severity.role),
        .init(words.joinWayName(line.record)), .init(words.finding(line.finding.kind)),
        .init(words[line.finding.repair]), .init(id),
      ])
    }
    return table
  }
}
