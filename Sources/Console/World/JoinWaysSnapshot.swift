import Model
import Services
import Storage

/// The join ways of the registry as they were read last, with what lists and the overview say about all of them. Two are
/// equal when their versions are.
package struct JoinWaysSnapshot: Sendable, Equatable {
  package static let empty = JoinWaysSnapshot(version: 0, [])

  /// Changes with the rows.
  package let version: Int
  /// By remark.
  package let rows: [JoinWayRow]
  /// Of them, those nobody gets in by.
  package let dead: Int
  /// Of them, those somebody has to look at.
  package let warned: Int
  private let places: [JoinWayID: Int]

  package init(version: Int, _ rows: [JoinWayRow]) {
    self.version = version
    self.rows = rows
    dead = rows.count { $0.severity == .dead }
    warned = rows.count { $0.severity == .warning }
    places = Dictionary(rows.indices.map { (rows[$0].record.id, $0) }, uniquingKeysWith: { $1 })
  }

  package static func == (left: Self, right: Self) -> Bool { left.version == right.version }

  package subscript(id: JoinWayID) -> JoinWayRow? { places[id].map { rows[$0] } }

  /// By what customers bring with them; nil where several have this `state`: nobody can tell which it was.
  package func row(ofState state: String) -> JoinWayRow? {
    guard !state.isEmpty else { return nil }
    let users = rows.filter { $0.record.content.state == state }
    return users.count == 1 ? users.first : nil
  }
}

extension JoinWayRow {
  /// Nil when nothing is wrong.
  package var severity: JoinWayFinding.Severity? { findings.map(\.severity).max() }
}
