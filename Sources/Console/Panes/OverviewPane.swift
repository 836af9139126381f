import Interface
import Model
import Screen
import Services
import Storage
import Words

/// The first screen: what waits for me, may I change anything, who goes on working after I leave; without a company,
/// three ways to go on.
struct OverviewPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum Row: Sendable, Hashable {
    case handover, groups, queue, joinWays
    case retry
    case profile(String)
    case demo, connect, help
  }

  private var selected: Row?
  private var failure: Failure?

  /// A company that could not be opened, and why.
  private struct Failure: Sendable, Equatable {
    let connection: Request.Connection
    let reasons: [SafeText]
  }

  func title(_ world: World) -> SafeText { "" }

  func commands(_ world: World) -> [Command<Self>] {
    let words = world.words
    return [
      Command(
        .init("overview.open", [.enter, .character("l")], words[OverviewTerm.enter], help: words.overviewOpenHelp)
      ) {
        pane, world in pane.open(world)
      },
      Command(
        .init(
          "overview.refresh", [.character("r")], words[QueueTerm.refresh], help: words.overviewRefreshHelp,
          disabled: world.company == nil ? words.noCompanyOpen : nil)
      ) { _, world in [.ask(world.isLoaded ? .refresh([.all]) : .reload)] },
    ]
  }

  private func rows(_ world: World) -> [Row] {
    guard world.company != nil else {
      return (failure == nil ? [] : [.retry]) + world.profiles.map(Row.profile) + [.demo, .connect, .help]
    }
    return [.handover, .groups, .queue, .joinWays]
  }

  private func current(_ world: World) -> Row? {
    let rows = rows(world)
    return selected.flatMap { rows.contains($0) ? $0 : nil } ?? rows.first
  }

  private func open(_ world: World) -> [Effect] {
    switch current(world) {
    case .handover: [.open(.handover(.resigned))]
    case .groups: [.open(.groups(owner: nil))]
    case .queue: [.open(.queue)]
    case .joinWays: [.open(.joinWays(nil))]
    case .retry: failure.map { [.ask(.open($0.connection))] } ?? []
    case .profile(let name): [.ask(.open(.profile(name)))]
    case .demo: [.ask(.open(.demo))]
    case .connect: [.open(.guide)]
    case .help: [.help]
    case nil: []
    }
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    let rows = rows(world)
    guard case .key(let key) = input, let row = current(world), let index = rows.firstIndex(of: row) else { return [] }
    if ListKey.down.keys.contains(key) { selected = rows[min(index + 1, rows.count - 1)] }
    if ListKey.up.keys.contains(key) { selected = rows[max(index - 1, 0)] }
    if ListKey.first.keys.contains(key) { selected = rows.first }
    if ListKey.last.keys.contains(key) { selected = rows.last }
    return []
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .failed(.open(let connection), let error) where !(error is CancellationError):
      let advice = world.words.advice(for: error, in: world.circumstances)
      failure = Failure(connection: connection, reasons: advice.map(world.words.line))
      selected = nil
    case .answer(.open, _): failure = nil
    default: break
    }
    return []
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World) {
    guard let company = world.company else { return welcome(on: &canvas, world) }
    guard world.isLoaded else {
      // The banner says what is wrong.
      let isFailed = world.faults.contains { $0.source == .replica || $0.source == .ledger }
      let text = isFailed ? world.words.groupsFailed : world.words.loadingCompany
      Chrome.paragraph(on: &canvas, text, x: 1, y: 1, width: canvas.width - 2, role: isFailed ? .error : .dim)
      return
    }
    drawCompany(company, on: &canvas, world)
  }

  private func welcome(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let isOpening = world.activities.contains { if case .open = $0.request { true } else { false } }
    guard !isOpening else {
      canvas.write(words.starting, x: 1, y: 1, role: .dim)
      return
    }
    var y = 1
    if let failure {
      for line in [words.openFailed] + failure.reasons {
        y = Chrome.paragraph(on: &canvas, line, x: 1, y: y, width: canvas.width - 2, role: .error)
      }
    } else {
      let intro = world.profiles.isEmpty ? words.welcome : words.chooseProfile
      y = Chrome.paragraph(on: &canvas, intro, x: 1, y: y, width: canvas.width - 2, role: .title)
    }
    drawRows(on: &canvas, from: y + 1, world)
  }

  /// As many rows as there is room for, the one with the cursor among them.
  private func drawRows(on canvas: inout Canvas, from top: Int, _ world: World) {
    let words = world.words
    let rows = rows(world)
    let room = max(1, canvas.height - top)
    let index = current(world).flatMap { rows.firstIndex(of: $0) } ?? 0
    let first = max(0, min(index - room / 2, rows.count - room))
    for (offset, row) in rows[first...].prefix(room).enumerated() {
      let text: SafeText =
        switch row {
        case .retry: words[OverviewTerm.retry]
        case .profile(let name): SafeText(name)
        case .demo: words[OverviewTerm.tryDemo]
        case .connect: words[OverviewTerm.connect]
        default: words[OverviewTerm.help]
        }
      line(text, at: top + offset, isSelected: row == current(world), on: &canvas)
    }
  }

  private func line(_ text: SafeText, at y: Int, isSelected: Bool, on canvas: inout Canvas) {
    canvas.layer = isSelected ? .cursor : .page
    canvas.clear(Rect(x: 0, y: y, width: canvas.width, height: 1))
    if isSelected {
      canvas.write("▌", x: 0, y: y)
      canvas.showCursor(x: 0, y: y)
    }
    canvas.write(text, x: 2, y: y, width: canvas.width - 3)
    canvas.layer = .page
  }

  private func drawCompany(_ company: CompanyFacts, on canvas: inout Canvas, _ world: World) {
    let words = world.words
    canvas.write(
      words.corp(SafeText(company.corp, limit: 60), isDemo: company.isDemo, authority: company.authority), x: 1, y: 0,
      width: canvas.width - 2, role: .title)
    if company.speed != 1 { canvas.write(words.companyTime(world.now), x: 1, y: 1, role: .dim) }
    let labels = [
      words[HandoverTerm.handover], words[GroupTerm.customerGroups], words[QueueTerm.queue], words[QueueTerm.worker],
      words[AppTerm.joinWays],
    ]
    let column = 2 + (labels.map { displayWidth(of: $0) }.max() ?? 0) + 2
    let waits = world.resignedOwners.contains { $0.waiting > 0 }
    var y = 2
    func entry(_ row: Row, _ label: SafeText, _ text: SafeText, _ key: SafeText, _ role: Role) {
      y = block(
        label, text, column: column, at: y, role: role, key: key, isSelected: current(world) == row, on: &canvas)
    }
    // Before the first sweep nobody can say that none waits.
    let isKnown = world.sweptAt != nil || !world.resignedOwners.isEmpty
    let handover = isKnown ? words.overviewHandover(world.resignedOwners, now: world.now) : "…"
    entry(.handover, labels[0], handover, "1", waits ? .warning : .text)
    let isRefused = firstRefresh(world)?.state.isFinal == true
    entry(.groups, labels[1], groups(world), "2", isRefused ? .error : .text)
    let needsHand = world.jobs.contains { $0.state == .attention }
    let open = world.jobs.filter { !$0.state.isFinal }
    entry(.queue, labels[2], words.overviewJobs(open), "3", needsHand ? .warning : .text)
    // What needs a hand must not be the one there is no room for.
    let urgentFirst = open.filter { $0.state == .attention } + open.filter { $0.state != .attention }
    for job in urgentFirst.prefix(max(0, canvas.height - y - 7)) {
      canvas.write(summary(of: job, world), x: column, y: y, width: canvas.width - column - 1, role: job.state.role)
      y += 1
    }
    let ways = world.joinWays
    entry(
      .joinWays, labels[4], words.overviewJoinWays(ways.rows.count, dead: ways.dead, warned: ways.warned), "4",
      ways.dead > 0 ? .error : ways.warned > 0 ? .warning : .text)
    let isIdle = world.worker == .nobody && !open.isEmpty
    y = block(
      labels[3], world.workerText, column: column, at: y, role: isIdle ? .warning : .text, key: "", isSelected: false,
      on: &canvas)
    remarks(on: &canvas, from: y + 1, world)
  }

  /// A label and what stands behind it, over as many lines as it takes; returns the line after it.
  private func block(
    _ label: SafeText, _ text: SafeText, column: Int, at y: Int, role: Role, key: SafeText, isSelected: Bool,
    on canvas: inout Canvas
  ) -> Int {
    let lines = wrapped(text, width: max(8, canvas.width - column - 4))
    let height = max(1, lines.count)
    canvas.layer = isSelected ? .cursor : .page
    canvas.clear(Rect(x: 0, y: y, width: canvas.width, height: height))
    if isSelected {
      for offset in 0..<height { canvas.write("▌", x: 0, y: y + offset) }
      canvas.showCursor(x: 0, y: y)
    }
    canvas.write(label, x: 2, y: y)
    for (offset, line) in lines.enumerated() { canvas.write(line, x: column, y: y + offset, role: role) }
    canvas.write(key, x: canvas.width - 2, y: y, role: .key)
    canvas.layer = .page
    return y + height
  }

  private func groups(_ world: World) -> SafeText {
    guard world.sweptAt != nil else {
      let refresh = firstRefresh(world)
      guard let refresh, refresh.state.isFinal else {
        return world.words.firstFetch(done: refresh?.done ?? 0, total: refresh?.total)
      }
      return world.words.standing(refresh.state, reason: world.nextStep(of: refresh))
    }
    return world.words.overviewGroups(world.groups.count)
  }

  /// The refresh of everything that is under way, else the last one; nil once there was one that brought everything.
  private func firstRefresh(_ world: World) -> Job? {
    guard world.sweptAt == nil else { return nil }
    let refreshes = world.jobs.filter { $0.kind == RefreshJob.kind && $0.subject == RefreshScope.all.subject }
    return refreshes.first { !$0.state.isFinal } ?? refreshes.first
  }

  private func summary(of job: Job, _ world: World) -> SafeText {
    var parts = [world.title(of: job), world.words.state(job.state)]
    if job.total != nil { parts.append(world.words.progress(of: job)) }
    parts.append(world.nextStep(of: job))
    return SafeText(parts.map(\.text).filter { !$0.isEmpty }.joined(separator: " · "))
  }

  private func remarks(on canvas: inout Canvas, from y: Int, _ world: World) {
    let words = world.words
    var y = y
    func say(_ text: SafeText, _ role: Role) {
      y = Chrome.paragraph(on: &canvas, text, x: 2, y: y, width: canvas.width - 4, role: role)
    }
    if firstRefresh(world)?.state.isFinal == true { say(words.fetchAgain, .text) }
    if world.isStopped { say(words.allPaused, .warning) }
    if world.sweptAt != nil, world.groups.count == 0 { for line in words.noGroups { say(line, .warning) } }
    let customers = world.resignedOwners.reduce(0) { $0 + $1.waitingCustomers }
    if customers > 0 { say(words.customersWaiting(customers), .text) }
    say(words.overviewPromise, .dim)
  }
}
