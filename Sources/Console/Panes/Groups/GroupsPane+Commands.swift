import Interface
import Model
import Screen
import Services
import Words

/// What can be done in the groups pane.
extension GroupsPane {
  func commands(_ world: World) -> [Command<Self>] {
    if let nothing = NothingToList(world) { return [again(nothing, world)].compactMap(\.self) }
    switch mode {
    case .browsing: break
    // Typed into the prompt: told, not dispatched.
    case .filtering:
      return [
        command("filter-keep", [.enter], .keepFilter, world) { _, _ in [] },
        command("filter-restore", [.escape], .restoreFilter, world) { _, _ in [] },
      ]
    case .confirming: return []
    }
    return moves(world) + marking(world) + arranging(world) + refreshing(world) + leaving(world)
  }

  private func command(
    _ id: String, _ keys: [Key], _ term: GroupsTerm, _ world: World, name: SafeText? = nil, disabled: SafeText? = nil,
    isInFooter: Bool = true, run: @escaping @Sendable (inout Self, World) -> [Effect]
  ) -> Command<Self> {
    let info = CommandInfo(
      "groups.\(id)", keys, name ?? world.words[term], help: world.words.groupsHelp(term), disabled: disabled,
      isInFooter: isInFooter)
    return Command(info, run: run)
  }

  /// Why something that is done to groups cannot be done now.
  private func needsGroup(_ world: World) -> SafeText? {
    if focus == .owners { return world.words.onlyForGroups }
    return groups.cursor == nil ? world.words.noGroupHere : nil
  }

  private func needsList(_ world: World) -> SafeText? {
    if focus != .groups { return world.words.onlyForGroups }
    return groups.cursor == nil ? world.words.noGroupHere : nil
  }

  // MARK: - Moving

  private func moves(_ world: World) -> [Command<Self>] {
    let isClearing = groups.marks.anchor != nil || !filter.isEmpty
    var commands = [
      command(
        "open", [.enter, .character("l"), .right], .open, world, disabled: whyNotOpen(world)
      ) { pane, _ in
        if let right = pane.focus.right { pane.focus = right }
        return []
      },
      command(
        "back", [.character("h"), .left] + (isClearing || focus.left == nil ? [] : [.escape]), .back, world,
        disabled: focus.left == nil ? world.words.leftmost : nil, isInFooter: false
      ) { pane, _ in
        if let left = pane.focus.left { pane.focus = left }
        return []
      },
      command("next-part", [.tab], .nextPart, world, isInFooter: false) { pane, _ in
        pane.focus = pane.focus.right ?? .owners
        return []
      },
      command("part-before", [.backTab], .partBefore, world, isInFooter: false) { pane, _ in
        pane.focus = pane.focus.left ?? .details
        return []
      },
    ]
    if isClearing {
      commands.append(
        command("clear", [.escape], .clear, world) { pane, world in
          if pane.groups.marks.anchor != nil { pane.groups.endRange() } else { pane.narrow(to: "", world) }
          return []
        })
    }
    return commands
  }

  private func whyNotOpen(_ world: World) -> SafeText? {
    switch focus {
    case .owners: nil
    case .groups: groups.cursor == nil ? world.words.noGroupHere : nil
    case .details: world.words.rightmost
    }
  }

  // MARK: - Marking

  private func marking(_ world: World) -> [Command<Self>] {
    let needsList = needsList(world)
    let needsMarks = groups.marks.isEmpty ? world.words.nothingMarked : nil
    func mark(
      _ id: String, _ key: Character, _ term: GroupsTerm, disabled: SafeText? = nil, isInFooter: Bool = true,
      _ change: @escaping @Sendable (inout GroupsList) -> Void
    ) -> Command<Self> {
      command(id, [.character(key)], term, world, disabled: disabled, isInFooter: isInFooter) { pane, _ in
        change(&pane.groups)
        return []
      }
    }
    return [
      mark("mark", " ", .mark, disabled: needsList) { $0.toggleMark() },
      mark("mark-range", "v", .markRange, disabled: needsList) { $0.markRange() },
      command("filter", [.character("/")], .filter, world) { pane, world in
        pane.startFilter(world)
        return []
      },
      mark("mark-all", "a", .markAll, disabled: needsList, isInFooter: false) { $0.markAll() },
      mark("invert-marks", "i", .invertMarks, disabled: needsList, isInFooter: false) { $0.invertMarks() },
      mark("remove-marks", "u", .removeMarks, disabled: needsMarks, isInFooter: false) { $0.removeMarks() },
    ]
  }

  // MARK: - Sorting

  private func arranging(_ world: World) -> [Command<Self>] {
    let keys = GroupOrder.Key.cycle(hasOwner: owners.choice == .everybody)
    let byName = keys.map { key in
      command("sort-\(key.rawValue)", [], .sort, world, name: world.words.sort(by: key), isInFooter: false) { pane, _ in
        pane.groups.sort(by: GroupOrder(key, isDescending: key.isDescendingFirst))
        return []
      }
    }
    let next = keys.after(groups.order.key)
    return [
      command("sort", [.character("s")], .sort, world, disabled: needsList(world)) { pane, _ in
        pane.groups.sort(by: GroupOrder(next, isDescending: next.isDescendingFirst))
        return []
      },
      command("sort-reverse", [.character("S")], .reverse, world, disabled: needsList(world), isInFooter: false) {
        pane, _ in
        pane.groups.reverse()
        return []
      },
    ] + byName
  }

  // MARK: - Refreshing

