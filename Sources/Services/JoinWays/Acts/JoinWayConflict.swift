import Model
import Storage

/// Two people, one configuration.
package struct JoinWayConflict: Sendable, Hashable {
  package var id: JoinWayID
  /// What the person saw when they began.
  package var base: JoinWayContent
  /// What the vendor has now.
  package var remote: JoinWayContent
  /// What the person wants.
  package var wanted: JoinWayContent

  package init(id: JoinWayID, base: JoinWayContent, remote: JoinWayContent, wanted: JoinWayContent) {
    self.id = id
    self.base = base
    self.remote = remote
    self.wanted = wanted
  }

  /// Changed elsewhere.
  package var theirs: [JoinWayField] { remote.differences(from: base) }
  /// Changed here.
  package var mine: [JoinWayField] { wanted.differences(from: base) }
  /// Changed on both sides, to different things.
  package var contested: [JoinWayField] {
    let both = Set(theirs).intersection(mine)
    return wanted.differences(from: remote).filter(both.contains)
  }
  /// What the vendor has, with the person's changes on top. Contested fields are the person's.
  package var merged: JoinWayContent { mine.reduce(remote) { $0.taking($1, from: wanted) } }
}
