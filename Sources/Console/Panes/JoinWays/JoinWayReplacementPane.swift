import Interface
import Model
import Screen
import Services
import Storage
import Words

/// What is to go out of many join ways, and what is to come in: a group for a group, or an owner's groups for another's.
struct JoinWayReplacementPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  /// What may go out: what these join ways use.
  enum Out: Sendable, Hashable, Identifiable {
    case owner(UserID)
    case group(ChatID)
    var id: Self { self }
  }

  private struct Choice: Sendable, Equatable, Identifiable {
    let id: Out
    /// Of the join ways, those that use it.
    var ways: Int
    var name: SafeText
    var note: SafeText
    var role: Role
    /// Those that need it come first.
    var rank: Int
  }

  private let ids: [JoinWayID]
  private var choices = IndexedRows<Choice>()
  private var version: Int?
  private var table = TableView<Out>()
  private(set) var out: Out?
  private var picker: JoinWayGroupPicker?
  private var owners: JoinWayOwnerPicker?

  init(_ ids: [JoinWayID]) { self.ids = ids }

  func title(_ world: World) -> SafeText { world.words[JoinWayPaneTerm.replace] }
  var takesText: Bool { out != nil }

  func commands(_ world: World) -> [Command<Self>] {
    if takesText { return [] }
    let words = world.words
    return [
      Command(
        .init(
          "join-way-replacement.choose", [.enter, .character("l"), .right], words[JoinWayPaneTerm.choose],
          help: words.joinWayHelp(.choose), disabled: choices.isEmpty ? words.noJoinWayHere : nil)
      ) { pane, _ in
        pane.out = pane.table.cursor
        switch pane.out {
        case .group: pane.picker = JoinWayGroupPicker([], most: 1)
        case .owner(let old): pane.owners = JoinWayOwnerPicker(insteadOf: old)
        case nil: break
        }
        return []
      }
    ]
  }

  // MARK: - Input

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    switch out {
    case .group(let old):
      guard let outcome = picker?.handle(input) else { return [] }
      switch outcome {
      case .open, .tooMany: return []
      case .cancelled: (out, picker) = (nil, nil)
      case .accepted:
        guard let new = picker?.chosen.first else { return [] }
        (out, picker) = (nil, nil)
        guard new != old else { return [.say(world.words.sameGroup, .warning)] }
        return [.push(.joinWayPlan(.replace(old, with: new), uses(.group(old), world)))]
      }
    case .owner(let old): return chooseOwner(input, old, world)
    case nil: if case .key(let key) = input { _ = table.handle(key, choices.rows) }
    }
    return []
  }

  private mutating func chooseOwner(_ input: InputEvent, _ old: UserID, _ world: World) -> [Effect] {
    guard let outcome = owners?.handle(input, world) else { return [] }
    switch outcome {
    case .open: return []
    case .cancelled: (out, owners) = (nil, nil)
    case .impossible(let why): return [.say(why, .warning)]
    case .chosen(let new):
      (out, owners) = (nil, nil)
      return [.push(.joinWayPlan(.replaceOwner(old, with: new), uses(.owner(old), world)))]
    }
    return []
  }

  /// Those of the join ways that use it.
  private func uses(_ out: Out, _ world: World) -> [JoinWayID] {
    ids.filter { id in
      world.joinWays[id]?.groups.contains { group in
        switch out {
        case .group(let chat): group.chatID == chat
        case .owner(let user): group.owner == user
        }
      } == true
    }
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    if version != world.joinWays.version {
      version = world.joinWays.version
      choices = IndexedRows(Self.choices(ids.compactMap { world.joinWays[$0] }, world))
    }
    table.settle(choices.rows, height: size.height - 2)
    picker?.settle(height: size.height, world)
    owners?.settle(height: size.height, world)
    return []
  }

  private static func choices(_ rows: [JoinWayRow], _ world: World) -> [Choice] {
    let words = world.words
    var choices: [Out: Choice] = [:]
    for row in rows {
      for group in row.groups {
        let fullness = world.fullness(members: group.members)
        let note = group.isGone ? words[GroupTerm.gone] : fullness.map(words.inShort) ?? ""
        choices[
          .group(group.chatID),
          default: Choice(
            id: .group(group.chatID), ways: 0, name: world.name(of: group), note: note,
            role: group.isGone ? .warning : fullness?.role ?? .text,
            rank: group.isGone ? 1 : fullness == nil ? 4 : 2)
        ].ways += 1
      }
      for owner in Set(row.groups.compactMap(\.owner)) {
        let hasResigned = row.groups.contains { $0.owner == owner && $0.ownerHasResigned }
        choices[
          .owner(owner),
          default: Choice(
            id: .owner(owner), ways: 0, name: words.allGroups(of: world.person(owner)),
            note: hasResigned ? words[GroupTerm.resigned] : "", role: hasResigned ? .warning : .text,
            rank: hasResigned ? 0 : 3)
        ].ways += 1
      }
    }
    return choices.values.sorted { ($0.rank, -$0.ways, $0.name.text) < ($1.rank, -$1.ways, $1.name.text) }
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    if let picker { return picker.draw(on: &canvas, world) }
    if let owners { return owners.draw(on: &canvas, world) }
    canvas.write(words.whatGoesOut(ids.count), x: 1, y: 0, width: canvas.width - 2, role: .title)
    let columns = [
      TableColumn(words[JoinWayTerm.dropped], width: .flexible(least: 20, weight: 2)),
      TableColumn(words[AppTerm.joinWays], .right, width: .fixed(10)),
      TableColumn("", width: .flexible(least: 12)),
    ]
    canvas.draw(in: Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 1)) { part in
      table.draw(on: &part, choices.rows, columns: columns, isFocused: true) { index in
        let choice = choices.all[index]
        return [
          TableCell(choice.name, choice.role), TableCell(words.number(choice.ways)),
          TableCell(choice.note, choice.role),
        ]
      }
    }
  }
}
