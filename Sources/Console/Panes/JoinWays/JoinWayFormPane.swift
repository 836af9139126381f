import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Makes or edits a join way: read, type, look at exactly what is overwritten, write, read back. Two people who change one
/// configuration see what the other did before anything is written.
struct JoinWayFormPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum Step: Sendable, Equatable {
    /// An edit begins with what the vendor has now.
    case reading
    case failed([SafeText])
    case typing
    case picking(JoinWayGroupPicker)
    /// What would be overwritten; written after enter.
    case previewing(JoinWayConfirmation)
    case writing
    case comparing(JoinWayComparison)
    /// It did not work, or not wholly: why, and whether one can go on typing.
    case ended(TextBox, canGoOn: Bool)
  }

  let subject: JoinWaySubject
  private(set) var step: Step
  /// Nil until there is something to type into.
  private(set) var form: JoinWayForm?
  /// What the person saw when they began; for a new one an empty content.
  private(set) var base = JoinWayContent()
  private var record: JoinWayRecord?
  /// First line of a preview on the screen.
  private(set) var preview = TableView<Int>()
  private var isAsked = false

  init(_ subject: JoinWaySubject) {
    self.subject = subject
    step = subject == .new ? .typing : .reading
  }

  func title(_ world: World) -> SafeText {
    guard case .edit(let id) = subject else { return world.words[JoinWayPaneTerm.new] }
    let name = (record ?? world.joinWays[id]?.record).map { world.words.joinWayName($0) } ?? ""
    return SafeText("\(world.words[JoinWayPaneTerm.edit]) \(name)")
  }

  var takesText: Bool {
    switch step {
    case .typing, .picking, .previewing, .comparing, .ended: true
    case .reading, .failed, .writing: false
    }
  }

  func textKeys(_ world: World) -> [CommandInfo]? {
    switch step {
    case .typing:
      func info(_ id: String, _ key: Key, _ name: SafeText) -> CommandInfo { .init(id, [key], name, help: "") }
      return [
        info("join-way-form.text-preview", .control("o"), world.words[JoinWayPaneTerm.preview]),
        info("join-way-form.text-next", .enter, world.words[JoinWayPaneTerm.nextField]),
        info("join-way-form.text-cancel", .escape, world.words[TypingTerm.cancel]),
      ]
    case .previewing(let confirmation): return confirmation.textKeys(world)
    default: return nil
    }
  }

  func unsaved(_ world: World) -> SafeText? {
    switch step {
    case .typing, .picking, .previewing, .comparing: form?.isDirty == true ? world.words.joinWayUnsaved : nil
    case .ended(_, let canGoOn): canGoOn && form?.isDirty == true ? world.words.joinWayUnsaved : nil
    case .reading, .failed, .writing: nil
    }
  }

  func commands(_ world: World) -> [Command<Self>] {
    let words = world.words
    var commands: [Command<Self>] = []
    if case .failed = step {
      commands.append(
        Command(
          .init(
            "join-way-form.again", [.character("r")], words[JoinWayPaneTerm.lookAgain],
            help: words.joinWayHelp(.lookAgain))
        ) { pane, _ in
          (pane.step, pane.isAsked) = (.reading, false)
          return []
        })
    }
    // Run by the pane itself, after the preview.
    commands.append(
      Command(
        .init(
          "join-way-form.write", [], words[JoinWayPaneTerm.write], help: words.joinWayHelp(.write),
          isDestructive: true, disabled: world.whyNoChange)
      ) { pane, world in if case .previewing = pane.step { pane.write(world) } else { [] } })
    return commands
  }

  // MARK: - Input

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    switch step {
    case .typing: return type(input, world)
    case .picking(var picker):
      let outcome = picker.handle(input)
      step = outcome == .accepted || outcome == .cancelled ? .typing : .picking(picker)
      if outcome == .accepted { form?.choose(picker.chosen, world) }
      if outcome == .tooMany { return [.say(world.words.placesAreTaken, .warning)] }
    case .previewing(var confirmation):
      switch confirmation.handle(input) {
      case .confirmed: return write(world)
      case .cancelled: step = .typing
      case .ignored:
        if case .key(let key) = input { _ = preview.handle(key, previewRows(world)) }
        step = .previewing(confirmation)
      case .undecided, .wrong: step = .previewing(confirmation)
      }
    case .comparing(var comparison):
      let choice = comparison.handle(input)
      step = .comparing(comparison)
      if let choice { return take(choice, comparison.conflict, world) }
    case .ended(var box, let canGoOn):
      guard !box.handle(input) else {
        step = .ended(box, canGoOn: canGoOn)
        return []
      }
      if canGoOn { step = .typing } else { return [.back] }
    case .reading, .failed, .writing: break
    }
    return []
  }

  private mutating func type(_ input: InputEvent, _ world: World) -> [Effect] {
    guard let outcome = form?.handle(input, world) else { return [] }
    switch outcome {
    case .opened: step = .picking(JoinWayGroupPicker(form?.chats ?? [], most: JoinWayContent.mostChats))
    case .submitted: return submit(world)
    case .cancelled: return form?.isDirty == true ? [.leavePane] : [.back]
    case .changed, .moved, .ignored: break
    }
    return []
  }

  /// To the preview, if there is something to write that may be written.
  private mutating func submit(_ world: World) -> [Effect] {
    form?.check(world)
    guard let form, form.mayBeSent else {
      form?.showFault()
      return [.say(world.words.mendFirst, .warning)]
    }
    if subject != .new, form.content == base { return [.say(world.words.nothingChanged, .info)] }
    preview = TableView()
    step = .previewing(JoinWayConfirmation(count: 1))
    return []
  }

  private mutating func write(_ world: World) -> [Effect] {
    guard let content = form?.content, world.mayChange else { return [] }
    step = .writing
    return [.ask(.joinWays(work(content)))]
  }

  private func work(_ content: JoinWayContent) -> JoinWayWork {
    switch subject {
    case .new: .add(content)
    case .edit(let id): .update(id, from: base, to: content)
    }
  }

  /// Goes on from what the vendor has now.
  private mutating func take(
    _ choice: JoinWayComparison.Choice, _ conflict: JoinWayConflict, _ world: World
  ) -> [Effect] {
    guard let wanted = choice.content(conflict) else {
      step = .typing
      return []
    }
    base = conflict.remote
    record?.content = conflict.remote
    form = JoinWayForm(wanted, overwriting: record, from: conflict.remote, world)
    step = .typing
    return wanted == base ? [.say(world.words.nothingChanged, .info)] : submit(world)
  }

  // MARK: - News

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    switch (news, subject) {
    case (.answer(.joinWays(.base(let id)), .joinWays(.base(let record))), _)
    where step == .reading && subject == .edit(id):
      (self.record, base) = (record, record.content)
      form = JoinWayForm(record.content, overwriting: record, world)
      step = .typing
    case (.failed(.joinWays(.base(let id)), let error), _) where step == .reading && subject == .edit(id):
      step = .failed(world.words.advice(for: error, in: world.circumstances).map(world.words.line))
    case (.answer(.joinWays(.freshState), .joinWays(.state(let state))), .new): form?.suggest(state: state, world)
    case (.answer(.joinWays(let work), .joinWays(.end(let end))), _) where step == .writing && isMine(work):
      return take(end, world)
    case (.failed(.joinWays(let work), let error), _) where step == .writing && isMine(work):
      let lines = world.words.advice(for: error, in: world.circumstances).map(world.words.line)
      step = .ended(TextBox(world.words.notDone, lines: lines), canGoOn: true)
    case (.read, _): form?.check(world)
    default: break
    }
    return []
  }

  private func isMine(_ work: JoinWayWork) -> Bool { form.map { self.work($0.content) } == work }

  private mutating func take(_ end: JoinWayEnd, _ world: World) -> [Effect] {
    switch end {
    // The app says it; here is nothing left to do.
    case .done(_, differing: []): return [.back]
    case .changedMeanwhile(let conflict):
      step = .comparing(JoinWayComparison(conflict))
      return []
    default:
      let kind: JoinWayCall.Kind = subject == .new ? .add : .update
      let advice = world.line(end, of: kind)
      step = .ended(
        TextBox(title(world), lines: [advice] + differences(end, world)), canGoOn: end.provesNothingWasWritten)
      return []
    }
  }

  /// What the vendor made of it.
  private func differences(_ end: JoinWayEnd, _ world: World) -> [SafeText] {
    guard case .done(let record, let fields) = end, let wanted = form?.content else { return [] }
    return fields.map { world.change(of: $0, from: wanted, to: record.content) }
  }

  // MARK: - Drawing's state

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    switch step {
    case .picking(var picker):
      picker.settle(height: size.height, world)
      step = .picking(picker)
    case .ended(var box, let canGoOn):
      box.settle(in: size)
      step = .ended(box, canGoOn: canGoOn)
    case .previewing: preview.settle(previewRows(world), height: size.height - 2)
    default: break
    }
    if form == nil, subject == .new { form = JoinWayForm(JoinWayContent(), overwriting: nil, world) }
    guard !isAsked else { return [] }
    isAsked = true
    switch subject {
    case .new: return [.ask(.joinWays(.freshState))]
    case .edit(let id): return [.ask(.joinWays(.base(id)))]
    }
  }

  private func previewRows(_ world: World) -> Rows<Int> {
    let count = previewLines(world, width: 400).count
    return Rows(count: count, id: { $0 }, index: { $0 < count ? $0 : nil })
  }
}

extension JoinWayEnd {
  /// Whether one can go on typing and try again.
  var provesNothingWasWritten: Bool {
    switch self {
    case .notSent, .notReached, .refused, .invalid, .stopped, .auditNotWhole, .earlierCallOpen, .changedMeanwhile: true
    case .done, .doneUnread, .unknown, .notRecorded, .gone: false
    }
  }
}
