import Interface
import Model
import Screen
import Services
import Words

/// What a person typed.
extension App {
  mutating func take(_ input: InputEvent) -> [Effect] {
    switch overlay {
    case .none: break
    case .palette(let palette): return take(input, palette)
    case .help(let help): return take(input, help)
    case .leaving(let dialog): return take(input, dialog)
    }
    toast = nil
    // The one key that works also where text is typed and while something is under way.
    if input == .key(.control("l")) {
      wantsRedraw = true
      return []
    }
    if input == .key(.control("c")), let activity = world.activities.last { return [.cancel(activity.request)] }
    if stack.top.takesText { return stack.top.handle(input, world) }
    guard case .key(let pressed) = input else {
      let effects = stack.top.handle(input, world)
      if effects.isEmpty { say(world.words.pasteIgnored, .info) }
      return effects
    }
    let key = pressed.folded
    if let command = stack.top.commands(world).first(where: { $0.keys.contains(key) }) { return run(command) }
    // Too easily pressed once too often to be the way out of the program.
    if key == .escape, stack.panes.count == 1 { return [.say(world.words.quitHint, .info)] }
    if let command = appCommands.first(where: { $0.keys.contains(key) }) { return run(command) }
    if key == .control("c") { return goBack() }
    return stack.top.handle(.key(key), world)
  }

  /// Everything that can be done now, here first.
  var commands: [CommandInfo] { stack.top.commands(world) + appCommands }

  var appCommands: [CommandInfo] {
    AppCommand.allCases.map { $0.info(world.words, hasCompany: world.company != nil) }
  }

  private mutating func run(_ command: CommandInfo) -> [Effect] {
    if let disabled = command.disabled { return [.say(disabled, .info)] }
    if let app = AppCommand(rawValue: command.id) { return run(app) }
    return stack.top.run(command.id, world) ?? []
  }

  private mutating func run(_ command: AppCommand) -> [Effect] {
    if let place = command.place { return [.open(place)] }
    switch command {
    case .palette: overlay = .palette(Palette())
    case .help: overlay = .help(HelpView())
    case .redraw: wantsRedraw = true
    case .language: world.words = Catalogue(world.words.language == .zh ? .en : .zh, surface: .console)
    case .back: return goBack()
    case .quit: leave()
    default: break
    }
    return []
  }

  mutating func goBack() -> [Effect] {
    if let unsaved = stack.top.unsaved(world) {
      overlay = .leaving(discarding(unsaved))
    } else if stack.panes.count > 1 {
      return [.back]
    } else {
      leave()
    }
    return []
  }

  // MARK: - Leaving

  /// Leaves, unless somebody has to be asked first.
  private mutating func leave() {
    let dirty = stack.panes.lazy.compactMap { [world] in $0.unsaved(world) }.first
    // A company that ends with the program takes what is only paused with it, too.
    let unfinished = world.jobs.count { job in
      job.lane == .mutation && (job.state.isActive || world.endsWithProgram && !job.state.isFinal)
    }
    if let dirty {
      overlay = .leaving(discarding(dirty, isQuitting: true))
    } else if unfinished > 0, world.worker != .elsewhere {
      overlay = .leaving(leavingUnfinished(unfinished))
    } else {
      ending = .left
    }
  }

  private func leavingUnfinished(_ jobs: Int) -> Dialog {
    let words = world.words
    var answers = [Dialog.Answer("leave", words[LeaveTerm.leave]), .init("stay", words[LeaveTerm.stay])]
    var lines = [world.endsWithProgram ? words.leavingDemo(jobs: jobs) : words.leavingUnfinished(jobs: jobs)]
    if world.endsWithProgram {
      return Dialog(words[LeaveTerm.title], lines: lines, answers: answers)
    } else if let why = world.whyNoWorker {
      lines.append(why)
    } else {
      answers.insert(.init("work", words[LeaveTerm.startWorker]), at: 0)
    }
    return Dialog(words[LeaveTerm.title], lines: lines, answers: answers)
  }

  private func discarding(_ what: SafeText, isQuitting: Bool = false) -> Dialog {
    let words = world.words
    return Dialog(
      isQuitting ? words[LeaveTerm.title] : words[AppTerm.back], lines: [what],
      answers: [
        .init(isQuitting ? "leave" : "discard", words[LeaveTerm.discard]), .init("stay", words[LeaveTerm.stay]),
      ])
  }

  private mutating func take(_ input: InputEvent, _ dialog: Dialog) -> [Effect] {
    var dialog = dialog
    let answer = dialog.handle(input)
    overlay = .leaving(dialog)
    switch answer {
    case nil: return []
    case "leave": ending = .left
    case "discard":
      overlay = .none
      if stack.panes.count > 1 { return [.back] }
      leave()
    // Stays until the worker runs: then the program ends.
    case "work":
      isLeaving = true
      return [.ask(.startWorker)]
    default:
      isLeaving = false
      overlay = .none
    }
    return []
  }

  // MARK: - Overlays

  private mutating func take(_ input: InputEvent, _ palette: Palette) -> [Effect] {
    var palette = palette
    let commands = commands.filter { !$0.isDestructive }
    switch palette.handle(input, commands) {
    case .typing: overlay = .palette(palette)
    case .cancelled: overlay = .none
    case .run(let id):
      overlay = .none
      guard let command = commands.first(where: { $0.id == id }) else { break }
      return run(command)
    }
    return []
  }

  private mutating func take(_ input: InputEvent, _ help: HelpView) -> [Effect] {
    var help = help
    let width = size.width
    let stays = help.handle(input, lines: help.lines(helpSections, width: width), height: max(1, size.height - 1))
    overlay = stays ? .help(help) : .none
    return []
  }

  var helpSections: [HelpView.Section] {
    let words = world.words
    return [
      .init(words.hereKeys, stack.top.commands(world).filter { !$0.isDestructive }),
      .init(words.listKeys, ListKey.allCases.map { words.listKey($0.rawValue, keys: $0.keys) }),
      .init(words.everywhereKeys, appCommands),
    ]
  }
}

extension Catalogue {
  fileprivate func listKey(_ name: String, keys: [Key]) -> CommandInfo {
    let text = ListTerm(rawValue: name).map { self[$0] } ?? SafeText(name)
    return CommandInfo("list.\(name)", keys, text, help: "")
  }
}
