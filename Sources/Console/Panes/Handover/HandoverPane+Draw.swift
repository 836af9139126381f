import Interface
import Model
import Screen
import Services
import Words

/// Where the parts of the pane are.
struct HandoverLayout: Sendable, Equatable {
  /// Below this many columns the parts are shown one at a time.
  private static let narrow = 70
  private static let wide = 100
  /// From this many lines on there is room for two lines of remarks.
  private static let tall = 7

  let lists: Rect
  /// Nil where the other part has the whole width.
  let owners: Rect?
  let groups: Rect?
  /// The line that counts the marks; nil where it is the last one.
  let marks: Int?
  /// The last line.
  let remark: Int

  init(_ size: Size, focus: HandoverPane.Part) {
    remark = size.height - 1
    marks = size.height >= Self.tall ? size.height - 2 : nil
    lists = Rect(x: 0, y: 0, width: size.width, height: marks ?? remark)
    guard size.width >= Self.narrow else {
      owners = focus == .owners ? lists : nil
      groups = focus == .groups ? lists : nil
      return
    }
    // Where it is tight, the names of groups need the room.
    let width = size.width < Self.wide ? size.width * 2 / 5 : size.width / 2 - 2
    owners = Rect(x: 0, y: 0, width: width, height: lists.height)
    groups = Rect(x: width + 1, y: 0, width: size.width - width - 1, height: lists.height)
  }
}

extension HandoverPane {
  func draw(on canvas: inout Canvas, _ world: World) {
    if let faults { return faults.draw(on: &canvas, world) }
    let layout = HandoverLayout(Size(width: canvas.width, height: canvas.height), focus: focus)
    if !world.isLoaded {
      canvas.write(world.words.loadingCompany, x: 1, y: 1, width: canvas.width - 2, role: .dim)
    } else if ownerRows.count == 0 {
      drawNobody(on: &canvas, world)
    } else {
      drawLists(on: &canvas, layout, world)
    }
    guard let entry else { return }
    let hint = if case .filter = entry { world.words.shown(groups.shown.count, of: groups.total) } else { SafeText("") }
    entry.prompt.draw(on: &canvas, y: layout.remark, hint: hint)
  }

  private func drawLists(on canvas: inout Canvas, _ layout: HandoverLayout, _ world: World) {
    if let part = layout.owners { canvas.draw(in: part) { drawOwners(on: &$0, world) } }
    if let part = layout.groups { canvas.draw(in: part) { drawGroups(on: &$0, world) } }
    if layout.owners != nil, let groups = layout.groups { canvas.verticalLine(x: groups.x - 1, height: groups.height) }
    drawMarks(on: &canvas, y: layout.marks ?? layout.remark, world)
    if layout.marks != nil { drawRemark(on: &canvas, y: layout.remark, world) }
  }

  // MARK: - Nothing to choose

  private func drawNobody(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let hasFailed = world.faults.contains { $0.source == .vendor }
    let refresh = world.jobs.first { $0.kind == RefreshJob.kind && !$0.state.isFinal }
    let lines =
      if world.sweptAt != nil {
        words.nobodyWaits(kind)
      } else if hasFailed {
        words.fetchFailed
      } else {
        [words.firstFetch(done: refresh?.done ?? 0, total: refresh?.total)]
      }
    var y = 1
    for (index, line) in lines.enumerated() {
      y = Chrome.paragraph(
        on: &canvas, line, x: 1, y: y, width: canvas.width - 2, role: index == 0 ? .text : .dim)
    }
  }

  // MARK: - Owners

  private func drawOwners(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let columns =
      switch kind {
      case .resigned:
        [
          TableColumn(words[HandoverTerm.resignedMember], width: .flexible(least: 9)),
          column(words[HandoverTerm.resignedAt], least: 10, dropsAt: 2),
          column(words[HandoverTerm.daysLeft], .right, least: 9, dropsAt: 1),
          column(words[HandoverTerm.waitingGroups], .right, least: 5),
          column(words[HandoverTerm.inProgress], .right, least: 5, dropsAt: 3),
          column(words[HandoverTerm.finished], .right, least: 5, dropsAt: 4),
        ]
      case .onJob:
        [
          TableColumn(words[HandoverPaneTerm.activeOwner], width: .flexible(least: 8, weight: 2)),
          TableColumn("userid", width: .flexible(least: 8), dropsAt: 2, role: .dim),
          column(words[GroupTerm.groups], .right, least: 5),
          column(words[HandoverTerm.inProgress], .right, least: 5, dropsAt: 1),
        ]
      }
    ownerTable.draw(on: &canvas, ownerRows, columns: columns, isFocused: focus == .owners) { index in
      guard let owner = owners?.all[index] else { return [] }
      return kind == .resigned ? resignedCells(owner, world) : activeCells(owner, world)
    }
  }

  private func column(
    _ title: SafeText, _ alignment: Alignment = .left, least: Int, dropsAt: Int = 0, role: Role = .text
  ) -> TableColumn {
    TableColumn(title, alignment, width: .fixed(max(least, displayWidth(of: title))), dropsAt: dropsAt, role: role)
  }

