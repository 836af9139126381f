import Model

/// The last events of a world, kept only where somebody will read them.
struct Trace {
  private let isKept: Bool
  private let length: Int
  private(set) var lines: [String] = []

  init(isKept: Bool, length: Int = 2000) {
    self.isKept = isKept
    self.length = length
  }

  mutating func note(_ line: @autoclosure () -> String) {
    guard isKept else { return }
    lines.append(line())
    if lines.count > 2 * length { lines.removeFirst(length) }
  }
}
