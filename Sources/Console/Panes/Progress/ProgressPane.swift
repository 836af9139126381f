import Interface
import Model
import Screen
import Services
import Storage
import Words

/// One handover while it goes on and after it has ended: how far it is, and what became of each group.
struct ProgressPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  let job: JobID
  private(set) var table = TableView<ChatID>()
  private(set) var list = ItemList()
  private(set) var search = ""
  var kind = ItemFilter.all
  var mode = Mode.list
  private var reading = Reading.notAsked

  enum Mode: Sendable, Equatable {
    case list
    case searching(FilterPrompt)
    case exporting(Prompt)
    case asking(JobQuestion)
    case reading(TextBox)
  }

  /// How the report came, or did not come.
  enum Reading: Sendable, Equatable {
    case notAsked
    /// For the job as it was then.
    case asked(Job?)
    case missing
    /// The look at the ledger that every failure leads to says nothing new; a later one does.
    case failed(awaitsLook: Bool)
  }

  init(_ job: JobID) { self.job = job }

  func report(_ world: World) -> HandoverReport? { world.reports[job] }

  /// The job as it was read last, with the report or with the list of jobs.
  func row(_ world: World) -> Job? { report(world)?.job ?? world.jobs.first { $0.id == job } }

  /// The group a key acts on.
  var item: HandoverItem? { list.item(table.cursor) }

  var takesText: Bool { mode != .list }

  func title(_ world: World) -> SafeText {
    row(world).map { job in world.words.jobTitle(job, names: { name($0, world) }) } ?? world.words[QueueTerm.job]
  }

  /// The report knows the names of those who left long ago.
  func name(_ user: UserID, _ world: World) -> SafeText {
    report(world)?.names[user].map { SafeText($0, limit: 40) } ?? world.person(user)
  }

  /// What is said instead of the report; nil when it is there.
  func problem(_ world: World) -> (text: SafeText, isError: Bool)? {
    guard report(world) == nil else { return nil }
    return switch reading {
    case .notAsked, .asked: (world.words.loadingReport, false)
    case .missing: (world.words.reportIsMissing(job), true)
    case .failed: (world.words.reportFailed, true)
    }
  }

  // MARK: - Input

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    switch mode {
    case .list:
      if case .key(let key) = input { _ = table.handle(key, list.rows) }
    case .searching(var prompt):
      let change = prompt.handle(input)
      search = change.filter
      mode = change.isOpen ? .searching(prompt) : .list
      if change.isForList, case .key(let key) = input { _ = table.handle(key, list.rows) }
    case .exporting(var prompt):
      let outcome = prompt.field.handle(input)
      mode = outcome == .submitted || outcome == .cancelled ? .list : .exporting(prompt)
      let path = prompt.field.text.trimmingWhiteSpace
      if outcome == .submitted, !path.isEmpty { return [.ask(.saveReport(job, path: path))] }
    case .asking(var question):
      let outcome = question.handle(input)
      mode = outcome == .undecided ? .asking(question) : .list
      if outcome == .agreed { return [.ask(question.request)] }
    case .reading(var box):
      mode = box.handle(input) ? .reading(box) : .list
    }
    return []
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .answer(.report(job), .report(nil)): reading = .missing
    case .failed(.report(job), _): reading = .failed(awaitsLook: true)
    case .read where reading == .failed(awaitsLook: true): reading = .failed(awaitsLook: false)
    case .read where reading == .failed(awaitsLook: false): reading = .notAsked
    case .answer(.retry(job), .plan(let plan)): return [.push(.preview(plan))]
    default: break
    }
    return []
  }

  // MARK: - Settling

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    list.update(report(world), kind, text: search)
    table.settle(list.rows, height: layout(in: size, world).table.height - 1)
    switch mode {
    case .reading(var box):
      box.settle(in: size)
      mode = .reading(box)
    case .asking(var question): mode = question.follow(world) ? .asking(question) : .list
    case .list, .searching, .exporting: break
    }
    return ask(world)
  }

  /// Once at first, and again when the job has gone on without its report.
  private mutating func ask(_ world: World) -> [Effect] {
    let row = world.jobs.first { $0.id == job }
    switch reading {
    case .notAsked: break
    case .asked(let last):
      guard let row, row != last, row != report(world)?.job else { return [] }
    case .missing, .failed: return []
    }
    reading = .asked(row)
    return [.ask(.report(job))]
  }
}
