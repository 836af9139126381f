import Model

/// What the rules of a join way's content are held against: a value a form can keep, so that checking costs no question.
package struct JoinWayCheckFacts: Sendable, Hashable {
  /// The groups somebody may choose, or has chosen; who is missing counts as unknown.
  package var groups: [ChatID: JoinWayGroup]
  /// Which configurations use a `state`, those that are thought to exist or may.
  package var states: [String: Set<JoinWayID>]
  package var limits: Fullness.Limits

  package init(
    groups: [ChatID: JoinWayGroup] = [:], states: [String: Set<JoinWayID>] = [:], limits: Fullness.Limits
  ) {
    self.groups = groups
    self.states = states
    self.limits = limits
  }
}
