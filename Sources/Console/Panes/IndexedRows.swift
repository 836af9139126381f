import Interface

/// Rows of a list with the place of each, so that the cursor's row is found without searching.
struct IndexedRows<Row: Identifiable & Sendable & Equatable>: Sendable, Equatable where Row.ID: Sendable {
  private(set) var all: [Row] = []
  private var places: [Row.ID: Int] = [:]

  init() {}

  /// - Parameter rows: in screen order; of two with one id the later counts.
  init(_ rows: [Row]) {
    all = rows
    places = Dictionary(rows.indices.map { (rows[$0].id, $0) }, uniquingKeysWith: { $1 })
  }

  var isEmpty: Bool { all.isEmpty }
  subscript(id: Row.ID?) -> Row? { id.flatMap { places[$0] }.map { all[$0] } }
  func contains(_ id: Row.ID) -> Bool { places[id] != nil }

  var rows: Rows<Row.ID> {
    Rows(count: all.count, id: { all[$0].id }, index: { places[$0] })
  }
}
