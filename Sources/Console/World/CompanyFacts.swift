import Model
import Services

/// The company the console has open, as far as panes need to know it.
package struct CompanyFacts: Sendable, Hashable {
  /// The corp's name, else its id; it stands in every confirmation.
  package var corp: String
  /// Nil when the environment alone says whom to talk to.
  package var profile: String?
  /// A simulated company, built in or on this machine.
  package var isDemo: Bool
  /// It is served by this process and ends with it.
  package var isBuiltIn: Bool
  package var authority: Authority
  package var application: ApplicationKind
  /// The host that is called, with its port; for messages.
  package var host: String?
  /// Seconds a call may take.
  package var requestTimeout: Int?
  package var limits: Fullness.Limits
  package var rules: HandoverRules
  /// Company seconds in one real second; 1 with a real company.
  package var speed: Double
  /// Whether a worker that goes on after the console can have the secret without a person.
  package var mayWorkUnattended: Bool

  package init(
    corp: String, profile: String?, isDemo: Bool, isBuiltIn: Bool = false, authority: Authority,
    application: ApplicationKind = .own,
    host: String? = nil, requestTimeout: Int? = nil, limits: Fullness.Limits, rules: HandoverRules = HandoverRules(),
    speed: Double = 1, mayWorkUnattended: Bool = true
  ) {
    self.corp = corp
    self.profile = profile
    self.isDemo = isDemo
    self.isBuiltIn = isBuiltIn
    self.authority = authority
    self.application = application
    self.host = host
    self.requestTimeout = requestTimeout
    self.limits = limits
    self.rules = rules
    self.speed = speed
    self.mayWorkUnattended = mayWorkUnattended
  }
}

/// Who runs the jobs.
package enum WorkerState: Sendable, Hashable {
  /// Not known yet, or nobody.
  case nobody
  /// This console: jobs stop when it ends.
  case here
  /// Another process: jobs go on after this console.
  case elsewhere
}
