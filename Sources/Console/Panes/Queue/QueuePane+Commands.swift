import Interface
import Model
import Screen
import Services
import Words

extension QueuePane {
  func commands(_ world: World) -> [Command<Self>] {
    [open(world), pause(world), resume(world), askCancel(world), stop(world), worker(world), filterRows(world)]
      + [copyID(world), cancel(world), go(world)]
  }

  private func info(
    _ id: String, _ keys: [Key], _ term: JobCommandTerm, _ world: World, isDestructive: Bool = false,
    disabled: SafeText? = nil, isInFooter: Bool = true
  ) -> CommandInfo {
    CommandInfo(
      "queue.\(id)", keys, world.words[term], help: world.words.jobHelp(term), isDestructive: isDestructive,
      disabled: disabled, isInFooter: isInFooter)
  }

  private func controls(_ world: World) -> JobControls? { job.map { JobControls($0, world) } }

  private func open(_ world: World) -> Command<Self> {
    Command(info("open", [.enter], .open, world, disabled: job == nil ? world.words.noJobChosen : nil)) { pane, world in
      guard let job = pane.job else { return [] }
      if job.kind == HandoverJob.kind { return [.push(.progress(job.id))] }
      pane.mode = .reading(world.details(of: job))
      return []
    }
  }

  private func pause(_ world: World) -> Command<Self> {
    let controls = controls(world)
    let why = controls.map(\.whyNoPause) ?? world.words.noJobChosen
    return Command(info("pause", [.character("p")], .pause, world, disabled: why)) { pane, _ in
      pane.job.map { [.ask(.pause($0.id))] } ?? []
    }
  }

  private func resume(_ world: World) -> Command<Self> {
    let controls = controls(world)
    let why = controls.map(\.whyNoResume) ?? world.words.noJobChosen
    let term = controls?.resumeTerm ?? .resume
    return Command(info("resume", [.character("c")], term, world, disabled: why)) { pane, world in
      pane.controls(world)?.resuming.map { [.ask($0)] } ?? []
    }
  }

  private func askCancel(_ world: World) -> Command<Self> {
    let why = controls(world).map(\.whyNoCancel) ?? world.words.noJobChosen
    return Command(info("ask-cancel", [.character("x")], .askCancel, world, disabled: why)) { pane, world in
      guard let job = pane.job else { return [] }
      guard let question = JobQuestion(cancelling: job, world) else { return [.say(world.words.allSent, .warning)] }
      pane.mode = .asking(question)
      return []
    }
  }

  private func cancel(_ world: World) -> Command<Self> {
    let why = controls(world).map(\.whyNoCancel) ?? world.words.noJobChosen
    return Command(
      info("cancel", [], .cancel, world, isDestructive: true, disabled: why, isInFooter: false)
    ) { pane, _ in
      pane.job.map { [.ask(.cancelJob($0.id))] } ?? []
    }
  }

  /// Stopping is safe and done at once; going on is asked for.
  private func stop(_ world: World) -> Command<Self> {
    let info = info(
      "stop", [.character("P")], world.isStopped ? .askGo : .stop, world, disabled: world.whyNoChange)
    return Command(info) { pane, world in
      guard world.isStopped else { return [.ask(.stopEverything(true))] }
      pane.mode = .asking(JobQuestion(endingStop: world))
      return []
    }
  }

  private func go(_ world: World) -> Command<Self> {
    Command(info("go", [], .go, world, isDestructive: true, disabled: world.whyNoChange, isInFooter: false)) { _, _ in
      [.ask(.stopEverything(false))]
    }
  }

  private func worker(_ world: World) -> Command<Self> {
    Command(info("worker", [.character("w")], .worker, world, disabled: world.whyNoWorker)) { _, _ in
      [.ask(.startWorker)]
    }
  }

  private func filterRows(_ world: World) -> Command<Self> {
    Command(info("filter", [.character("/")], .filter, world)) { pane, _ in
      pane.mode = .filtering(FilterPrompt(pane.filter))
      return []
    }
  }

  private func copyID(_ world: World) -> Command<Self> {
    let why = job == nil ? world.words.noJobChosen : nil
    return Command(info("copy", [.character("y")], .copyID, world, disabled: why, isInFooter: false)) { pane, _ in
      pane.job.map { [.copy($0.id.rawValue)] } ?? []
    }
  }
}
