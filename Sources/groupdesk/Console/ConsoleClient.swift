import Console
import Foundation
import Model
import Screen
import Terminal

/// The console as the terminal's loop sees it: hands events to the app, its wishes to the runner, and decides when a
/// frame is worth drawing.
struct ConsoleClient: LoopClient {
  private(set) var app: App
  let runner: EffectRunner
  let host: ConsoleHost
  /// When something that nobody asked for was drawn last.
  private var quietPaint: ContinuousClock.Instant?
  private var hasBegun = false

  init(app: App, runner: EffectRunner, host: ConsoleHost) {
    self.app = app
    self.runner = runner
    self.host = host
  }

  mutating func turn(_ events: [LoopEvent<News>]) -> LoopStep {
    let instant = ContinuousClock.now
    Self.trap(on: events)
    var effects = app.turn(events.compactMap(\.event), now: host.clock.now, instant: instant)
    if !hasBegun { effects += app.begin() }
    hasBegun = true
    for effect in effects {
      switch effect {
      case .ask(let request): runner.start(request)
      case .cancel(let request): runner.cancel(request)
      default: break
      }
    }
    var step = LoopStep(deadline: app.deadline, isOver: app.ending != nil)
    step.copy = app.clipboard
    step.redraw = app.wantsRedraw || events.contains { if case .resumed = $0 { true } else { false } }
    app.clipboard = nil
    app.wantsRedraw = false
    if events.isEmpty || events.contains(where: \.isAwaited) {
      step.frame = app.draw()
    } else if let last = quietPaint, last + Self.quietInterval > instant {
      // What happens in the background is drawn once a second at most.
      step.deadline = min(step.deadline ?? last + Self.quietInterval, last + Self.quietInterval)
    } else {
      quietPaint = instant
      step.frame = app.draw()
    }
    return step
  }

  /// Lets a test see what a trap leaves behind: `GROUPDESK_TRAP_ON=F12`. Release builds ignore the variable.
  private static func trap(on events: [LoopEvent<News>]) {
    #if DEBUG
      guard ProcessInfo.processInfo.environment["GROUPDESK_TRAP_ON"] == "F12" else { return }
      let isHit = events.contains { if case .input(.key(.function(12))) = $0 { true } else { false } }
      precondition(!isHit)
    #endif
  }

  private static let quietInterval = Duration.seconds(1)
}

extension LoopEvent<News> {
  fileprivate var event: App.Event? {
    switch self {
    case .input(let input): .input(input)
    case .resized(let size): .resized(size)
    case .news(let news): .news(news)
    case .resumed: nil
    }
  }

  /// Whether somebody waits to see what comes of it.
  fileprivate var isAwaited: Bool {
    guard case .news(let news) = self else { return true }
    switch news {
    case .closed, .opened, .notConfigured, .failed: return true
    case .answer(let request, _), .progress(let request, _, _):
      switch request {
      case .visible, .reload, .discard: return false
      default: return true
      }
    case .read, .worker, .fault, .fetched: return false
    }
  }
}
