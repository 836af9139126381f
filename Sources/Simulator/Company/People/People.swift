/// Everybody who is or was a member of the corp, by the number of the row and by userid.
struct People: Sendable {
  private(set) var rows: [Person]
  /// Who may sit in groups beside the owner: employed and activated at the start.
  let regulars: [Int]
  private let byUserID: [String: Int]
  /// The members, as JSON strings' insides, because a group's answer names them again and again.
  let userIDBytes: [[UInt8]]
  private(set) var nameBytes: [[UInt8]]

  init(_ rows: [Person]) {
    self.rows = rows
    regulars = rows.indices.filter { !rows[$0].isResigned && rows[$0].status == 1 }
    byUserID = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.userID, $0) })
    userIDBytes = rows.map { escapedForJSON($0.userID) }
    nameBytes = rows.map { escapedForJSON($0.name) }
  }

  func number(of userID: String) -> Int? { byUserID[userID] }

  subscript(number: Int) -> Person {
    get { rows[number] }
    set {
      rows[number] = newValue
      nameBytes[number] = escapedForJSON(newValue.name)
    }
  }

  /// How many employed members the application sees.
  var visibleCount: Int { rows.count { $0.isVisible && !$0.isResigned } }
}
