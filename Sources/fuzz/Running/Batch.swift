import Foundation

/// One target's inputs, run in this process one after the other.
struct Batch: Sendable {
  let target: FuzzTarget
  let seed: UInt64
  let count: Int

  /// What a process tells about its batch on standard output.
  struct Report: Codable, Sendable {
    var inputs = 0
    var accepted = 0
    var seconds = 0.0
    /// Bytes in memory: at most, and how many more at the end than after a tenth of the inputs.
    var peak = 0
    var growth = 0
    var finding: String?
  }

  /// Seconds one input may take before the process ends itself.
  static let patience = 20

  /// As small as the stacks of the threads on which the program reads what strangers send.
  private static let stack = 512 << 10

  /// Runs it on a thread of its own and waits. An input that traps takes the process with it; `note` then names it.
  func run(_ note: Note) -> Report {
    let finished = DispatchSemaphore(value: 0)
    let box = Box()
    let thread = Thread {
      box.report = inputs(note)
      finished.signal()
    }
    thread.stackSize = Self.stack
    let watchdog = Thread { Self.watch(note) }
    watchdog.start()
    thread.start()
    finished.wait()
    return box.report
  }

  private func inputs(_ note: Note) -> Report {
    var report = Report()
    let start = ContinuousClock.now
    let early = count / 10
    var memory = 0
    for index in 0..<count {
      note.current = index
      if index == early { memory = Memory.resident }
      do {
        if try target.run(seed: seed, index: index) { report.accepted += 1 }
      } catch {
        report.finding = "\(error)"
        break
      }
      report.inputs += 1
    }
    report.growth = max(0, Memory.resident - memory)
    report.peak = Memory.peak
    report.seconds = (ContinuousClock.now - start) / .seconds(1)
    return report
  }

  /// Ends the process once the same input has lasted too long, and when nobody is left to hear of it.
  private static func watch(_ note: Note) {
    let parent = getppid()
    var last = note.current
    var since = ContinuousClock.now
    while true {
      // Looks now and then: an input that hangs tells nobody, nor does a parent that is killed.
      sleep(1)
      if getppid() != parent { exit(1) }
      let now = note.current
      if now != last {
        (last, since) = (now, .now)
      } else if ContinuousClock.now - since > .seconds(patience) {
        note.isHung = true
        abort()
      }
    }
  }

  /// Written by the one thread before the semaphore is raised, read by the other after it.
  private final class Box: @unchecked Sendable {  // proven above
    var report = Report()
  }
}
