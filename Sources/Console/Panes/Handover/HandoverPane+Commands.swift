import Interface
import Model
import Screen
import Services
import Words

extension HandoverPane {
  func commands(_ world: World) -> [Command<Self>] {
    if faults != nil {
      return [
        back(world.words, .closeList, keys: [.escape, .character("q"), .control("c"), .enter]) { $0.faults = nil }
      ]
    }
    return endRange(world.words) + steps(world) + marking(world) + looking(world)
  }

  /// Does it with lists that are up to date: several keys may arrive in one turn.
  private func command(
    _ id: String, _ keys: [Key], _ term: HandoverPaneTerm, _ words: Catalogue, disabled: SafeText? = nil,
    isInFooter: Bool = true, run: @escaping @Sendable (inout Self, World) -> [Effect]
  ) -> Command<Self> {
    Command(
      CommandInfo(
        "handover.\(id)", keys, words[term], help: words.handoverHelp(term), disabled: disabled, isInFooter: isInFooter)
    ) { pane, world in
      let effects = pane.update(world)
      return effects + run(&pane, world)
    }
  }

  /// Leaves a mode before the pane itself is left.
  private func back(
    _ words: Catalogue, _ term: HandoverPaneTerm, keys: [Key], leave: @escaping @Sendable (inout Self) -> Void
  ) -> Command<Self> {
    command("back", keys, term, words) { pane, _ in
      leave(&pane)
      return []
    }
  }

  private func endRange(_ words: Catalogue) -> [Command<Self>] {
    guard ownerMarks.anchor != nil else { return [] }
    return [
      back(words, .endRange, keys: [.escape, .character("q"), .control("c")]) { $0.mark { $0.endRange() } }
    ]
  }

  // MARK: - Going on

  private func steps(_ world: World) -> [Command<Self>] {
    let words = world.words
    let isReady = !ownerMarks.isEmpty && hidden == 0
    let enter: [Key] = focus == .owners ? [.enter, .right, .character("l")] : []
    return [
      command("open", enter, .open, words, disabled: noOwner(words), isInFooter: focus == .owners) { pane, _ in
        if pane.groups.owner != nil { pane.focus = .groups }
        return []
      },
      command(
        "new-owners", [.character("n"), .character("p")] + (focus == .groups ? [.enter] : []), .newOwners, words,
        disabled: isReady ? nil : hidden > 0 ? words.hiddenMarksBlock(hidden) : words.nothingToGoOnWith
      ) { pane, world in pane.chooseNewOwners(world) },
      command("map", [.character("m")], .map, words, disabled: noOwner(words)) { pane, world in
        pane.entry = .mapping(Prompt(world.words[HandoverPaneTerm.mapPrompt], TextField()))
        return []
      },
      command(
        "watch", [.character("w")], .watch, words, disabled: openJob(world) == nil ? words.noHandoverRuns : nil
      ) { pane, world in pane.openJob(world).map { [.push(.progress($0))] } ?? [] },
    ]
  }

  private func noOwner(_ words: Catalogue) -> SafeText? { groups.owner == nil ? words.noOwnerChosen : nil }

  private func chooseNewOwners(_ world: World) -> [Effect] {
    // News that came in the same turn may have taken marks away.
    guard let owner = groups.owner, !ownerMarks.isEmpty, hidden == 0 else { return [] }
    return [.push(.newOwners(HandoverSelection(kind: kind, oldOwner: owner, chats: ownerMarks.ids)))]
  }

  // MARK: - Marking

  private func marking(_ world: World) -> [Command<Self>] {
    let words = world.words
    let noGroup = groups.markable == 0 ? words.nothingUnderCursor : nil
    let noRange = focus == .groups ? noGroup : words.groupsFirst
    let noHidden = hidden == 0 ? words.noHiddenMarks : nil
    return [
      command("mark", [.character(" ")], .mark, words, disabled: whyNoMark(world), isInFooter: focus == .groups) {
        pane, _ in
        guard let chat = pane.groupTable.cursor, pane.groups.canMark(chat, pane.kind) else { return [] }
        pane.mark { $0.toggle(chat) }
        pane.groupTable.move(toIndex: pane.groupTable.cursorIndex + 1, pane.groups.rows)
        return []
      },
      command("mark-all", [.character("a")], .markAll, words, disabled: noGroup) { pane, _ in
        pane.mark { [groups = pane.groups] in $0.add(groups.markableChats) }
        return []
      },
      command("filter", [.character("/")], .filter, words, disabled: noOwner(words)) { pane, _ in
        pane.focus = .groups
        pane.entry = .filter(FilterPrompt(pane.filter))
        return []
      },
      command("range", [.character("v")], .range, words, disabled: noRange, isInFooter: focus == .groups) { pane, _ in
        guard let chat = pane.groupTable.cursor else { return [] }
        pane.mark { [groups = pane.groups, kind = pane.kind] marks in
          marks.range(at: chat, rows: groups.rows)
          marks.keep { groups.place($0) == nil || groups.canMark($0, kind) }
        }
        return []
      },
      command("invert", [.character("i")], .invert, words, disabled: noGroup) { pane, _ in
        pane.mark { [groups = pane.groups] in $0.invert(among: groups.markableChats) }
        return []
      },
      command(
        "unmark", [.character("u")], .unmark, words, disabled: ownerMarks.isEmpty ? words.nothingToGoOnWith : nil
      ) { pane, _ in
        pane.mark { $0.removeAll() }
        pane.hidden = 0
        return []
      },
      command("show-hidden", [.character("H")], .showHidden, words, disabled: noHidden) { pane, world in
        pane.filter = ""
        return pane.update(world)
      },
      command("drop-hidden", [.character("D")], .dropHidden, words, disabled: noHidden) { pane, _ in
        pane.mark { [groups = pane.groups] in $0.keep { groups.place($0) != nil } }
        pane.hidden = 0
        return []
      },
    ]
  }

  /// Why the group under the cursor cannot be marked; nil when it can.
  private func whyNoMark(_ world: World) -> SafeText? {
    guard focus == .groups else { return world.words.groupsFirst }
    guard let chat = groupTable.cursor, groups.place(chat) != nil else { return world.words.nothingUnderCursor }
    if groups.canMark(chat, kind) { return nil }
    return world.words.cannotMark(groups.snapshot.row(of: chat).flatMap(groups.snapshot.status), kind)
  }

  // MARK: - Looking

  private func looking(_ world: World) -> [Command<Self>] {
    let words = world.words
    let left: [Key] = focus == .groups ? [.left, .character("h")] : []
    return [
      command("refresh", [.character("r")], .refresh, words) { pane, _ in
        [.ask(.refresh([pane.groups.owner.map(RefreshScope.owner) ?? .all]))]
      },
      command("find", [.character("f")], .find, words) { pane, world in
        pane.entry = .owner(Prompt(world.words[HandoverPaneTerm.findPrompt], TextField(limit: 64)))
        return []
      },
      command(
        "switch", [.tab, .backTab] + left, .switchPart, words, disabled: noOwner(words), isInFooter: focus == .groups
      ) { pane, _ in
        pane.focus = pane.focus == .owners && pane.groups.owner != nil ? .groups : .owners
        return []
      },
      command(
        "copy", [.character("y")], .copy, words, disabled: copied == nil ? words.nothingUnderCursor : nil,
        isInFooter: false
      ) { pane, _ in pane.copied.map { [.copy($0)] } ?? [] },
    ]
  }

  /// What `y` copies: the id under the cursor.
  private var copied: String? {
    focus == .owners ? ownerTable.cursor?.rawValue : groupTable.cursor?.rawValue
  }
}
