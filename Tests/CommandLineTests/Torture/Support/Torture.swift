import Foundation
import Synchronization

/// The long tests: `make torture`.
enum Torture {
  static let isOn = ProcessInfo.processInfo.environment["GROUPDESK_TORTURE"] == "1"
}

/// What became of one row of a long test.
struct TortureLine: Sendable {
  /// Its place in the table.
  let number: Int
  let name: String
  let restart: String
  /// Real seconds from a death to the next claim; nil where nobody took over.
  var takeOver: Double?
  /// In the journal.
  var calls = 0
  var accepted = 0
  /// Groups sent although the company had accepted them.
  var doubles = 0
  /// The most of one owner on one day.
  var mostADay = 0
  var isRight = false
}

/// Gathers the lines of one suite and prints them once they are complete.
final class TortureTable: Sendable {
  private let title: String
  private let size: Int
  private let lines = Mutex<[TortureLine]>([])

  /// - Parameter size: how many lines it will have.
  init(_ title: String, size: Int) {
    self.title = title
    self.size = size
  }

  func add(_ line: TortureLine) {
    let all = lines.withLock { lines in
      lines.append(line)
      return lines
    }
    guard Torture.isOn, all.count == size else { return }
    let width = (all.map(\.name.count).max() ?? 0) + 1
    func row(_ name: String, _ rest: [String]) -> String {
      name.padding(toLength: width, withPad: " ", startingAt: 0) + rest.joined(separator: "  ")
    }
    let rows = all.sorted { $0.number < $1.number }.map { line in
      row(
        line.name,
        [
          line.restart.padding(toLength: 5, withPad: " ", startingAt: 0),
          line.takeOver.map { String(format: "%9.3f", $0) } ?? "        –",
          String(format: "%5d %8d %7d %7d", line.calls, line.accepted, line.doubles, line.mostADay),
          line.isRight ? "right" : "WRONG",
        ])
    }
    let head = row(title, ["again", "take-over", "calls accepted doubles a day≤ verdict"])
    let wrong = all.count { !$0.isRight }
    print(([head] + rows + ["\(all.count) rows, \(wrong) wrong"]).joined(separator: "\n"))
  }
}
