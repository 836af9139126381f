import ArgumentParser
import Foundation
import Model
import Screen
import Services
import Settings
import Storage
import Words

/// `groupdesk handover plan`
struct HandoverPlanCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Look at the groups at WeCom and show exactly what would be sent.",
    discussion: """
      Nothing is sent: 'handover start PLAN --confirm NUMBER' does that. With several new owners the groups are shared out \
      so that all of them own equally many afterwards. A mapping file is CSV with the columns chat_id and new_owner.
      """)

  @Option(name: .customLong("from"), help: ArgumentHelp("Whose groups.", valueName: "userid")) var oldOwner: UserID?
  @Option(
    name: .customLong("to"), help: ArgumentHelp("To whom: one userid, or several with commas.", valueName: "userid"))
  var newOwners: [String] = []
  @Option(help: ArgumentHelp("Only the groups in this file, one chat_id a line.", valueName: "file")) var chats: String?
  @Option(help: ArgumentHelp("A mapping file: which group goes to whom.", valueName: "file")) var map: String?
  @Option(help: ArgumentHelp("What failed in an earlier handover, anew.", valueName: "plan")) var retry: String?
  @Flag(help: "The owner is still employed (each group at most twice in 90 days).") var onJob = false
  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if retry != nil {
      guard oldOwner == nil, map == nil, chats == nil, !onJob else {
        throw ValidationError("--retry goes with --to only.")
      }
    } else {
      guard oldOwner != nil else { throw ValidationError("Name whose groups: --from USERID.") }
      guard newOwners.isEmpty != (map == nil) else { throw ValidationError("Say to whom: --to or --map, not both.") }
      guard map == nil || chats == nil else {
        throw ValidationError("--chats goes with --to; a mapping file names its own.")
      }
    }
    _ = try targets()
  }

  private func targets() throws -> [UserID] {
    try newOwners.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { text in
      guard let user = UserID(String(text)) else { throw ValidationError("'\(text)' is not a userid.") }
      return user
    }
  }

  func run(in program: Program) async throws -> ExitStatus {
    let request = try retry == nil ? request(program) : nil
    return try await program.withSession { session in
      try await program.ensureSwept(session)
      let looked: @Sendable (Int, Int) -> Void = { done, total in
        program.output.progress(program.words.looking(done: done, total: total))
      }
      let plan: HandoverPlan
      if let request {
        plan = try await session.handover.plan(request, progress: looked)
      } else {
        guard let job = try await session.queue.job(withPrefix: retry ?? "") else { throw PlanError.unknownPlan }
        let targets = try targets()
        plan = try await session.handover.retry(job.id, newOwners: targets.isEmpty ? nil : targets, progress: looked)
      }
      program.output.clearProgress()
      if json {
        program.output.document(try JSONOutput.text(PlanDocument(plan)))
      } else {
        program.show(plan, session)
      }
      return .done
    }
  }

  private func request(_ program: Program) throws -> PlanRequest {
    guard let oldOwner else { throw PlanError.unknownPlan }
    var assignment = Assignment.owners(try targets())
    if let map {
      assignment = .map(try InputFile(map).read { try MappingFile($0).newOwners })
    }
    let selection = try chats.map { file in Set(try InputFile(file).read { try MappingFile.chats($0) }) }
    return PlanRequest(
      kind: onJob ? .onJob : .resigned, oldOwner: oldOwner, assignment: assignment, selection: selection)
  }
}

