import Foundation
import Model
import Screen
import Services
import Storage
import Words

/// Changes to many join ways at once: shown, confirmed, written one after the other.
struct JoinWayPlanning {
  let program: Program
  let session: Session
  /// As `--confirm` gave it.
  let confirm: Int?
  let dryRun: Bool
  let json: Bool

  func run(_ purpose: JoinWayPlan.Purpose, for ids: [JoinWayID]) async throws -> ExitStatus {
    let plan = try await session.joinWays.plan(purpose, for: ids) { done, total in
      program.output.progress(program.words.joinWaysRead(done, of: total))
    }
    program.output.clearProgress()
    if !json { show(plan) }
    let changes = plan.changes
    guard !changes.isEmpty, !dryRun else {
      if json { program.output.json(JoinWayPlanDocument(plan)) }
      if !changes.isEmpty { program.output.message(program.words.nothingWritten, .dim) }
      return changes.isEmpty ? plan.emptyStatus : .done
    }
    // One alone can be changed back with `edit`; many are a day's work.
    if changes.count > 1 || confirm != nil, (confirm ?? ask(changes.count)) != changes.count {
      if json { program.output.json(JoinWayPlanDocument(plan)) }
      program.output.message(program.words.line(program.words.joinWaysNotConfirmed(expected: changes.count)), .error)
      return .refusedHere
    }
    return try await perform(plan)
  }

  private func perform(_ plan: JoinWayPlan) async throws -> ExitStatus {
    let ends = try await session.joinWays.perform(plan) { done, total in
      program.output.progress(program.words.joinWaysChanged(done, of: total))
    }
    program.output.clearProgress()
    if json { program.output.json(JoinWayPlanDocument(plan, ends)) }
    let circumstances = Circumstances(session.profile, now: session.clock.now)
    for item in plan.changes {
      guard let end = ends[item.record.id], !end.isDone else { continue }
      let line = program.words.line(program.words.end(end, of: .update, in: circumstances))
      program.output.message(SafeText("\(program.words.joinWayName(item.record)): \(line)"), .error)
    }
    let untried = plan.changes.count { ends[$0.record.id] == nil }
    if untried > 0 { program.output.message(program.words.planNotTried(untried), .warning) }
    let done = ends.values.count(where: \.isDone)
    program.output.message(
      program.words.planEnds(done: done, of: plan.changes.count), done == plan.changes.count ? .done : .warning)
    return plan.status(ends)
  }

  /// Asks on a terminal; nil elsewhere, and for anything that is no number.
  private func ask(_ count: Int) -> Int? {
    guard isatty(0) == 1, isatty(2) == 1 else { return nil }
    program.output.message(program.words.confirm(SafeText(session.corp, limit: 60), joinWays: count), .title)
    return readLine().flatMap { Int($0.filter { !$0.isWhitespace }) }
  }

  private func show(_ plan: JoinWayPlan) {
    let words = program.words
    let names = JoinWayNames(plan.groups.values, words)
    program.output.line(words.purpose(plan.purpose, group: { names.group($0) }, owner: { names.owner($0) }), .title)
    guard !plan.items.isEmpty else {
      program.output.message(words.noJoinWayInPlan, .dim)
      return
    }
    let page = JoinWayPlanPage(
      plan: plan, names: names, circumstances: Circumstances(session.profile, now: session.clock.now),
      limits: session.limits, words: words)
    let table = page.table
    if table.fits(in: program.output.tableWidth) {
      program.output.table(table)
    } else {
      for line in page.lines { program.output.line(line.text, line.role) }
    }
    program.output.message(
      words.planCounts(changes: plan.changes.count, left: plan.items.count - plan.changes.count), .title)
  }
}

extension JoinWayPlan {
  /// Obstacles that keep something from being done which a person wanted.
  private var hindered: [Item] { items.filter { ![nil, .nothingToDo].contains($0.obstacle) } }

  /// The exit code of a plan that changes nothing.
  fileprivate var emptyStatus: ExitStatus {
    guard let worst = hindered.first?.obstacle else { return .done }
    switch worst {
    case .unreadable(.call(let error)): return Failure.status(of: error)
    case .unreadable(.otherConfiguration): return .vendorUnavailable
    case .unreadable(.otherProfile): return .refusedHere
    case .gone, .invalid: return .usage
    case .noOpenGroup, .unconfirmed, .earlierCallOpen, .nothingToDo: return .refusedHere
    }
  }

  /// The exit code of what became of it.
  fileprivate func status(_ ends: [JoinWayID: JoinWayEnd]) -> ExitStatus {
    let reached = changes.compactMap { ends[$0.record.id] }
    guard reached.contains(where: \.isDone) else { return reached.first?.status(of: .update) ?? .refusedHere }
    let isWhole = reached.count == changes.count && reached.allSatisfy { $0.status(of: .update) == .done }
    return isWhole && hindered.isEmpty ? .done : .inPart
  }
}

/// A plan as scripts get it.
struct JoinWayPlanDocument: Encodable, Sendable {
  struct Item: Encodable, Sendable {
    let id: String
    let config_id: String?
    let remark: String
    let dropped: [String]
    let added: [String]
    let before: JoinWayContentDocument
    let after: JoinWayContentDocument
    let obstacle: String?
    /// Whose automatically created groups will be, where nobody has asked for the change.
    let new_owner: String?
    let end: String?

    init(_ item: JoinWayPlan.Item, _ end: JoinWayEnd?) {
      id = item.record.id.rawValue
      config_id = item.record.configID?.rawValue
      remark = item.record.content.remark
      dropped = item.dropped.map(\.rawValue)
      added = item.added.map(\.rawValue)
      before = JoinWayContentDocument(item.base)
      after = JoinWayContentDocument(item.wanted)
      obstacle = item.obstacle?.code
      new_owner = item.newOwner?.rawValue
      self.end = end?.code
    }
  }

  let purpose: String
  /// What would be written, or was.
  let count: Int
  /// How many were written; nil of a plan that was not carried out.
  let done: Int?
  let join_ways: [Item]

  init(_ plan: JoinWayPlan, _ ends: [JoinWayID: JoinWayEnd]? = nil) {
    purpose = plan.purpose.code
    count = plan.changes.count
    done = ends?.values.count(where: \.isDone)
    join_ways = plan.items.map { Item($0, ends?[$0.record.id]) }
  }
}

extension JoinWayPlan.Purpose {
  fileprivate var code: String {
    switch self {
    case .rotate: "rotate"
    case .replace: "replace"
    case .replaceOwner: "replace_owner"
    }
  }
}

extension JoinWayPlan.Obstacle {
  fileprivate var code: String {
    switch self {
    case .nothingToDo: "nothing_to_do"
    case .noOpenGroup: "no_open_group"
    case .invalid: "invalid"
    case .unreadable: "unreadable"
    case .gone: "gone"
    case .unconfirmed: "unconfirmed"
    case .earlierCallOpen: "earlier_call_open"
    }
  }
}
