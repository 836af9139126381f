/// Lets a few tests in at once; the others wait for their turn. Every process of the program watches its ledger, and a
/// user has 128 inotify instances by default, whatever the number of processors.
actor Turnstile {
  static let handovers = Turnstile(width: 3)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(width: Int) { free = width }

  func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
