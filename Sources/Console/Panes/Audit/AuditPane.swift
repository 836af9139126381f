import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Who did what and when, newest first; whether it can be believed.
struct AuditPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  private(set) var table = TableView<Int64>()
  private(set) var list = AuditRows()
  private(set) var filter = ""
  private(set) var verification: AuditVerification?
  /// When that was found.
  private(set) var verifiedAt = Timestamp(milliseconds: 0)
  var mode = Mode.list

  enum Mode: Sendable, Equatable {
    case list
    case filtering(FilterPrompt)
    case exporting(Prompt)
    case reading(TextBox)
  }

  /// The row a key acts on.
  var entry: AuditEntry? { list[table.cursor] }

  func title(_ world: World) -> SafeText { world.words[AuditTerm.audit] }

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
    case .exporting(var prompt):
      let outcome = prompt.field.handle(input)
      mode = outcome == .submitted || outcome == .cancelled ? .list : .exporting(prompt)
      let path = prompt.field.text.trimmingWhiteSpace
      if outcome == .submitted, !path.isEmpty { return [.ask(.saveAudit(filter: filter, path: path))] }
    case .reading(var box):
      mode = box.handle(input) ? .reading(box) : .list
    }
    return []
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .answer(.auditRows(let page), .auditRows(let entries)): list.take(entries, for: page)
    case .failed(.auditRows(let page), _): list.fail(page)
    case .read: list.noteChange()
    case .answer(.verifyAudit, .verification(let found)):
      (verification, verifiedAt) = (found, world.now)
      if mode == .list { mode = .reading(world.words.box(of: found)) }
    default: break
    }
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let height = AuditLayout(size).table.height - 1
    table.settle(list.rows, height: height)
    if case .reading(var box) = mode {
      box.settle(in: size)
      mode = .reading(box)
    }
    return list.next(filter, inView: table.top + height).map { [.ask(.auditRows($0))] } ?? []
  }
}
