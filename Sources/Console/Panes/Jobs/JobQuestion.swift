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
    var lines = [world.title(of: job)]
    if let report = world.reports[job.id] {
      let unsent = report.count(.planned, .ready)
      guard unsent > 0 else { return nil }
      lines.append(words.takenBack(unsent))
      let followed = report.count(.sending, .unknown, .accepted)
      if followed > 0 { lines.append(words.followedOn(followed)) }
    } else {
      lines.append(words.cancelEndsJob)
    }
    dialog = Dialog(
      words.question(words[JobCommandTerm.cancel], corp: world.corp), lines: lines,
      answers: [.init(agreed, words.cancelRest), .init("keep", words.keepJob)])
    request = .cancelJob(job.id)
  }

  /// Whether to end the global stop.
  init(endingStop world: World) {
    let words = world.words
    let waiting = world.jobs.count { $0.lane == .mutation && $0.state.isActive }
    dialog = Dialog(
      words.question(words[JobCommandTerm.go], corp: world.corp), lines: [words.goingOn(waiting)],
      answers: [.init(agreed, words[JobCommandTerm.go]), .init("keep", words.stayStopped)])
    request = .stopEverything(false)
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
