import Interface
import Model
import Screen
import Services
import Storage
import Words

/// The whole pane while there is no group at all.
enum NothingToList {
  case opening
  /// Nothing could be read.
  case failed
  /// Nothing was ever fetched.
  case neverFetched(Job?)
  /// The company has none, as far as it can be seen.
  case noGroups

  /// Nil when there is something to list.
  init?(_ world: World) {
    if !world.isLoaded {
      // The banner says what is wrong.
      self = world.faults.contains { $0.source == .replica || $0.source == .ledger } ? .failed : .opening
    } else if world.groups.count > 0 {
      return nil
    } else if world.sweptAt == nil {
      let refreshes = world.jobs.filter { $0.kind == RefreshJob.kind && $0.subject == RefreshScope.all.subject }
      self = .neverFetched(refreshes.first { !$0.state.isFinal } ?? refreshes.first)
    } else {
      self = .noGroups
    }
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let top = min(1, canvas.height / 8)
    canvas.draw(in: Rect(x: 1, y: top, width: canvas.width - 2, height: canvas.height - top)) { part in
      switch self {
      case .opening: part.write(words.starting, x: 0, y: 0, role: .progress)
      case .failed: Chrome.paragraph(on: &part, words.groupsFailed, x: 0, y: 0, width: part.width, role: .error)
      case .neverFetched(let job): drawFirstRefresh(job, on: &part, world)
      case .noGroups:
        var y = 0
        for line in words.noGroups { y = Chrome.paragraph(on: &part, line, x: 0, y: y, width: part.width) }
        Chrome.paragraph(on: &part, words.fetchAgain, x: 0, y: y + 1, width: part.width, role: .dim)
      }
    }
  }

  private func drawFirstRefresh(_ job: Job?, on part: inout Canvas, _ world: World) {
    let words = world.words
    guard let job, !job.state.isFinal else {
      let text = job.map { words.standing($0.state, reason: world.nextStep(of: $0)) } ?? words.neverRefreshed
      let y = Chrome.paragraph(on: &part, text, x: 0, y: 0, width: part.width, role: job == nil ? .progress : .error)
      if job != nil { Chrome.paragraph(on: &part, words.fetchAgain, x: 0, y: y + 1, width: part.width, role: .dim) }
      return
    }
    let top = min(1, part.height / 8)
    var y = Chrome.paragraph(on: &part, words.neverRefreshed, x: 0, y: 0, width: part.width)
    let standing = words.standing(job.state, reason: world.nextStep(of: job))
    y = Chrome.paragraph(on: &part, standing, x: 0, y: y + top, width: part.width, role: .progress)
    guard let total = job.total, total > 0 else { return }
    let figures = SafeText("\(words.number(job.done))/\(words.number(total)) \(words.percent(job.done, of: total))")
    let width = max(0, min(40, part.width - displayWidth(of: figures) - 2))
    Chrome.progress(on: &part, x: 0, y: y, width: width, done: job.done, total: total)
    part.write(figures, x: width + 2, y: y)
  }
}
