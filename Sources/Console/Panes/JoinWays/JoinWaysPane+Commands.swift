import Interface
import Model
import Screen
import Services
import Storage
import Words

/// What can be done in the join ways' pane.
extension JoinWaysPane {
  func commands(_ world: World) -> [Command<Self>] {
    switch mode {
    case .browsing: return keeping(world) + changing(world) + looking(world) + marking(world) + moving(world)
    case .filtering, .entering, .asking, .reading: return []
    // Run by the pane itself, once the end of the config id was typed.
    case .removing(let removal):
      return [
        Command(
          .init(
            "join-ways.delete", [], world.words[JoinWayPaneTerm.delete], help: world.words.joinWayHelp(.delete),
            isDestructive: true, disabled: world.whyNoChange)
        ) { pane, world in pane.remove(removal, world) }
      ]
    }
  }

  private func command(
    _ id: String, _ keys: [Key], _ term: JoinWayPaneTerm, _ world: World, name: SafeText? = nil,
    disabled: SafeText? = nil, isInFooter: Bool = true, run: @escaping @Sendable (inout Self, World) -> [Effect]
  ) -> Command<Self> {
    let info = CommandInfo(
      "join-ways.\(id)", keys, name ?? world.words[term], help: world.words.joinWayHelp(term), disabled: disabled,
      isInFooter: isInFooter)
    return Command(info, run: run)
  }

  private func nothingHere(_ world: World) -> SafeText? { list.row == nil ? world.words.noJoinWayHere : nil }
  private func nothingChosen(_ world: World) -> SafeText? {
    list.marks.isEmpty ? nothingHere(world) : nil
  }

  // MARK: - Looking

  private func looking(_ world: World) -> [Command<Self>] {
    let nothingHere = nothingHere(world)
    let (id, row) = (list.cursor, list.row)
    let link = row.flatMap { $0.copied(details.code.link($0)) }
    return [
      command("check", [.character("c")], .check, world) { _, _ in [.push(.joinWayCheck)] },
      command("why", [.character("d")], .why, world, disabled: nothingHere) { _, _ in
        id.map { [.push(.joinWayDiagnosis($0))] } ?? []
      },
      command(
        "code", [.character("z")], .showCode, world,
        disabled: nothingHere ?? (row?.hasCode == true ? nil : world.words.hasNoCode)
      ) { _, _ in id.map { [.push(.joinWayCode($0))] } ?? [] },
      command("copy", [.character("y")], .copy, world, disabled: link == nil ? world.words.noLinkYet : nil) { _, _ in
        link.map { [.copy($0)] } ?? []
      },
      save(.png, "w", .save, world), save(.svg, "W", .saveSVG, world),
      command(
        "arrivals", [.character("m")], .arrivals, world,
        disabled: nothingHere ?? (row?.record.content.state.isEmpty == true ? world.words.noStateNoArrivals : nil)
      ) { _, _ in id.map { [.push(.joinWayArrivals($0))] } ?? [] },
      command("find", [.character("f")], .find, world) { pane, world in
        pane.mode = .entering(.find, Prompt(world.words[JoinWayPaneTerm.findLabel], TextField(limit: 2000)))
        return []
      },
      command("filter", [.character("/")], .filter, world) { pane, _ in
        pane.mode = .filtering(FilterPrompt(pane.list.filterText))
        return []
      },
    ]
  }

  private func save(_ format: QRFile.Format, _ key: Character, _ term: JoinWayPaneTerm, _ world: World)
    -> Command<Self>
  {
    let chosen = list.chosen(world)
    let rows = chosen.filter(\.hasCode)
    let disabled = nothingChosen(world) ?? (rows.isEmpty ? world.words.hasNoCode : nil)
    return command("save-\(format.rawValue)", [.character(key)], term, world, disabled: disabled, isInFooter: false) {
      pane, world in
      let label = world.words[JoinWayPaneTerm.saveLabel]
      if rows.count > 1 || !pane.list.marks.isEmpty {
        let field = TextField("join-ways-\(Day(at: world.now))", limit: 1000)
        pane.mode = .entering(
          .saveCodes(rows.map(\.record.id), format),
          Prompt(world.words.saveFolder(rows.count, without: chosen.count - rows.count), field))
      } else if let record = rows.first?.record {
        let id = record.configID?.rawValue ?? record.id.rawValue
        let name = QRFile.name(remark: record.content.remark, id: id, format: format)
        pane.mode = .entering(.saveCode(record.id, format), Prompt(label, TextField(name, limit: 1000)))
      }
      return []
    }
  }

