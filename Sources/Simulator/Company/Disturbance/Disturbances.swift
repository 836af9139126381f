/// The faults and holds that wait for calls.
struct Disturbances: Sendable {
  private(set) var faults: [Fault] = []
  private(set) var holds: [Hold] = []

  mutating func add(_ faults: [Fault]) { self.faults += faults }
  mutating func add(_ hold: Hold) { holds.append(hold) }
  mutating func clearFaults() { faults = [] }
  mutating func clearHolds() { holds = [] }

  /// The fault for that call, the oldest that matches, which thereby is used.
  mutating func fault(for path: String, from generator: inout SeededGenerator) -> Fault? {
    for position in faults.indices {
      let fault = faults[position]
      guard fault.path == nil || fault.path == path else { continue }
      if fault.probability < 1, generator.fraction() >= fault.probability { continue }
      if fault.skip > 0 {
        faults[position].skip -= 1
        continue
      }
      if let count = fault.count {
        faults[position].count = count - 1
        if count <= 1 { faults.remove(at: position) }
      }
      return fault
    }
    return nil
  }

  /// The places where that call has to stop.
  mutating func points(for path: String) -> Set<Hold.Point> {
    var points: Set<Hold.Point> = []
    for position in holds.indices where holds[position].path == nil || holds[position].path == path {
      if holds[position].skip > 0 {
        holds[position].skip -= 1
      } else if holds[position].count > 0 {
        holds[position].count -= 1
        points.insert(holds[position].point)
      }
    }
    holds.removeAll { $0.count <= 0 }
    return points
  }
}
