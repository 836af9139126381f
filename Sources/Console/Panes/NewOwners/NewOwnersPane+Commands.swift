import Interface
import Model
import Screen
import Services
import Words

extension NewOwnersPane {
  func commands(_ world: World) -> [Command<Self>] {
    let words = world.words
    let isAsking = if case .asking = state { true } else { false }
    let noHidden = hidden == 0 ? words.noHiddenMarks : nil
    return [
      command("mark", [.character(" ")], .mark, words, disabled: whyNotCurrent(world)) { pane, _ in
        guard let current = pane.current, current.isEligible else { return [] }
        pane.mark { $0.toggle(current.userID) }
        pane.table.move(toIndex: pane.table.cursorIndex + 1, pane.rows)
        return []
      },
      command("preview", [.enter, .character("p")], .preview, words, disabled: whyNoPreview(world)) { pane, _ in
        pane.preview()
      },
      command(
        "filter", [.character("/")], .filter, words, disabled: (list?.total ?? 0) == 0 ? words.nothingUnderCursor : nil
      ) {
        pane, _ in
        pane.prompt = FilterPrompt(pane.list?.filter ?? "")
        return []
      },
      command("unmark", [.character("u")], .unmark, words, disabled: marks.isEmpty ? words.nobodyMarked : nil) {
        pane, _ in
        pane.mark { $0.removeAll() }
        return []
      },
      command("show-hidden", [.character("H")], .showHidden, words, disabled: noHidden) { pane, _ in
        pane.apply("")
        return []
      },
      command("drop-hidden", [.character("D")], .dropHidden, words, disabled: noHidden) { pane, _ in
        pane.mark { [list = pane.list] in $0.keep { list?.shown.contains($0) == true } }
        return []
      },
      command(
        "look", [.character("r")], .retry, words,
        disabled: awaited != nil ? words.planIsBeingMade : isAsking ? words.lookingWhoMayTakeOver.first : nil
      ) { pane, _ in pane.look() },
      command(
        "copy", [.character("y")], .copy, words, disabled: current == nil ? words.nothingUnderCursor : nil,
        isInFooter: false
      ) { pane, _ in pane.current.map { [.copy($0.userID.rawValue)] } ?? [] },
    ]
  }

  private func command(
    _ id: String, _ keys: [Key], _ term: NewOwnersPaneTerm, _ words: Catalogue, disabled: SafeText? = nil,
    isInFooter: Bool = true, run: @escaping @Sendable (inout Self, World) -> [Effect]
  ) -> Command<Self> {
    Command(
      CommandInfo(
        "new-owners.\(id)", keys, words[term], help: words.newOwnersHelp(term), disabled: disabled,
        isInFooter: isInFooter), run: run)
  }

  private mutating func preview() -> [Effect] {
    let plan = PlanRequest(
      kind: selection.kind, oldOwner: selection.oldOwner, assignment: .owners(chosen), selection: selection.chats)
    awaited = plan
    return [.ask(.plan(plan))]
  }

  /// Why there can be no preview now; nil when there can.
  private func whyNoPreview(_ world: World) -> SafeText? {
    if awaited != nil { return world.words.planIsBeingMade }
    if hidden > 0 { return world.words.hiddenMarksBlock(hidden) }
    return chosen.isEmpty ? whyNotCurrent(world) : nil
  }

  /// Why the one under the cursor cannot take over; nil when they can.
  private func whyNotCurrent(_ world: World) -> SafeText? {
    guard let current else { return world.words.nothingUnderCursor }
    return current.isEligible
      ? nil : world.words.line(world.words.unfit(current, application: world.company?.application ?? .own))
  }
}
