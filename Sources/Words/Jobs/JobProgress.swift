import Model
import Services
import Storage

/// How far a job is and what comes next, the same in lists of the console and of the command line.
extension Catalogue {
  /// What has come to an answer, of how much: `300/646`.
  package func progress(of job: Job) -> SafeText {
    job.total.map { SafeText("\(number(job.done).text)/\(number($0).text)") } ?? "—"
  }

  /// Why a job waits and when it goes on; empty while nothing stands in its way.
  /// - Parameters:
  ///   - application: decides who can mend a permission.
  ///   - names: how a person is called.
  package func nextStep(
    of job: Job, now: Timestamp, application: ApplicationKind, names: (UserID) -> SafeText
  ) -> SafeText {
    guard let reason = job.reason.flatMap(JobReason.init(stored:)) else { return "" }
    return self.reason(reason, notBefore: job.notBefore, now: now, application: application, names: names)
  }
}
