import Interface
import Model
import Screen
import Words

/// The console as a value: what happened goes in, what is to be done comes out, and a frame is drawn from it. No I/O, no
/// clock, no thread.
package struct App: Sendable {
  package internal(set) var world: World
  package internal(set) var stack: PaneStack<World, Effect, News>
  /// What lies over the pane.
  var overlay = Overlay.none
  package var size: Size
  /// The program ends as soon as a worker runs that goes on after it.
  var isLeaving = false
  /// Panes a person has gone away from, to be found again as they were: marks, filters, the cursor.
  var parked: [Place: ConsolePane] = [:]
  /// Where the panes above the first belong, if that is a place one comes back to.
  var place: Place?
  /// The last thing said, while it is shown on the message line.
  var toast: Toast?
  /// A cursor that has moved and may come to rest.
  private(set) var resting: Rest?
  /// Real time, as of the last turn.
  var instant: ContinuousClock.Instant
  /// Set when the program is to end.
  package internal(set) var ending: Ending?
  /// Text for the person's clipboard, taken by the loop.
  package var clipboard: String?
  /// The screen is garbled: everything is to be drawn anew.
  package var wantsRedraw = false

  enum Overlay: Sendable, Equatable {
    case none
    case palette(Palette)
    case help(HelpView)
    case leaving(Dialog)
  }

  struct Rest: Sendable, Equatable {
    var request: Request
    var until: ContinuousClock.Instant
  }

  struct Toast: Sendable, Equatable {
    var message: Message
    var until: ContinuousClock.Instant
  }

  /// How a person left.
  package enum Ending: Sendable, Equatable {
    case left
    /// After a worker was started that goes on.
    case leftWorking
  }

  /// - Parameters:
  ///   - now: company time; the machine's until a company is open.
  ///   - instant: real time.
  package init(words: Catalogue, size: Size, now: Timestamp, instant: ContinuousClock.Instant) {
    world = World(words: words, now: now)
    stack = PaneStack(Place.overview.pane)
    self.size = size
    self.instant = instant
  }

  /// What can happen to the console.
  package enum Event: Sendable {
    case input(InputEvent)
    case resized(Size)
    case news(News)
  }

  /// Takes in everything that happened since the last turn.
  ///
  /// - Parameters:
  ///   - now: company time.
  ///   - instant: real time.
  /// - Returns: requests for the ``EffectRunner`` to start, and those to stop.
  package mutating func turn(_ events: [Event], now: Timestamp, instant: ContinuousClock.Instant) -> [Effect] {
    world.now = now
    self.instant = instant
    if let toast, toast.until <= instant { self.toast = nil }
    var work: [Effect] = []
    if let resting, resting.until <= instant {
      self.resting = nil
      take(.answer(resting.request, .done), &work)
    }
    for event in events {
      switch event {
      case .input(let input):
        perform(take(input), &work)
        // What is typed ahead meets the pane as if it had been looked at in between.
        settle(&work)
      case .resized(let size): self.size = size
      case .news(let news): take(news, &work)
      }
    }
    settle(&work)
    return work
  }

  private mutating func settle(_ work: inout [Effect]) {
    let content = layout.content
    perform(stack.top.settle(in: Size(width: content.width, height: content.height), world), &work)
  }

  /// What the program begins with: the company that flags, environment and configuration name.
  package mutating func begin() -> [Effect] {
    var work: [Effect] = []
    perform([.ask(.open(.standard))], &work)
    return work
  }

  /// When a turn is due although nothing happens: a toast has been read, or work takes long enough to say so.
  package var deadline: ContinuousClock.Instant? {
    var deadlines = [toast?.until, resting?.until].compactMap(\.self)
    if let activity = world.activities.first {
      let elapsed = activity.since.duration(to: instant)
      deadlines.append(
        elapsed < Self.patience ? activity.since + Self.patience : instant + .seconds(1))
    }
    return deadlines.min()
  }

  /// How long a cursor stands still before more than its row follows it.
  private static let rest = Duration.milliseconds(150)
  /// Work that takes longer is shown.
  static let patience = Duration.milliseconds(150)
  private static let toastTime = Duration.seconds(6)

  // MARK: - Effects

  mutating func perform(_ effects: [Effect], _ work: inout [Effect]) {
    for effect in effects {
      switch effect {
      case .push(let place): stack.push(place.pane)
      case .open(let place): open(place, &work)
      case .back: back(&work)
      case .leavePane: perform(goBack(), &work)
      case .help: overlay = .help(HelpView())
      case .say(let text, let weight): say(text, weight)
      case .copy(let text):
        clipboard = text
        say(world.words.copied(SafeText(text, limit: 80)), .info)
      case .ask(.rest(let move)): resting = Rest(request: .rest(move), until: instant + Self.rest)
      case .ask(let request):
        if request.isActivity, world.activity(request) == nil {
          world.activities.append(Activity(request, since: instant))
        }
        work.append(effect)
      case .cancel: work.append(effect)
      }
    }
  }

  /// Shows a pane on the first one, as it was left if somebody was there before.
  private mutating func open(_ place: Place, _ work: inout [Effect]) {
    park()
    for pane in stack.panes.dropFirst() { perform(pane.leave(world), &work) }
    self.place = place.isParked ? place : nil
    if place == .overview {
      stack.reset()
    } else {
      stack.open(parked.removeValue(forKey: place) ?? place.pane)
    }
  }

  /// To the pane below; false on the first one.
  @discardableResult
  mutating func back(_ work: inout [Effect]) -> Bool {
    if stack.panes.count == 2 { park() }
    let pane = stack.top
    guard stack.pop() else { return false }
    perform(pane.leave(world), &work)
    return true
  }

  private mutating func park() {
    guard let place, stack.panes.count > 1 else { return }
    parked[place] = stack.panes[1]
    if stack.panes.count == 2 { self.place = nil }
  }

  mutating func forgetRest() { resting = nil }

  mutating func say(_ text: SafeText, _ weight: Message.Weight) {
    let message = Message(at: world.now, text, weight)
    if world.messages.last?.text != text || world.messages.last?.weight != weight { world.messages.append(message) }
    if world.messages.count > 500 { world.messages.removeFirst(100) }
    toast = Toast(message: message, until: instant + Self.toastTime)
  }
}