extension Program {
  /// The preview, as wide as it needs to be.
  func show(_ plan: HandoverPlan, _ session: Session) {
    let now = session.clock.now
    let corp = SafeText(session.corp, limit: 60)
    output.line(words.previewTitle(corp), .title)
    output.line(
      SafeText(
        "\(words.kind(plan.kind)) · \(plan.oldOwnerName.map { SafeText($0, limit: 40).text } ?? plan.oldOwner.rawValue) "
          + "(\(plan.oldOwner)) · \(plan.id)"))
    output.line(
      words.distribution(
        total: plan.toSend.count,
        shares: plan.newOwners.map { share in
          words.share(
            share.newOwner.name.map { SafeText($0, limit: 40) } ?? SafeText(share.newOwner.userID),
            groups: share.receives, after: share.afterwards)
        }))
    for day in plan.schedule.days {
      output.line(SafeText("  " + words.quotaDay(day.day, groups: day.groups, calls: day.calls, now: now).text))
    }
    output.line(
      SafeText(
        words.sendingWindow(opens: session.rules.window.opens, closes: session.rules.window.closes).text + " · "
          + words.quotaUsed(plan.usedToday, of: session.rules.dailyCap).text))
    if let last = plan.schedule.days.last { output.line(words.assignedBy(last.day, now: now)) }
    if !plan.leftOut.isEmpty {
      let reasons = Dictionary(grouping: plan.leftOut.compactMap(\.detail)) { $0 }
        .sorted { ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue) }
      output.line(words.leftOut(reasons.map { (detail: $0.key, groups: $0.value.count) }), .warning)
    }
    if !plan.mayNeedHand.isEmpty { output.line(words.mayNeedHand(plan.mayNeedHand.count), .warning) }
    if let touched = words.joinWaysTouched(plan.joinWays) { output.line(touched, .warning) }
    if let days = plan.daysLeft, days < 30 {
      let owner = SafeText(plan.oldOwnerName ?? plan.oldOwner.rawValue, limit: 40)
      output.line(days < 0 ? words.overviewOverdue(owner) : words.overviewDeadline(owner, days: days), .warning)
    }
    output.line(words.noWayBack, .dim)
    output.message(words.startHint(plan.id, groups: plan.toSend.count), .title)
  }
}

/// A plan as scripts get it.
struct PlanDocument: Codable, Sendable {
  struct NewOwner: Codable, Sendable {
    let new_owner: String
    let name: String?
    let receives: Int
    let groups_afterwards: Int
  }

  struct SendingDay: Codable, Sendable {
    let day: String
    let groups: Int
    let calls: Int
  }

  struct JoinWay: Codable, Sendable {
    let config_id: String?
    let remark: String
    let chat_id_list: [String]
  }

  struct Group: Codable, Sendable {
    let chat_id: String
    let name: String
    let member_count: Int?
    let new_owner: String?
    let left_out: String?
  }

  let plan: String
  let kind: String
  let handover_userid: String
  let count: Int
  let calls: Int
  let new_owners: [NewOwner]
  let days: [SendingDay]
  let used_today: Int
  let left_out: Int
  let may_need_hand: [String]
  let days_left: Int?
  let join_ways: [JoinWay]
  let groups: [Group]

  init(_ plan: HandoverPlan) {
    self.plan = plan.id.rawValue
    kind = plan.kind == .onJob ? "on_job" : "resigned"
    handover_userid = plan.oldOwner.rawValue
    count = plan.toSend.count
    calls = plan.schedule.calls
    new_owners = plan.newOwners.map {
      .init(
        new_owner: $0.newOwner.userID.rawValue, name: $0.newOwner.name, receives: $0.receives,
        groups_afterwards: $0.afterwards)
    }
    days = plan.schedule.days.map { .init(day: $0.day.description, groups: $0.groups, calls: $0.calls) }
    used_today = plan.usedToday
    left_out = plan.leftOut.count
    may_need_hand = plan.mayNeedHand.map(\.rawValue)
    days_left = plan.daysLeft
    join_ways = plan.joinWays.map {
      .init(
        config_id: $0.configID?.rawValue, remark: $0.content.remark, chat_id_list: $0.content.chats.map(\.rawValue))
    }
    groups = plan.items.map {
      .init(
        chat_id: $0.chatID.rawValue, name: $0.name, member_count: $0.members, new_owner: $0.newOwner?.rawValue,
        left_out: $0.detail?.rawValue)
    }
  }
}
