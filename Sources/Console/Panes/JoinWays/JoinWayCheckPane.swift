import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Everything that is wrong with any join way, worst first, each with the repair one key away.
struct JoinWayCheckPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  /// A finding of one join way: the lines' ids.
  struct Entry: Sendable, Hashable, Identifiable {
    let joinWay: JoinWayID
    let finding: JoinWayFinding
    var id: Self { self }
  }

  private(set) var table = TableView<Entry>()
  private(set) var entries = IndexedRows<Entry>()
  private var version: Int?
  /// What somebody is asked about before it is acknowledged or forgotten.
  private var question: (dialog: Dialog, work: JoinWayWork)?

  static func == (left: Self, right: Self) -> Bool {
    left.table == right.table && left.entries == right.entries && left.question?.dialog == right.question?.dialog
  }

  func title(_ world: World) -> SafeText { world.words[JoinWayPaneTerm.check] }
  var takesText: Bool { question != nil }

  private func current(_ world: World) -> (entry: Entry, row: JoinWayRow)? {
    guard let entry = entries[table.cursor], let row = world.joinWays[entry.joinWay] else { return nil }
    return (entry, row)
  }

  func commands(_ world: World) -> [Command<Self>] {
    if question != nil { return [] }
    let words = world.words
    let current = current(world)
    let nothing = current == nil ? words.nothingWrong : nil
    func info(
      _ id: String, _ keys: [Key], _ term: JoinWayPaneTerm, name: SafeText? = nil, disabled: SafeText?
    ) -> CommandInfo {
      .init("join-way-check.\(id)", keys, name ?? words[term], help: words.joinWayHelp(term), disabled: disabled)
    }
    let repair = current?.entry.finding.repair
    return [
      Command(
        info(
          "repair", [.enter], .repair, name: repair.map { words[$0] },
          disabled: nothing ?? current.flatMap { $0.entry.finding.repair.whyNot($0.row, world) })
      ) { pane, world in pane.mend(world) },
      Command(info("why", [.character("d")], .why, disabled: nothing)) { _, _ in
        current.map { [.push(.joinWayDiagnosis($0.entry.joinWay))] } ?? []
      },
      Command(info("show", [.character("l"), .right], .open, disabled: nothing)) { _, _ in
        current.map { [.push(.joinWays($0.entry.joinWay))] } ?? []
      },
      Command(info("refresh", [.character("r")], .refreshAll, disabled: nil)) { _, world in
        .reading(nil, of: world.joinWays.rows)
      },
    ]
  }

  private mutating func mend(_ world: World) -> [Effect] {
    guard let (entry, row) = current(world) else { return [] }
    let mode: JoinWaysPane.Mode? =
      switch entry.finding.repair {
      // Off the list means out of sight for good.
      case .forget: .forgetting(row, world)
      // Nobody knows what they have not seen.
      case .acknowledge: .acknowledging(row, world)
      default: nil
      }
    guard case .asking(let dialog, let work) = mode else { return entry.finding.effects(for: entry.joinWay) }
    question = (dialog, work)
    return []
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    if let (asked, work) = question {
      var dialog = asked
      let answer = dialog.handle(input)
      question = answer == nil ? (dialog, work) : nil
      return answer == JoinWaysPane.Mode.agreement && world.mayChange ? [.ask(.joinWays(work))] : []
    }
    if case .key(let key) = input { _ = table.handle(key, entries.rows) }
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    if version != world.joinWays.version {
      version = world.joinWays.version
      entries = IndexedRows(Self.entries(world.joinWays.rows))
    }
    table.settle(entries.rows, height: max(1, size.height - Self.adviceLines - 2))
    return []
  }

  private static func entries(_ rows: [JoinWayRow]) -> [Entry] {
    let all = rows.flatMap { row in row.findings.map { Entry(joinWay: row.record.id, finding: $0) } }
    return all.enumerated().sorted { left, right in
      let (a, b) = (left.element.finding.severity, right.element.finding.severity)
      return a == b ? left.offset < right.offset : a > b
    }.map(\.element)
  }

  // MARK: - Drawing

  /// Lines kept for the advice on what the cursor is on.
  private static let adviceLines = 4

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    guard !entries.isEmpty else {
      let isKnown = world.isLoaded
      let text = isKnown ? words.allIsWell(world.joinWays.rows.count) : words.starting
      Chrome.paragraph(on: &canvas, text, x: 1, y: 1, width: canvas.width - 2, role: isKnown ? .done : .dim)
      return
    }
    let lines = min(Self.adviceLines, max(0, canvas.height - 4))
    let list = Rect(x: 0, y: 0, width: canvas.width, height: canvas.height - lines - 1)
    let columns = [
      TableColumn(words[JoinWayField.remark], width: .flexible(least: 14, weight: 2)),
      TableColumn(words[JoinWayTerm.finding], width: .flexible(least: 24, weight: 4)),
      TableColumn(words[JoinWayTerm.repair], width: .fixed(12), role: .key),
      TableColumn(words[JoinWayTerm.severity], width: .fixed(9), dropsAt: 1),
    ]
    canvas.draw(in: list) { part in
      table.draw(on: &part, entries.rows, columns: columns, isFocused: question == nil) { index in
        let finding = entries.all[index].finding
        let row = world.joinWays[entries.all[index].joinWay]
        return [
          row.map { world.remark(of: $0.record) } ?? "",
          TableCell("\(finding.severity.sign) \(words.finding(finding.kind))", finding.severity.role),
          TableCell(words[finding.repair]), TableCell(words[finding.severity], finding.severity.role),
        ]
      }
    }
    if let (entry, row) = current(world) {
      canvas.horizontalLine(y: list.bottom)
      let advice = wrapped(world.advice(for: entry.finding, of: row), width: canvas.width - 2, most: lines)
      for (offset, line) in advice.enumerated() { canvas.write(line, x: 1, y: list.bottom + 1 + offset) }
    }
    question?.dialog.draw(on: &canvas)
  }
}