  // MARK: - Keeping alive

  private func keeping(_ world: World) -> [Command<Self>] {
    let ids = list.chosen(world).filter { $0.record.standing == .kept }.map(\.record.id)
    let why = nothingChosen(world) ?? (ids.isEmpty ? world.words.onlyKept(list.row?.record.standing ?? .gone) : nil)
    let marked = list.marks.isEmpty ? nil : list.marks.count
    return [
      command(
        "rotate", [.character("R")], .rotate, world, name: marked.map(world.words.rotateMarked),
        disabled: world.whyNoChange ?? why
      ) { _, _ in [.push(.joinWayPlan(.rotate, ids))] },
      command(
        "replace", [.character("p")], .replace, world, disabled: world.whyNoChange ?? why, isInFooter: false
      ) { _, _ in [.push(.joinWayReplacement(ids))] },
      command("refresh", [.character("r")], .refresh, world, disabled: nothingChosen(world)) { pane, world in
        pane.details.code.forget()
        let rows = pane.list.chosen(world)
        return .reading(rows.map(\.record.id), of: rows)
      },
      command("refresh-all", [.character("U")], .refreshAll, world, isInFooter: false) { pane, world in
        pane.details.code.forget()
        return .reading(nil, of: world.joinWays.rows)
      },
    ]
  }

  // MARK: - Changing

  private func changing(_ world: World) -> [Command<Self>] {
    let (id, row) = (list.cursor, list.row)
    return [
      command("new", [.character("n")], .new, world, disabled: world.whyNoChange) { _, _ in
        [.push(.joinWayForm(.new))]
      },
      command("edit", [.character("e")], .edit, world, disabled: world.whyNoChange(of: row)) { _, _ in
        id.map { [.push(.joinWayForm(.edit($0)))] } ?? []
      },
      command(
        "remove", [.character("x")], .remove, world, disabled: world.whyNoChange(of: row), isInFooter: false
      ) { pane, world in
        if let removal = pane.list.row.flatMap({ JoinWayRemoval($0, world.words) }) { pane.mode = .removing(removal) }
        return []
      },
      command("import", [.character("I")], .bring, world, disabled: world.whyNoChange, isInFooter: false) {
        pane, world in
        pane.mode = .entering(.bring, Prompt(world.words[JoinWayPaneTerm.bringLabel], TextField(limit: 20_000)))
        return []
      },
      command(
        "acknowledge", [.character("A")], .acknowledge, world, disabled: world.whyNotAcknowledged(row),
        isInFooter: false
      ) { pane, world in
        if let row = pane.list.row { pane.mode = .acknowledging(row, world) ?? pane.mode }
        return []
      },
      command("forget", [.character("F")], .forget, world, disabled: world.whyNotForgotten(row), isInFooter: false) {
        pane, world in
        if let row = pane.list.row { pane.mode = .forgetting(row, world) }
        return []
      },
    ]
  }

  // MARK: - Marking and sorting

