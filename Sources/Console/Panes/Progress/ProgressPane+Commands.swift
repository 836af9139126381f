import Interface
import Model
import Screen
import Services
import Storage
import Words

extension ProgressPane {
  func commands(_ world: World) -> [Command<Self>] {
    [details(world), pause(world), resume(world), askCancel(world), retry(world), nextKind(world), searchNames(world)]
      + [export(world), copyChat(world), copyID(world), cancel(world)]
  }

  private func info(
    _ id: String, _ keys: [Key], _ term: JobCommandTerm, _ world: World, isDestructive: Bool = false,
    disabled: SafeText?
  ) -> CommandInfo {
    CommandInfo(
      "progress.\(id)", keys, world.words[term], help: world.words.jobHelp(term), isDestructive: isDestructive,
      disabled: disabled, isInFooter: !isDestructive)
  }

  private func info(
    _ id: String, _ keys: [Key], _ term: ProgressTerm, _ world: World, disabled: SafeText? = nil,
    isInFooter: Bool = true
  ) -> CommandInfo {
    CommandInfo(
      "progress.\(id)", keys, world.words[term], help: world.words.progressHelp(term), disabled: disabled,
      isInFooter: isInFooter)
  }

  private func controls(_ world: World) -> JobControls? { row(world).map { JobControls($0, world) } }

  // MARK: - The job

  private func pause(_ world: World) -> Command<Self> {
    let why = controls(world).map(\.whyNoPause) ?? world.words.loadingReport
    return Command(info("pause", [.character("p")], .pause, world, disabled: why)) { pane, _ in
      [.ask(.pause(pane.job))]
    }
  }

  private func resume(_ world: World) -> Command<Self> {
    let controls = controls(world)
    let why = controls.map(\.whyNoResume) ?? world.words.loadingReport
    let term = controls?.resumeTerm ?? .resume
    return Command(info("resume", [.character("c")], term, world, disabled: why)) { pane, world in
      pane.controls(world)?.resuming.map { [.ask($0)] } ?? []
    }
  }

  private func askCancel(_ world: World) -> Command<Self> {
    let why = controls(world).map(\.whyNoCancel) ?? world.words.loadingReport
    return Command(info("ask-cancel", [.character("x")], .askCancel, world, disabled: why)) { pane, world in
      guard let job = pane.row(world) else { return [] }
      guard let question = JobQuestion(cancelling: job, world) else { return [.say(world.words.allSent, .warning)] }
      pane.mode = .asking(question)
      return []
    }
  }

  private func cancel(_ world: World) -> Command<Self> {
    let why = controls(world).map(\.whyNoCancel) ?? world.words.loadingReport
    return Command(info("cancel", [], .cancel, world, isDestructive: true, disabled: why)) { pane, _ in
      [.ask(.cancelJob(pane.job))]
    }
  }

  private func retry(_ world: World) -> Command<Self> {
    Command(info("retry", [.character("t")], .planAnew, world, disabled: whyNoRetry(world))) { pane, _ in
      [.ask(.retry(pane.job))]
    }
  }

  private func whyNoRetry(_ world: World) -> SafeText? {
    guard let report = report(world) else { return world.words.loadingReport }
    if !report.job.state.isFinal { return world.words.retryAfterEnd }
    return list.totals.isRetriable ? nil : world.words.nothingToRetry
  }

  private func copyID(_ world: World) -> Command<Self> {
    Command(info("copy-job", [], .copyID, world, isInFooter: false)) { pane, _ in [.copy(pane.job.rawValue)] }
  }

  private func export(_ world: World) -> Command<Self> {
    let why = report(world) == nil ? world.words.loadingReport : nil
    return Command(info("export", [.character("e")], .export, world, disabled: why)) { pane, world in
      let field = TextField("handover-\(pane.job).csv", limit: 1000)
      pane.mode = .exporting(Prompt(world.words[ProgressTerm.exportLabel], field))
      return []
    }
  }

  // MARK: - Its groups

  private func details(_ world: World) -> Command<Self> {
    let why = item == nil ? world.words.noGroupChosen : nil
    return Command(info("details", [.enter], .details, world, disabled: why)) { pane, world in
      if let item = pane.item {
        pane.mode = .reading(TextBox(world.words.name(of: item), lines: pane.lines(about: item, world)))
      }
      return []
    }
  }

  private func nextKind(_ world: World) -> Command<Self> {
    let why = report(world) == nil ? world.words.loadingReport : nil
    return Command(info("filter", [.character("f")], .nextKind, world, disabled: why)) { pane, _ in
      let all = ItemFilter.allCases
      let next = (all.firstIndex(of: pane.kind) ?? 0) + 1
      pane.kind = all[next % all.count]
      return []
    }
  }

  private func searchNames(_ world: World) -> Command<Self> {
    let why = report(world) == nil ? world.words.loadingReport : nil
    return Command(info("search", [.character("/")], .search, world, disabled: why)) { pane, _ in
      pane.mode = .searching(FilterPrompt(pane.search))
      return []
    }
  }

  private func copyChat(_ world: World) -> Command<Self> {
    let why = item == nil ? world.words.noGroupChosen : nil
    return Command(info("copy", [.character("y")], .copyChat, world, disabled: why, isInFooter: false)) { pane, _ in
      pane.item.map { [.copy($0.chatID.rawValue)] } ?? []
    }
  }
}

extension ProgressPane {
  /// All there is to say of a group, a line each.
  func lines(about item: HandoverItem, _ world: World) -> [SafeText] {
    let words = world.words
    var lines = [words.itemResult(item, application: world.company?.application ?? .own), ""]
    func add(_ label: SafeText, _ value: SafeText?) { if let value { lines.append(words.labelled(label, value)) } }
    add(words[HandoverTerm.newOwner], item.newOwner.map { name($0, world) })
    add(words[GroupTerm.members], item.members.map(words.number))
    add(words[ProgressTerm.acceptedAt], item.acceptedAt.map { SafeText($0.description) })
    if let due = item.dueAt, !item.state.isFinal {
      add(words[item.state == .ready ? ProgressTerm.notBefore : .nextLook], SafeText(due.description))
    }
    add(words[GroupTerm.chatID], SafeText(item.chatID))
    return lines
  }
}

extension Catalogue {
  /// A group's name when the plan was made.
  func name(of item: HandoverItem) -> SafeText {
    item.name.isEmpty ? self[GroupTerm.unnamed] : SafeText(item.name, limit: 80)
  }
}
