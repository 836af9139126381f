import Model
import Services
import Storage
import Words

/// What a person may do with one job now, and why not.
struct JobControls {
  let job: Job
  /// Of a handover, if it was read.
  let report: HandoverReport?
  let world: World

  init(_ job: Job, _ world: World) {
    self.job = job
    self.world = world
    report = world.reports[job.id]
  }

  var whyNoPause: SafeText? {
    world.whyNoChange ?? (job.state.isActive ? nil : world.words.notWhile(job.state))
  }

  var whyNoResume: SafeText? {
    world.whyNoChange ?? (resuming == nil ? world.words.notWhile(job.state) : nil)
  }

  /// What lets the job go on: a refresh that failed is asked for anew.
  var resuming: Request? {
    switch job.state {
    case .paused, .attention: .resume(job.id)
    // New owners a person has mended are tried before the time.
    case .waiting where report?.blocked.isEmpty == false: .resume(job.id)
    case .failed where job.kind == RefreshJob.kind: RefreshScope(job).map { .refresh([$0]) }
    default: nil
    }
  }

  var resumeTerm: JobCommandTerm { job.state == .paused || resuming == nil ? .resume : .retry }

  var whyNoCancel: SafeText? {
    if let whyNoChange = world.whyNoChange { return whyNoChange }
    if job.state.isFinal { return world.words.notWhile(job.state) }
    return report?.handover.isCancelled == true ? world.words.alreadyCancelled : nil
  }
}
