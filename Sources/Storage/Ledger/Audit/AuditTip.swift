import Model

/// The last row of an audit, which stands for all before it: each row's hash covers the hash of the one before.
package struct AuditTip: Sendable, Hashable, Codable {
  /// Rows up to here; the number of the last one.
  package var count: Int64
  /// Of the last row, hex; empty where there is no row.
  package var hash: String
  /// When the last row was written.
  package var at: Timestamp

  package init(count: Int64, hash: String, at: Timestamp) {
    self.count = count
    self.hash = hash
    self.at = at
  }

  /// Of an audit without rows.
  package static let none = AuditTip(count: 0, hash: "", at: Timestamp(milliseconds: 0))
}
