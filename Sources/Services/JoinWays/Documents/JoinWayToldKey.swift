/// What this program tells about a join way in JSON beside the vendor's own keys.
package enum JoinWayToldKey: String, Sendable, CaseIterable {
  /// The registry's own id.
  case id
  case standing, origin, link, findings, forecast, groups, drift
  case freePlaces = "free_places"
  case joined
  case stillIn = "still_in"
  case lastJoin = "last_join"
  case nextName = "next_name"
  case seenAt = "seen_at"
  case createdAt = "created_at"
  case createdBy = "created_by"
  case changedAt = "changed_at"
  case openCall = "open_call"
}