  private func refreshing(_ world: World) -> [Command<Self>] {
    let name = focus == .groups && !groups.marks.isEmpty ? world.words.refreshMarked(groups.marks.count) : nil
    return [
      command("refresh", [.character("r")], .refresh, world, name: name, disabled: whyNoRefresh(world)) {
        pane, world in pane.refreshHere(world)
      },
      command("refresh-list", [.character("R")], .refreshList, world, disabled: needsList(world), isInFooter: false) {
        pane, world in pane.refreshList(world)
      },
    ]
  }

  /// What can be done about an empty pane.
  private func again(_ nothing: NothingToList, _ world: World) -> Command<Self>? {
    switch nothing {
    case .opening: nil
    case .failed: command("reload", [.character("r")], .reload, world) { _, _ in [.ask(.reload)] }
    case .neverFetched, .noGroups:
      command("refresh", [.character("r")], .refresh, world) { pane, world in
        pane.refresh([.all], saying: world.words.refreshAskedAll)
      }
    }
  }

  private func whyNoRefresh(_ world: World) -> SafeText? {
    focus == .details && details.chat == nil ? world.words.noGroupHere : nil
  }

  /// The marked groups, else what the cursor is on.
  private mutating func refreshHere(_ world: World) -> [Effect] {
    let words = world.words
    switch focus {
    case .owners: return refreshOwner(world)
    case .groups where !groups.marks.isEmpty:
      let chats = groups.marks.ids.sorted()
      return refresh(chats.map(RefreshScope.group), saying: words.refreshAsked(groups: chats.count))
    case .groups, .details:
      // An empty list is perhaps not up to date.
      guard let chat = focus == .details ? details.chat : groups.cursor else { return refreshOwner(world) }
      return refresh([.group(chat)], saying: words.refreshAsked(groups: 1))
    }
  }

  private mutating func refreshOwner(_ world: World) -> [Effect] {
    let (scope, said) = ownerScope(world)
    guard groups.rows.total > Self.longRefresh else { return refresh([scope], saying: said) }
    confirm([scope], groups: groups.rows.total, saying: said, world)
    return []
  }

  /// Everything the filter shows. A list that is not narrowed, or long, is refreshed as its owner: one question
  /// to the vendor instead of many, and new groups are found too.
  private mutating func refreshList(_ world: World) -> [Effect] {
    let rows = groups.rows
    guard rows.count < rows.total, rows.count <= Self.longList else { return refreshOwner(world) }
    return refresh(rows.chats.map(RefreshScope.group), saying: world.words.refreshAsked(groups: rows.count))
  }

  private func ownerScope(_ world: World) -> (RefreshScope, SafeText) {
    guard let user = owners.choice.user else { return (.all, world.words.refreshAskedAll) }
    return (.owner(user), world.words.refreshAsked(owner: world.person(user)))
  }

  /// Longer lists are not refreshed group by group.
  private static let longList = 500
  /// More groups are refreshed only after a question.
  private static let longRefresh = 2000

  // MARK: - Elsewhere

  private func leaving(_ world: World) -> [Command<Self>] {
    let kind: TransferKind = ownerHere(world).flatMap { world.ownersByID[$0] }?.hasResigned == true ? .resigned : .onJob
    return [
      command("copy-id", [.character("y")], .copyID, world, disabled: idHere == nil ? world.words.noGroupHere : nil) {
        pane, _ in pane.idHere.map { [.copy($0)] } ?? []
      },
      command("owner", [.character("o")], .toOwner, world, disabled: needsGroup(world), isInFooter: false) {
        pane, world in
        guard let owner = pane.ownerHere(world) else { return [] }
        pane.owners.choose(.owner(owner), world)
        pane.focus = .groups
        return []
      },
      command(
        "join-way", [.character("w")], .toJoinWay, world,
        disabled: joinWayHere(world) == nil ? whyNoJoinWay(world) : nil,
        isInFooter: focus == .details
      ) { pane, world in pane.joinWayHere(world).map { [.push(.joinWays($0))] } ?? [] },
      command(
        "hand-over", [.character("t")], .handOver, world, name: world.words[kind],
        disabled: ownerHere(world) == nil ? world.words.chooseOwner : nil, isInFooter: false
      ) { _, _ in [.push(.handover(kind))] },
    ]
  }

  /// Of the group under the cursor, or the owner that is chosen.
  private func ownerHere(_ world: World) -> UserID? {
    focus == .owners ? owners.choice.user : groups.cursorRow.flatMap(groups.rows.snapshot.owner)
  }

  /// By which the member under the cursor came.
  private func joinWayHere(_ world: World) -> JoinWayID? {
    guard focus == .details, let member = details.member else { return nil }
    return world.joinWay(of: member)?.record.id
  }

  private func whyNoJoinWay(_ world: World) -> SafeText {
    focus == .details && details.member != nil ? world.words.cameByNoJoinWay : world.words.chooseMember
  }

  /// What the cursor is on, as the vendor calls it.
  private var idHere: String? {
    switch focus {
    case .owners: owners.choice.user?.rawValue
    case .groups: groups.cursor?.rawValue
    case .details: details.member?.person.rawValue ?? details.chat?.rawValue
    }
  }
}

extension GroupOrder.Key {
  /// In the order in which a key goes through them.
  fileprivate static func cycle(hasOwner: Bool) -> [Self] {
    [.name, .members, .fullness, .status, .created, .refreshed] + (hasOwner ? [.owner] : [])
  }

  /// The largest groups, the newest and those that are handed over are looked for first.
  fileprivate var isDescendingFirst: Bool { [.members, .fullness, .status, .created].contains(self) }
}

extension [GroupOrder.Key] {
  fileprivate func after(_ key: GroupOrder.Key) -> GroupOrder.Key {
    let next = firstIndex(of: key).map { $0 + 1 } ?? 0
    return next < count ? self[next] : .name
  }
}
