import Model

/// A copy of what the vendor showed: concrete functions over the SQL seam, one transaction each. Whoever writes holds
/// the refresher role.
package struct Replica: Sendable {
  let engine: any SQLEngine

  package init(engine: any SQLEngine) { self.engine = engine }

  /// Rows changed by later writes carry a higher number.
  package func change() throws -> Int64 {
    try engine.read { try Self.counter("change", in: $0) }
  }

  static func counter(_ name: String, in connection: any SQLConnection) throws -> Int64 {
    try connection.query("SELECT value FROM counter WHERE name = $1", [.text(name)]).first?.integer("value") ?? 0
  }

  static func set(_ name: String, to value: Int64, in connection: any SQLConnection) throws {
    try connection.execute(
      "INSERT INTO counter (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      [.text(name), .integer(value)])
  }

  static func nextChange(in connection: any SQLConnection) throws -> Int64 {
    let next = try counter("change", in: connection) + 1
    try set("change", to: next, in: connection)
    return next
  }

  /// When every owner's groups were last listed; nil before the first time.
  package func sweptAt() throws -> Timestamp? {
    try engine.read { connection in
      let at = try Self.counter("swept_at", in: connection)
      return at == 0 ? nil : Timestamp(milliseconds: at)
    }
  }

  package func setSwept(at now: Timestamp) throws {
    try engine.transaction { try Self.set("swept_at", to: now.milliseconds, in: $0) }
  }
}
