import ArgumentParser
import Model
import Screen
import Services
import Storage
import Words

/// `groupdesk join-ways arrivals`
struct JoinWaysArrivalsCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "arrivals", abstract: "Who came by a join way: by day, by group, or everybody.",
    discussion: """
      By the state that members carry, as far as this program has seen: who came and left between two looks was never \
      seen. Each person counts once.
      """)

  enum Grouping: String, CaseIterable, ExpressibleByArgument { case day, group, member }

  @Argument(help: "The join way: its config_id.") var id: String
  @Option(help: "What a row is: day, group or member.") var by = Grouping.day
  @Option(help: ArgumentHelp("Members at most, the newest first.", valueName: "number")) var limit: Int?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard let limit else { return }
    guard by == .member else { throw ValidationError("--limit goes with --by member.") }
    guard limit > 0 else { throw ValidationError("Use a --limit from 1.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      program.noteReplica(session)
      guard let row = try await program.joinWay(id, session) else { return .usage }
      let (words, output) = (program.words, program.output)
      let name = words.joinWayName(row.record)
      let state = row.record.content.state
      guard !state.isEmpty else {
        output.message(words.line(words.noStateToTell(name)), .error)
        return .usage
      }
      let report = try await session.joinWays.report(ofState: state)
      switch by {
      case .day: output.rows(report.dayRows.map(DayRow.init), form: form.form) { program.table(of: report.dayRows) }
      case .group:
        output.rows(report.groupRows.map(GroupRow.init), form: form.form) { program.table(of: report.groupRows) }
      case .member:
        let arrivals = try await session.joinWays.arrivals(ofState: state, limit: limit)
        output.rows(arrivals.map { MemberRow($0, state) }, form: form.form) { program.table(of: arrivals) }
      }
      output.message(
        report.counts.joined == 0
          ? words.noArrivals(name)
          : SafeText("\(words[JoinWayTerm.joined]) \(words.joinCounts(report.counts))"), .title)
      if let seen = report.seenAt { output.message(words.dataAge(session.clock.now - seen), .dim) }
      return .done
    }
  }
}

/// A day, as scripts get it.
private struct DayRow: Encodable, Sendable {
  let day: String
  let joined: Int
  let stillIn: Int

  enum CodingKeys: String, CodingKey {
    case day, joined
    case stillIn = "still_in"
  }

  init(_ row: JoinReport.DayRow) {
    day = row.day.description
    joined = row.counts.joined
    stillIn = row.counts.stillIn
  }
}

/// A group, as scripts get it.
private struct GroupRow: Encodable, Sendable {
  let chatID: String
  let name: String
  let joined: Int
  let stillIn: Int

  enum CodingKeys: String, CodingKey {
    case chatID = "chat_id"
    case name, joined
    case stillIn = "still_in"
  }

  init(_ row: JoinReport.GroupRow) {
    chatID = row.chatID.rawValue
    name = row.name
    joined = row.counts.joined
    stillIn = row.counts.stillIn
  }
}

/// Somebody who came, as scripts get them; times in seconds.
private struct MemberRow: Encodable, Sendable {
  let userid: String
  let name: String
  let chatID: String
  let groupName: String
  let state: String
  let joinTime: Int64
  let goneAt: Int64?

  enum CodingKeys: String, CodingKey {
    case userid, name
    case chatID = "chat_id"
    case groupName = "group_name"
    case state
    case joinTime = "join_time"
    case goneAt = "gone_at"
  }

  init(_ arrival: JoinArrival, _ state: String) {
    userid = arrival.person.rawValue
    name = arrival.name
    chatID = arrival.chatID.rawValue
    groupName = arrival.groupName
    self.state = state
    joinTime = arrival.joinTime.seconds
    goneAt = arrival.goneAt?.seconds
  }
}

extension Program {
  fileprivate func table(of rows: [JoinReport.DayRow]) -> TextTable {
    var table = TextTable([
      .init(words[JoinWayTerm.joinDay]), .init(words[JoinWayTerm.joined], .right),
      .init(words[JoinWayTerm.stillIn], .right),
    ])
    for row in rows {
      table.add([
        .init(SafeText(row.day.description)), .init(words.number(row.counts.joined)),
        .init(words.number(row.counts.stillIn)),
      ])
    }
    return table
  }

  fileprivate func table(of rows: [JoinReport.GroupRow]) -> TextTable {
    var table = TextTable([
      .init(words[GroupTerm.groupName], narrowest: 12), .init(words[JoinWayTerm.joined], .right),
      .init(words[JoinWayTerm.stillIn], .right), .init(words[GroupTerm.chatID], role: .dim),
    ])
    for row in rows {
      table.add([
        .init(row.name.isEmpty ? words[GroupTerm.unnamed] : SafeText(row.name, limit: 80)),
        .init(words.number(row.counts.joined)), .init(words.number(row.counts.stillIn)),
        .init(SafeText(row.chatID)),
      ])
    }
    return table
  }

  fileprivate func table(of arrivals: [JoinArrival]) -> TextTable {
    var table = TextTable([
      .init(words[GroupTerm.member], narrowest: 8), .init(words[GroupTerm.joinTime]),
      .init(words[GroupTerm.group], narrowest: 12), .init(words[JoinWayTerm.leftAt]), .init("ID", role: .dim),
    ])
    for arrival in arrivals {
      table.add([
        .init(SafeText(arrival.name, limit: 40)), .init(SafeText(arrival.joinTime.description)),
        .init(arrival.groupName.isEmpty ? SafeText(arrival.chatID) : SafeText(arrival.groupName, limit: 60)),
        .init(arrival.goneAt.map { SafeText(Day(at: $0).description) } ?? "", role: .warning),
        .init(SafeText(arrival.person)),
      ])
    }
    return table
  }
}
