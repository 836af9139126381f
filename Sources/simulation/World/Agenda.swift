import Model

/// What is going to happen, the soonest first; of two things at the same moment the one noted first. A binary heap.
struct Agenda {
  typealias Action = () throws -> Void

  private struct Entry {
    let time: Timestamp
    let number: Int
    let action: Action

    func isBefore(_ other: Entry) -> Bool { (time, number) < (other.time, other.number) }
  }

  private var heap: [Entry] = []
  private var noted = 0

  mutating func add(at time: Timestamp, _ action: @escaping Action) {
    noted += 1
    heap.append(Entry(time: time, number: noted, action: action))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].isBefore(heap[parent]) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func next() -> (time: Timestamp, action: Action)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (first.time, first.action)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].isBefore(heap[least]) {
        least = child
      }
      if least == parent { return }
      heap.swapAt(least, parent)
      parent = least
    }
  }
}
