import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Why one code cannot be scanned: what WeCom answered a moment ago, and what only the client shows.
struct JoinWayDiagnosisPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  private let id: JoinWayID
  private var state = State.none
  private var table = TableView<Int>()
  private var lines: [Line] = []
  private var width = 0
  private var words = Catalogue(.zh)

  private enum State: Sendable, Equatable {
    case none, asking
    case answered(JoinWayDiagnosis, at: Timestamp)
    case failed([SafeText])
  }

  private struct Line: Sendable, Equatable {
    var text: SafeText
    var role = Role.text
    /// What is to be mended.
    var finding: JoinWayFinding?
  }

  init(_ id: JoinWayID) { self.id = id }

  func title(_ world: World) -> SafeText { world.words[JoinWayTerm.diagnosis] }

  private var rows: Rows<Int> { Rows(count: lines.count, id: { $0 }, index: { $0 }) }

  /// Of the line under the cursor, else the first there is.
  private var finding: JoinWayFinding? {
    let here = table.cursor.flatMap { lines.indices.contains($0) ? lines[$0].finding : nil }
    return here ?? lines.lazy.compactMap(\.finding).first
  }

  func commands(_ world: World) -> [Command<Self>] {
    let (id, words) = (id, world.words)
    let row = world.joinWays[id]
    let repair = finding?.repair
    let why = repair == nil ? words.nothingToRepair : row.flatMap { repair?.whyNot($0, world) }
    return [
      Command(
        .init(
          "join-way-diagnosis.repair", [.enter], repair.map { words[$0] } ?? words[JoinWayPaneTerm.repair],
          help: words.joinWayHelp(.repair), disabled: row == nil ? words.joinWayIsGone : why)
      ) { pane, _ in pane.finding?.effects(for: id) ?? [] },
      Command(
        .init(
          "join-way-diagnosis.again", [.character("r")], words[JoinWayPaneTerm.lookAgain],
          help: words.joinWayHelp(.lookAgain))
      ) { pane, _ in
        pane.state = .none
        return []
      },
    ]
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    if case .key(let key) = input { _ = table.handle(key, rows) }
    return []
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch news {
    case .answer(.joinWays(.diagnosis(id)), .joinWays(.diagnosis(let diagnosis))):
      (state, width) = (.answered(diagnosis, at: world.now), 0)
    case .failed(.joinWays(.diagnosis(id)), let error):
      (state, width) = (.failed(world.words.advice(for: error, in: world.circumstances).map(world.words.line)), 0)
    default: break
    }
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    var effects: [Effect] = []
    if state == .none {
      (state, width) = (.asking, 0)
      effects = [.ask(.joinWays(.diagnosis(id)))]
    }
    if width != size.width || words != world.words {
      (width, words) = (size.width, world.words)
      lines = text(world).flatMap { line in
        wrapped(line.text, width: max(1, size.width - 3)).map { Line(text: $0, role: line.role, finding: line.finding) }
      }
    }
    table.settle(rows, height: max(1, size.height - 1))
    return effects
  }

  func leave(_ world: World) -> [Effect] { state == .asking ? [.cancel(.joinWays(.diagnosis(id)))] : [] }

  // MARK: - Text

  private func text(_ world: World) -> [Line] {
    let words = world.words
    switch state {
    case .none, .asking: return [Line(text: words.diagnosing, role: .progress)]
    case .failed(let why):
      return [Line(text: words.diagnosisFailed, role: .error)] + why.map { Line(text: $0, role: .error) }
    case .answered(let diagnosis, let moment):
      var lines = [Line(text: words.lookedAt(words.moment(moment, now: world.now)), role: .dim), Line(text: "")]
      if diagnosis.row.record.configID == nil {
        lines.append(Line(text: words.cannotBeLookedAt, role: .warning))
      } else {
        lines.append(Line(text: words[JoinWayTerm.proven], role: .title))
        lines.append(
          Line(text: words.openGroups(diagnosis.openGroups), role: diagnosis.openGroups == 0 ? .error : .text))
      }
      if diagnosis.proven.isEmpty { lines.append(Line(text: words.nothingProven, role: .done)) }
      lines += diagnosis.proven.map { finding in
        Line(
          text: "\(finding.severity.sign) \(world.advice(for: finding, of: diagnosis.row))",
          role: finding.severity.role,
          finding: finding)
      }
      guard !diagnosis.possible.isEmpty else { return lines }
      lines += [Line(text: ""), Line(text: words[JoinWayTerm.possible], role: .title)]
      return lines + diagnosis.possible.map { Line(text: "? \(words.line(words.clientCause($0)))") }
    }
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    let name = world.joinWays[id].map { world.words.joinWayName($0.record) } ?? SafeText(id)
    table.draw(
      on: &canvas, rows, columns: [TableColumn(name, width: .flexible(least: 1))], isFocused: true
    ) { [TableCell(lines[$0].text, lines[$0].role)] }
  }
}
