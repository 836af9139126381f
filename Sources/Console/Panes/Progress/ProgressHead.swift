import Interface
import Model
import Screen
import Services
import Storage
import Words

/// What stands above the groups of a handover: who gives to whom, how far it is, what it waits for, who works.
struct ProgressHead {
  enum Line {
    case text(SafeText, Role)
    /// The bar, with a text behind it.
    case bar(done: Int, total: Int, SafeText)
  }

  /// Lines that are shown together or not at all; of several those of the highest number go first.
  private struct Block {
    var lines: [Line]
    var dropsAt: Int
  }

  /// In the order of the screen.
  private var blocks: [Block] = []

  /// Nothing, while there is no report.
  init() {}

  init(_ report: HandoverReport, _ totals: HandoverTotals, _ world: World, names: (UserID) -> SafeText) {
    let (words, job) = (world.words, report.job)
    add(
      .text(words.fromTo(names(report.handover.oldOwner), totals.parts.map { names($0.newOwner) }), .title), dropsAt: 2)
    add(
      .bar(done: totals.assigned, total: totals.planned, words.percent(totals.assigned, of: totals.planned)), dropsAt: 3
    )
    add(
      .text(
        words.handoverCounts(
          assigned: totals.assigned, total: totals.planned, inProgress: totals.count(.accepted),
          done: totals.count(.done), refused: totals.failed, unknown: totals.count(.unknown)), .text), dropsAt: 1)
    if world.isStopped, !job.state.isFinal { add(.text(words.stopIsOn, .warning), dropsAt: 0) }
    add(.text(standing(job, world, names), job.state.role), dropsAt: 0)
    let next = words.handoverNext(
      job.state, groups: totals.planned, failed: totals.failed, cancelled: totals.count(.cancelled))
    if let next { add(.text(next, job.state.role), dropsAt: 1) }
    if report.handover.isCancelled, !job.state.isFinal { add(.text(words.alreadyCancelled, .warning), dropsAt: 1) }
    add(parts(report, totals, world, names), dropsAt: 5)
    guard !job.state.isFinal else { return }
    add(.text(world.workerLine, world.worker == .nobody ? .warning : .dim), dropsAt: 4)
    if report.handover.kind == .resigned, let cap = world.company?.rules.dailyCap {
      add(.text(words.quotaUsed(report.quotaToday.used, of: cap), .dim), dropsAt: 6)
    }
  }

  private mutating func add(_ line: Line, dropsAt: Int) { add([line], dropsAt: dropsAt) }
  private mutating func add(_ lines: [Line], dropsAt: Int) { blocks.append(Block(lines: lines, dropsAt: dropsAt)) }

  /// A line for each new owner, where there are several or one cannot take over; those in trouble first, and no more
  /// than three lines.
  private func parts(
    _ report: HandoverReport, _ totals: HandoverTotals, _ world: World, _ names: (UserID) -> SafeText
  ) -> [Line] {
    guard totals.parts.count > 1 || !report.blocked.isEmpty else { return [] }
    let words = world.words
    let blocked = totals.parts.filter { report.blocked[$0.newOwner] != nil }
    let sorted = blocked + totals.parts.filter { report.blocked[$0.newOwner] == nil }
    let rest = sorted.dropFirst(sorted.count > 3 ? 2 : 3)
    var lines = sorted.dropLast(rest.count).map { part in
      let code = report.blocked[part.newOwner]
      let why = code.map { words.vendorError($0, application: world.company?.application ?? .own).meaning }
      let text = words.newOwnerPart(
        names(part.newOwner), assigned: part.assigned, total: part.planned, failed: part.failed, why: why)
      return Line.text(text, code == nil ? .text : .error)
    }
    if !rest.isEmpty {
      let (assigned, planned) = rest.reduce((0, 0)) { ($0.0 + $1.assigned, $0.1 + $1.planned) }
      lines.append(.text(words.otherNewOwners(rest.count, assigned: assigned, total: planned), .text))
    }
    return lines
  }

  private func standing(_ job: Job, _ world: World, _ names: (UserID) -> SafeText) -> SafeText {
    if let ended = job.finishedAt {
      return world.words.endedAfter(job.state, at: ended, took: world.elapsed(job), now: world.now)
    }
    let reason = world.words.nextStep(
      of: job, now: world.now, application: world.company?.application ?? .own, names: names)
    return world.words.standing(job.state, reason: reason)
  }

  /// The lines there is room for, long ones wrapped to at most three.
  func fitting(width: Int, height: Int) -> [Line] {
    var blocks = blocks.map { block in
      Block(lines: block.lines.flatMap { Self.wrap($0, width: width) }, dropsAt: block.dropsAt)
    }
    while blocks.reduce(0, { $0 + $1.lines.count }) > height, blocks.count > 1,
      let victim = blocks.indices.max(by: { blocks[$0].dropsAt <= blocks[$1].dropsAt })
    {
      blocks.remove(at: victim)
    }
    return Array(blocks.flatMap(\.lines).prefix(max(0, height)))
  }

  private static func wrap(_ line: Line, width: Int) -> [Line] {
    guard case .text(let text, let role) = line else { return [line] }
    return wrapped(text, width: width, most: 3).map { .text($0, role) }
  }
}