  private func marking(_ world: World) -> [Command<Self>] {
    let why = focus == .list ? nothingHere(world) : world.words.onlyInTheList
    let noMarks = list.marks.isEmpty ? world.words.noMarks : nil
    func mark(
      _ id: String, _ key: Character, _ term: JoinWayPaneTerm, disabled: SafeText?, isInFooter: Bool = false,
      _ change: @escaping @Sendable (inout JoinWayList) -> Void
    ) -> Command<Self> {
      command(id, [.character(key)], term, world, disabled: disabled, isInFooter: isInFooter) { pane, _ in
        change(&pane.list)
        return []
      }
    }
    let next = list.order.next
    return [
      mark("mark", " ", .mark, disabled: why, isInFooter: true) { $0.toggleMark() },
      mark("mark-range", "v", .markRange, disabled: why) { list in
        if let cursor = list.cursor { list.mark { $0.range(at: cursor, rows: $1) } }
      },
      mark("mark-all", "a", .markAll, disabled: why) {
        $0.mark { marks, rows in marks.add((0..<rows.count).map(rows.id)) }
      },
      mark("invert-marks", "i", .invertMarks, disabled: why) {
        $0.mark { marks, rows in marks.invert(among: (0..<rows.count).map(rows.id)) }
      },
      mark("remove-marks", "u", .removeMarks, disabled: noMarks) { $0.mark { marks, _ in marks.removeAll() } },
      mark("sort", "s", .sort, disabled: why) { $0.sort(by: next) },
      mark("sort-reverse", "S", .reverse, disabled: why) { $0.reverse() },
    ]
      + JoinWayOrder.Key.allCases.map { key in
        command(
          "sort-\(key.rawValue)", [], .sort, world, name: world.words.sort(by: world.words[key]), isInFooter: false
        ) { pane, _ in
          pane.list.sort(by: JoinWayOrder(key))
          return []
        }
      }
  }

  // MARK: - Moving

  private func moving(_ world: World) -> [Command<Self>] {
    let isClearing = focus == .list && (list.marks.anchor != nil || !list.filterText.isEmpty)
    var commands = [
      command(
        "open", [.enter, .character("l"), .right], .open, world,
        disabled: focus == .details ? world.words.rightmost : nothingHere(world)
      ) { pane, _ in
        pane.focus = .details
        return []
      },
      command(
        "back", [.character("h"), .left] + (focus == .details ? [.escape] : []), .back, world,
        disabled: focus == .list ? world.words.leftmost : nil, isInFooter: false
      ) { pane, _ in
        pane.focus = .list
        return []
      },
    ]
    if isClearing {
      commands.append(
        command("clear", [.escape], .clear, world, isInFooter: false) { pane, _ in
          if pane.list.marks.anchor != nil {
            pane.list.mark { marks, _ in marks.endRange() }
          } else {
            pane.list.narrow(to: "")
          }
          return []
        })
    }
    return commands
  }
}

extension JoinWaysPane.Mode {
  /// Asks before a configuration is taken off the list.
  static func forgetting(_ row: JoinWayRow, _ world: World) -> Self {
    .asking(
      world.words.question(world.words[JoinWayPaneTerm.forget], corp: world.corp),
      [world.words.joinWayName(row.record), world.words.forgetting(row.record.standing)],
      agreeing: world.words.yesDoIt, do: .forget(row.record.id), world)
  }

  /// Shows what was changed elsewhere before a person says that they know; nil where nothing was.
  static func acknowledging(_ row: JoinWayRow, _ world: World) -> Self? {
    guard let drift = row.record.drift else { return nil }
    let (words, now) = (world.words, row.record.content)
    let noticed = words.moment(drift.noticedAt, now: world.now)
    let head = words.acknowledging(words.joinWayName(row.record), noticed: noticed)
    let changes = now.differences(from: drift.before).map { world.change(of: $0, from: drift.before, to: now, in: row) }
    return .asking(
      words.question(words[JoinWayPaneTerm.acknowledge], corp: world.corp), [head] + changes,
      agreeing: words.yesAcknowledge, do: .acknowledge(row.record.id), world)
  }
}

extension World {
  /// Why there is nothing a person could say they know.
  func whyNotAcknowledged(_ row: JoinWayRow?) -> SafeText? {
    if let whyNoChange { return whyNoChange }
    guard let row else { return words.noJoinWayHere }
    return row.record.drift == nil ? words.nothingToAcknowledge : nil
  }

  func whyNotForgotten(_ row: JoinWayRow?) -> SafeText? {
    if let whyNoChange { return whyNoChange }
    guard let row else { return words.noJoinWayHere }
    return [.unconfirmed, .gone].contains(row.record.standing) ? nil : words.onlyForgettable
  }
}
