import Interface
import Model
import Screen
import Words

extension PreviewPane {
  func commands(_ world: World) -> [Command<Self>] {
    let words = world.words
    let opens = opens
    return [
      command("submit", [.character("c")], .submit, words, disabled: whyNoCommit(world)) { pane, _ in
        pane.field = TextField(limit: Self.longestNumber)
        return []
      },
      command("open", [.enter], .open, words, disabled: opens == nil ? words.nothingBehindLine : nil) { pane, _ in
        if let list = opens { pane.show(list) }
        return []
      },
      command(
        "left-out", [.character("x")], .leftOut, words,
        disabled: groups.count(.leftOut) == 0 ? words.nothingLeftOut : nil
      ) { pane, _ in
        pane.show(.leftOut)
        return []
      },
      command("groups", [.tab, .backTab], .groups, words) { pane, _ in
        if pane.focus == .list { pane.focus = .summary } else { pane.show(pane.list) }
        return []
      },
      command("copy", [.character("y")], .copy, words, isInFooter: false) { pane, _ in [.copy(pane.copied)] },
      command(
        "back", [.escape, .character("q"), .control("c")], .back, words,
        disabled: isCommitting ? words.beingCommitted : nil, isInFooter: false
      ) { pane, _ in
        guard pane.focus == .summary else {
          pane.focus = .summary
          return []
        }
        return [.back]
      },
      Command(
        CommandInfo(
          "preview.commit", [], words[PreviewPaneTerm.commit], help: words.previewHelp(.commit), isDestructive: true,
          disabled: whyNoCommit(world))
      ) { pane, world in pane.commit(world) },
    ]
  }

  private func command(
    _ id: String, _ keys: [Key], _ term: PreviewPaneTerm, _ words: Catalogue, disabled: SafeText? = nil,
    isInFooter: Bool = true, run: @escaping @Sendable (inout Self, World) -> [Effect]
  ) -> Command<Self> {
    Command(
      CommandInfo(
        "preview.\(id)", keys, words[term], help: words.previewHelp(term), disabled: disabled, isInFooter: isInFooter),
      run: run)
  }

  private func whyNoCommit(_ world: World) -> SafeText? {
    isCommitting ? world.words.beingCommitted : world.whyNoChange
  }

  /// The list behind the line under the cursor.
  private var opens: PreviewGroups.List? {
    guard focus == .summary, summary.lines.indices.contains(summaryTable.cursorIndex) else { return nil }
    return summary.lines[summaryTable.cursorIndex].opens
  }

  /// What `y` copies: the id under the cursor.
  private var copied: String {
    let items = groups[list]
    guard focus == .list, items.indices.contains(listTable.cursorIndex) else { return plan.id.rawValue }
    return items[listTable.cursorIndex].chatID.rawValue
  }
}
