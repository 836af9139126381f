/// Callers that wait until something happens, for use inside one actor.
struct Waiters {
  private var continuations: [Int: CheckedContinuation<Void, Never>] = [:]

  mutating func add(_ id: Int, _ continuation: CheckedContinuation<Void, Never>) { continuations[id] = continuation }

  mutating func wake(_ id: Int) { continuations.removeValue(forKey: id)?.resume() }

  mutating func wakeAll() {
    let woken = continuations
    continuations = [:]
    for continuation in woken.values { continuation.resume() }
  }
}
