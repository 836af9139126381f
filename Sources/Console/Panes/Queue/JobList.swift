import Interface
import Model
import Storage
import Words

/// The jobs as a list shows them: those that have not ended first, then the others, newest first in each part, and of
/// them those that match what was typed.
struct JobList: Sendable, Equatable {
  struct Row: Sendable, Equatable {
    var job: Job
    var title: SafeText
  }

  private(set) var shown: [Row] = []
  private var source: [Job] = []
  private var words: Catalogue?
  private var filter = ""

  var isEmpty: Bool { shown.isEmpty }
  /// Jobs there are, whatever was typed.
  var total: Int { source.count }

  var rows: Rows<JobID> {
    Rows(
      count: shown.count, id: { [shown] in shown[$0].job.id },
      index: { [shown] id in shown.firstIndex { $0.job.id == id } })
  }

  func job(_ id: JobID?) -> Job? { id.flatMap { id in shown.first { $0.job.id == id } }?.job }

  /// Does nothing while nothing has changed; comparing arrays that are the same is cheap.
  mutating func update(_ world: World, filter: String) {
    let isSame = world.jobs == source
    // The same jobs read anew: kept, so that the next comparison is of one array with itself.
    source = world.jobs
    guard !isSame || world.words != words || filter != self.filter else { return }
    (words, self.filter) = (world.words, filter)
    let wanted = filter.lowercased().split(separator: " ")
    let rows = source.map { Row(job: $0, title: world.title(of: $0)) }.filter { row in
      let text = "\(row.title.text) \(world.words.state(row.job.state).text) \(row.job.id)".lowercased()
      return wanted.allSatisfy { text.contains($0) }
    }
    shown = rows.filter { !$0.job.state.isFinal } + rows.filter(\.job.state.isFinal)
  }
}
