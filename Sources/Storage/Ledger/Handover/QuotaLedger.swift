import Model

/// How much of an owner's day is spent: a reservation is made in the transaction of the intent, and given back only when
/// it is proven that nothing was handed over.
package enum QuotaLedger {
  package static func day(
    _ day: Day, of owner: UserID, in connection: any SQLConnection
  ) throws -> QuotaDay {
    let row = try connection.query(
      "SELECT used, closed FROM quota_day WHERE owner = $1 AND day = $2", [.text(owner.rawValue), .integer(day.number)]
    ).first
    guard let row else { return QuotaDay(used: 0, isClosed: false) }
    return QuotaDay(used: Int(try row.integer("used")), isClosed: try row.integer("closed") != 0)
  }

  /// Reserves `count` for a batch, or nothing: false when the day is closed or `cap` would be passed.
  static func reserve(
    _ count: Int, for batch: BatchID, of owner: UserID, on day: Day, cap: Int, in connection: any SQLConnection
  ) throws -> Bool {
    guard count <= cap else { return false }
    let granted = try connection.query(
      """
      INSERT INTO quota_day (owner, day, used, closed) VALUES ($1, $2, $3, 0)
      ON CONFLICT (owner, day) DO UPDATE SET used = quota_day.used + excluded.used
      WHERE quota_day.closed = 0 AND quota_day.used + excluded.used <= $4
      RETURNING used
      """,
      [.text(owner.rawValue), .integer(day.number), .integer(Int64(count)), .integer(Int64(cap))])
    guard !granted.isEmpty else { return false }
    try connection.execute(
      "INSERT INTO quota_entry (batch_id, owner, day, count) VALUES ($1, $2, $3, $4)",
      [.text(batch.rawValue), .text(owner.rawValue), .integer(day.number), .integer(Int64(count))])
    return true
  }

  /// Leaves only `counted` of a batch's reservation.
  static func keep(_ counted: Int, of batch: BatchID, in connection: any SQLConnection) throws {
    let entry = try connection.query(
      "SELECT owner, day, count FROM quota_entry WHERE batch_id = $1", [.text(batch.rawValue)]
    ).first
    guard let entry else { return }
    let returned = try entry.integer("count") - Int64(counted)
    guard returned > 0 else { return }
    try connection.execute(
      "UPDATE quota_entry SET count = $2 WHERE batch_id = $1", [.text(batch.rawValue), .integer(Int64(counted))])
    try connection.execute(
      "UPDATE quota_day SET used = used - $3 WHERE owner = $1 AND day = $2",
      [.text(try entry.text("owner")), .integer(try entry.integer("day")), .integer(returned)])
  }

  /// The vendor called the day's quota spent.
  static func close(_ day: Day, of owner: UserID, in connection: any SQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO quota_day (owner, day, used, closed) VALUES ($1, $2, 0, 1)
      ON CONFLICT (owner, day) DO UPDATE SET closed = 1
      """,
      [.text(owner.rawValue), .integer(day.number)])
  }
}
