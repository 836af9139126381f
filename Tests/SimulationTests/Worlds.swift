import Dispatch

/// Runs worlds, one after the other on a thread of their own: they take long, and the threads of Swift's pool are for
/// the tests beside them.
func inTurn<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    worlds.async { continuation.resume(with: Result(catching: body)) }
  }
}

private let worlds = DispatchQueue(label: "worlds")
