import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Asks before queued sends are taken back, or let go on.
struct JobQuestion: Sendable, Hashable {
  private(set) var dialog: Dialog
  /// What is done when a person agrees.
  let request: Request

  /// Whether to cancel a job; of a handover with how many groups that concerns. Nil when all of them were sent.
  init?(cancelling job: Job, _ world: World) {
    let words = world.words
    request = .cancelJob(job.id)
    guard let lines = Self.lines(request, world) else { return nil }
    dialog = Dialog(
      words.question(words[JobCommandTerm.cancel], corp: world.corp), lines: lines,
      answers: [.init(agreed, words.cancelRest), .init("keep", words.keepJob)])
  }

  /// Whether to end the global stop.
  init(endingStop world: World) {
    let words = world.words
    request = .stopEverything(false)
    dialog = Dialog(
      words.question(words[JobCommandTerm.go], corp: world.corp), lines: Self.lines(request, world) ?? [],
      answers: [.init(agreed, words[JobCommandTerm.go]), .init("keep", words.stayStopped)])
  }

  /// Sends go on while a person reads: the numbers keep up. False when there is nothing left to ask.
  mutating func follow(_ world: World) -> Bool {
    guard let lines = Self.lines(request, world) else { return false }
    dialog.lines = lines
    return true
  }

  /// What an agreement would do now; nil when it would do nothing.
  private static func lines(_ request: Request, _ world: World) -> [SafeText]? {
    let words = world.words
    guard case .cancelJob(let id) = request else {
      return [words.goingOn(world.jobs.count { $0.lane == .mutation && $0.state.isActive })]
    }
    guard let job = world.jobs.first(where: { $0.id == id }), !job.state.isFinal else { return nil }
    let title = world.title(of: job)
    guard let report = world.reports[id] else { return [title, words.cancelEndsJob] }
    let unsent = report.count(.planned, .ready)
    guard unsent > 0 else { return nil }
    let followed = report.count(.sending, .unknown, .accepted)
    return [title, words.takenBack(unsent)] + (followed > 0 ? [words.followedOn(followed)] : [])
  }

  enum Outcome: Sendable, Hashable {
    case undecided, agreed, declined
  }

  mutating func handle(_ input: InputEvent) -> Outcome {
    switch dialog.handle(input) {
    case nil: .undecided
    case agreed: .agreed
    default: .declined
    }
  }
}

/// The answer that lets it happen.
private let agreed = "agreed"
