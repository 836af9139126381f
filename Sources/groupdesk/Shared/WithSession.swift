extension Program {
  /// Opens the company (see ``open(needsVendor:writesReplica:)``), hands it to `body` and closes it, whatever happens.
  func withSession<Value: Sendable>(
    needsVendor: Bool = true, writesReplica: Bool = false, _ body: (Session) async throws -> Value
  ) async throws -> Value {
    let session = try await open(needsVendor: needsVendor, writesReplica: writesReplica)
    do {
      let value = try await body(session)
      await session.close()
      return value
    } catch {
      await session.close()
      throw error
    }
  }
}