  private func name(of owner: HandoverOwner, _ world: World) -> TableCell {
    world.ownersByID[owner.id]?.name == nil
      ? TableCell(SafeText(owner.id).shortenedInTheMiddle(to: 9), .dim) : TableCell(world.person(owner.id))
  }

  private func resignedCells(_ owner: HandoverOwner, _ world: World) -> [TableCell] {
    let words = world.words
    let days = owner.daysLeft(at: world.now)
    let isUrgent = days.map { $0 < HandoverOwner.fewDays } ?? false
    let left: SafeText = days.map { isUrgent ? "⚠ \(words.daysLeft($0))" : words.daysLeft($0) } ?? "—"
    return [
      name(of: owner, world),
      TableCell(owner.resignedAt.map { words.day(Day(at: $0), now: world.now) } ?? "—"),
      TableCell(left, isUrgent ? .warning : nil),
      TableCell(words.number(owner.waiting)),
      TableCell(words.number(owner.inProgress)),
      TableCell(words.number(owner.done)),
    ]
  }

  private func activeCells(_ owner: HandoverOwner, _ world: World) -> [TableCell] {
    [
      name(of: owner, world), TableCell(SafeText(owner.id).shortenedInTheMiddle(to: 16)),
      TableCell(world.words.number(owner.groups)), TableCell(world.words.number(owner.inProgress)),
    ]
  }

  // MARK: - Groups

  private func drawGroups(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let columns = [
      TableColumn(words[GroupTerm.groupName], width: .flexible(least: 16)),
      column(words[GroupTerm.members], .right, least: 5, dropsAt: 1),
      column(words[GroupTerm.created], least: 10, dropsAt: 2),
      column(words[GroupTerm.followUpStatus], least: words.language == .zh ? 8 : 11),
    ]
    let marks = ownerMarks
    groupTable.draw(
      on: &canvas, groups.rows, columns: columns, isFocused: focus == .groups, isMarked: { marks.contains($0) }
    ) { index in groupCells(groups.shown[index], world) }
    guard groups.shown.isEmpty else { return }
    let text = groups.total == 0 ? words.noGroupsOfOwner : words.noGroupMatches(SafeText(filter, limit: 40))
    Chrome.paragraph(on: &canvas, text, x: 1, y: 1, width: canvas.width - 2, role: .dim)
  }

  private func groupCells(_ row: Int32, _ world: World) -> [TableCell] {
    let (words, snapshot) = (world.words, groups.snapshot)
    let name = snapshot.name(row)
    let status = snapshot.status(row)
    let role: Role? = kind.canHandOver(status) ? nil : .dim
    return [
      name.isEmpty
        ? TableCell(SafeText(snapshot.chatID(row)).shortenedInTheMiddle(to: 11), .dim)
        : TableCell(SafeText(name, limit: 200), role),
      TableCell(snapshot.members(row).map(words.number) ?? "—"),
      TableCell(snapshot.created(row).map { SafeText(Day(at: $0).description) } ?? "—"),
      TableCell(status.map(words.status) ?? "—", role),
    ]
  }

  // MARK: - Remarks

  private func drawMarks(on canvas: inout Canvas, y: Int, _ world: World) {
    let words = world.words
    let marks = ownerMarks
    let shown = words.shown(groups.shown.count, of: groups.total)
    let shownWidth = displayWidth(of: shown)
    let room = canvas.width - 2
    let range = marks.anchor.flatMap(groups.snapshot.row).map { row in
      words.rangeFrom(SafeText(groups.snapshot.name(row), limit: 20))
    }
    let (text, role): (SafeText, Role) =
      if let range {
        (range, .mark)
      } else if marks.isEmpty {
        (words.nothingToGoOnWith, .dim)
      } else {
        (words.handoverMarked(marks.count, hidden: hidden), hidden > 0 ? .warning : .mark)
      }
    canvas.write(text, x: 1, y: y, width: room, role: role)
    // How many there are is told where there is room beside the marks.
    guard displayWidth(of: text) + 2 + shownWidth <= room else { return }
    canvas.write(shown, x: canvas.width - 1 - shownWidth, y: y, role: .dim)
  }

  /// What matters most, as much as there is room for.
  private func drawRemark(on canvas: inout Canvas, y: Int, _ world: World) {
    let words = world.words
    var parts: [SafeText] = []
    if openJob(world) != nil { parts.append(words.handoverRuns) }
    if let used = quotaUsed(world), let cap = world.company?.rules.dailyCap {
      parts.append(words.quotaUsed(used, of: cap))
    }
    if let refresh = world.jobs.first(where: { $0.kind == RefreshJob.kind && $0.state == .running }) {
      parts.append(words.listMayGrow(done: refresh.done, total: refresh.total))
    }
    let customers = kind == .resigned ? world.resignedOwners.reduce(0) { $0 + $1.waitingCustomers } : 0
    if customers > 0 { parts.append(words.customersWaitElsewhere(customers)) }
    let text = SafeText(parts.map(\.text).joined(separator: " · "))
    canvas.write(text, x: 1, y: y, width: canvas.width - 2, role: .dim)
  }

  /// Spent today of the chosen owner's quota, where a handover of theirs tells.
  private func quotaUsed(_ world: World) -> Int? {
    guard let job = openJob(world) else { return nil }
    return world.reports[job]?.quotaToday.used
  }
}
