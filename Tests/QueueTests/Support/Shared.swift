import Synchronization

/// A value that several tasks of a test write.
final class Shared<Value: Sendable>: Sendable {
  private let state: Mutex<Value>
  init(_ value: Value) { state = Mutex(value) }
  var value: Value { state.withLock { $0 } }
  func change(_ body: (inout Value) -> Void) {
    state.withLock { value in
      var copy = value
      body(&copy)
      value = copy
    }
  }
}

/// How many are inside at once, and the most that ever were.
struct Crowd {
  private(set) var now = 0
  private(set) var most = 0
  mutating func enter() {
    now += 1
    most = max(most, now)
  }
  mutating func leave() { now -= 1 }
}
