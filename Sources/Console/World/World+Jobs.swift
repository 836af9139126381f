import Model
import Services
import Storage
import Words

/// Jobs, as panes speak of them.
extension World {
  /// The corp's name, for confirmations.
  var corp: SafeText { company.map { SafeText($0.corp, limit: 60) } ?? "" }

  /// What a job is about, with names instead of ids.
  func title(of job: Job) -> SafeText { words.jobTitle(job, names: person) }

  /// Why a job waits and when it goes on; empty while nothing stands in its way.
  func nextStep(of job: Job) -> SafeText {
    words.nextStep(of: job, now: now, application: company?.application ?? .own, names: person)
  }

  /// Company time from a job's first run to its end, or to now.
  func elapsed(_ job: Job) -> TimeSpan { (job.finishedAt ?? now) - (job.startedAt ?? job.createdAt) }

  /// Whether the company ends with this program: the built-in one.
  var endsWithProgram: Bool { company?.isBuiltIn == true }

  /// Who runs the jobs, and whether they go on when a person leaves; with its label where it stands alone.
  var workerLine: SafeText { words.labelled(QueueTerm.worker, workerText) }

  var workerText: SafeText {
    switch worker {
    case .here: words.worksHere(isDemo: endsWithProgram)
    case .elsewhere: words.worksElsewhere
    case .nobody: words.nobodyWorks
    }
  }

  /// Why no worker that outlives this program can be started; nil when one can.
  var whyNoWorker: SafeText? {
    if let whyNoChange { return whyNoChange }
    if worker == .elsewhere { return workerLine }
    if endsWithProgram { return words.demoEndsHere }
    return company?.mayWorkUnattended == true ? nil : words.workerNeedsPerson
  }
}
