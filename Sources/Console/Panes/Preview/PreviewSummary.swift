import Interface
import Model
import Screen
import Services
import Words

/// What a plan comes to, line by line, wrapped to a width.
struct PreviewSummary: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    var text: SafeText
    var role = Role.text
    /// The groups it is about; nil where there are none to show.
    var opens: PreviewGroups.List?
  }

  private(set) var lines: [Line] = []
  private var width = 0
  private var words = Catalogue(.zh)
  private var minute: Int64 = -1

  var rows: Rows<Int> { Rows(count: lines.count, id: { $0 }, index: { $0 }) }

  /// Worked out anew where the width, the language or the minute have changed.
  mutating func update(_ plan: HandoverPlan, _ groups: PreviewGroups, width: Int, _ world: World) {
    let minute = world.now.seconds / 60
    guard width != self.width || world.words != words || minute != self.minute else { return }
    (self.width, words, self.minute) = (width, world.words, minute)
    lines = Self.paragraphs(plan, groups, world).flatMap { $0.lines(width: max(1, width)) }
  }

  /// Pieces that stay whole while a line has room for them.
  private struct Paragraph {
    var pieces: [SafeText]
    var separator = ""
    var role = Role.text
    var opens: PreviewGroups.List?

    func lines(width: Int) -> [Line] {
      var texts: [String] = []
      for piece in pieces {
        if let last = texts.last, displayWidth(of: SafeText(last + separator)) + displayWidth(of: piece) <= width {
          texts[texts.count - 1] = last + separator + piece.text
        } else {
          texts.append(piece.text)
        }
      }
      return texts.flatMap { wrapped(SafeText($0), width: width) }.map { Line(text: $0, role: role, opens: opens) }
    }
  }

  private static func paragraphs(_ plan: HandoverPlan, _ groups: PreviewGroups, _ world: World) -> [Paragraph] {
    let (words, now) = (world.words, world.now)
    let owner = SafeText(plan.oldOwnerName ?? plan.oldOwner.rawValue, limit: 40)
    var all = [
      Paragraph(pieces: [words.planOf(plan.kind, owner: owner, id: plan.oldOwner, plan: plan.id)], role: .dim),
      Paragraph(pieces: shares(plan, groups, words), separator: " · ", role: .title, opens: .toSend),
      Paragraph(pieces: days(plan.schedule, words, now: now), separator: "   "),
    ]
    if let rules = world.company?.rules {
      let window = words.sendingWindow(opens: rules.window.opens, closes: rules.window.closes)
      all.append(Paragraph(pieces: [window, words.quotaUsed(plan.usedToday, of: rules.dailyCap)], separator: " · "))
    }
    if let last = plan.schedule.days.last { all.append(Paragraph(pieces: [words.assignedBy(last.day, now: now)])) }
    let leftOut = reasons(groups, words)
    if !leftOut.isEmpty { all.append(Paragraph(pieces: leftOut, separator: " · ", role: .warning, opens: .leftOut)) }
    let hand = groups.count(.mayNeedHand)
    if hand > 0 { all.append(Paragraph(pieces: [words.mayNeedHand(hand)], role: .warning, opens: .mayNeedHand)) }
    if let touched = words.joinWaysTouched(plan.joinWays) { all.append(Paragraph(pieces: [touched], role: .warning)) }
    all += warnings(plan, owner, words, now: now).map { Paragraph(pieces: [$0], role: .warning) }
    return all + [Paragraph(pieces: [words.noWayBack])]
  }

  private static func shares(_ plan: HandoverPlan, _ groups: PreviewGroups, _ words: Catalogue) -> [SafeText] {
    let shares = plan.newOwners.map { share in
      words.share(
        SafeText(share.newOwner.name ?? share.newOwner.userID.rawValue, limit: 40), groups: share.receives,
        after: share.afterwards)
    }
    return [words.distribution(total: groups.count(.toSend), shares: Array(shares.prefix(1)))] + shares.dropFirst()
  }

  private static func reasons(_ groups: PreviewGroups, _ words: Catalogue) -> [SafeText] {
    let reasons = groups.reasons.map { words.leftOut($0.detail, groups: $0.groups) }
    guard let first = reasons.first else { return [] }
    return ["\(words.leftOutInAll(groups.count(.leftOut)))\(first)"] + reasons.dropFirst()
  }

  /// Of many days the first and the last; the others are added up.
  private static func days(_ schedule: SendingSchedule, _ words: Catalogue, now: Timestamp) -> [SafeText] {
    func text(_ day: SendingSchedule.SendingDay) -> SafeText {
      words.quotaDay(day.day, groups: day.groups, calls: day.calls, now: now)
    }
    let days = schedule.days
    guard days.count > mostDays else { return days.map(text) }
    let middle = days.dropFirst(mostDays - 2).dropLast()
    let rest = words.moreDays(
      middle.count, groups: middle.reduce(0) { $0 + $1.groups }, calls: middle.reduce(0) { $0 + $1.calls })
    return days.prefix(mostDays - 2).map(text) + [rest] + days.suffix(1).map(text)
  }

  /// Days that are told one by one.
  private static let mostDays = 6
  /// An older plan says how old it is.
  private static let fresh = TimeSpan.minutes(10)

  private static func warnings(
    _ plan: HandoverPlan, _ owner: SafeText, _ words: Catalogue, now: Timestamp
  ) -> [SafeText] {
    var warnings: [SafeText] = []
    if let days = plan.daysLeft {
      if days < HandoverOwner.fewDays {
        warnings.append(days < 0 ? words.overviewOverdue(owner) : words.overviewDeadline(owner, days: days))
      }
      let deadline = Day(at: plan.createdAt).advanced(by: Int64(days))
      if days >= 0, let last = plan.schedule.days.last, last.day > deadline { warnings.append(words.sentTooLate(days)) }
    }
    if now - plan.createdAt > fresh { warnings.append(words.planIsOld(words.age(now - plan.createdAt))) }
    return warnings
  }
}
