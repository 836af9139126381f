import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Every job with its state, progress and what it waits for; steers one of them, or all.
struct QueuePane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  private(set) var table = TableView<JobID>()
  private(set) var list = JobList()
  private(set) var filter = ""
  var mode = Mode.list

  enum Mode: Sendable, Equatable {
    case list
    case filtering(FilterPrompt)
    case asking(JobQuestion)
    case reading(TextBox)
  }

  /// The job a key acts on.
  var job: Job? { list.job(table.cursor) }

  func title(_ world: World) -> SafeText { world.words[QueueTerm.queue] }

  var takesText: Bool { mode != .list }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    switch mode {
    case .list:
      if case .key(let key) = input { _ = table.handle(key, list.rows) }
    case .filtering(var prompt):
      let change = prompt.handle(input)
      filter = change.filter
      mode = change.isOpen ? .filtering(prompt) : .list
      if change.isForList, case .key(let key) = input { _ = table.handle(key, list.rows) }
    case .asking(var question):
      let outcome = question.handle(input)
      mode = outcome == .undecided ? .asking(question) : .list
      if outcome == .agreed { return [.ask(question.request)] }
    case .reading(var box):
      let isOpen = box.handle(input)
      mode = isOpen ? .reading(box) : .list
    }
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    list.update(world, filter: filter)
    table.settle(list.rows, height: QueueLayout(size, world).table.height - 1)
    switch mode {
    case .reading(var box):
      box.settle(in: size)
      mode = .reading(box)
    case .asking(var question): mode = question.follow(world) ? .asking(question) : .list
    case .list, .filtering: break
    }
    return []
  }
}
