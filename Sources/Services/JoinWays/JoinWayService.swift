import Model
import Storage
import WeCom

/// Join ways, as panes and subcommands mean them: the registry, adding, editing, removing, keeping codes alive, and who
/// came by which. What may be done is decided here and nowhere above.
///
/// | folder | what |
/// |---|---|
/// | Registry | rows for lists, reading back, import |
/// | Acts | the rules of a content; add, update, remove and what becomes of a call |
/// | Care | findings, rotation, replacement, forecast, "why can't it be scanned" |
/// | Arrivals | who came by which code |
/// | Codes | the QR code: fetch, read, draw, find |
/// | Documents | what a person hands in: a configuration as JSON, a list of config ids |
package struct JoinWayService: Sendable {
  let company: CompanyFiles
  /// Nil in a process that only looks at what is on this machine.
  let client: WeComClient?
  let clock: any CompanyClock
  /// Quiet period, request time-out and gate are the transfer protocol's.
  let rules: HandoverRules
  let limits: Fullness.Limits
  let authority: Authority
  /// Whose application calls: see ``JoinWayRecord/profile``.
  let profile: String
  /// Who acts, as `user@host`.
  let actor: String
  let newID: @Sendable () -> String
  let codes: JoinWayCodes
  /// Of this process.
  let openCalls = OpenCallWatch<CallID>()

  package init(
    company: CompanyFiles, client: WeComClient?, clock: any CompanyClock, rules: HandoverRules,
    limits: Fullness.Limits, authority: Authority, profile: String, actor: String,
    newID: @escaping @Sendable () -> String, codes: JoinWayCodes
  ) {
    self.company = company
    self.client = client
    self.clock = clock
    self.rules = rules
    self.limits = limits
    self.authority = authority
    self.profile = profile
    self.actor = actor
    self.newID = newID
    self.codes = codes
  }
}
