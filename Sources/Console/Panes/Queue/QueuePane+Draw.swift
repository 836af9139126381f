import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Where the parts of the list of jobs stand.
struct QueueLayout: Sendable, Equatable {
  /// Lines above the list: the stop, if it is on, and who works.
  let headLines: Int
  let table: Rect
  /// All that is said of the chosen job's next step.
  let chosen: Rect
  /// Counts, or what is being typed.
  let bottom: Int

  init(_ size: Size, _ world: World) {
    // The list keeps its titles and two rows.
    headLines = max(0, min(world.isStopped ? 2 : 1, size.height - 4))
    bottom = size.height - 1
    let chosenLines = size.height >= 12 ? 2 : 0
    table = Rect(x: 0, y: headLines, width: size.width, height: bottom - headLines - chosenLines)
    chosen = Rect(x: 1, y: table.bottom, width: size.width - 2, height: chosenLines)
  }
}

extension QueuePane {
  func draw(on canvas: inout Canvas, _ world: World) {
    let layout = QueueLayout(Size(width: canvas.width, height: canvas.height), world)
    drawHead(on: &canvas, world, lines: layout.headLines)
    canvas.draw(in: layout.table) { part in
      if list.isEmpty {
        drawEmpty(on: &part, world)
      } else {
        table.draw(on: &part, list.rows, columns: columns(world.words), isFocused: mode == .list) {
          cells(list.shown[$0], world)
        }
      }
    }
    if let job {
      canvas.draw(in: layout.chosen) { part in
        for (y, line) in wrapped(world.standing(of: job), width: part.width, most: part.height).enumerated() {
          part.write(line, x: 0, y: y, role: job.state.role)
        }
      }
    }
    drawBottom(on: &canvas, world, y: layout.bottom)
    switch mode {
    case .asking(let question): question.dialog.draw(on: &canvas)
    case .reading(let box): box.draw(on: &canvas)
    case .list, .filtering: break
    }
  }

  private func drawHead(on canvas: inout Canvas, _ world: World, lines: Int) {
    var head: [(SafeText, Role)] = world.isStopped ? [(world.words.stopIsOn, .warning)] : []
    head.append((world.workerLine, world.worker == .nobody ? .warning : .dim))
    for (y, line) in head.prefix(lines).enumerated() {
      canvas.write(line.0, x: 1, y: y, width: canvas.width - 1, role: line.1)
    }
  }

  private func drawEmpty(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let lines =
      !world.isLoaded
      ? [words.loadingJobs] : list.total > 0 ? [words.nothingMatches(SafeText(filter, limit: 40))] : words.noJobs
    var y = canvas.height > 4 ? 1 : 0
    for line in lines { y = Chrome.paragraph(on: &canvas, line, x: 1, y: y, width: canvas.width - 2, role: .dim) }
  }

  private func drawBottom(on canvas: inout Canvas, _ world: World, y: Int) {
    let counts = world.words.jobsShown(
      list.shown.count, of: list.total, open: world.jobs.count { !$0.state.isFinal })
    if case .filtering(let typed) = mode {
      typed.prompt.draw(on: &canvas, y: y, hint: counts)
    } else if list.total > 0 {
      let typed = filter.isEmpty ? "" : "/\(SafeText(filter, limit: 40)) · "
      canvas.write(SafeText("\(typed)\(counts)"), x: 1, y: y, width: canvas.width - 1, role: .dim)
    }
  }

  private func columns(_ words: Catalogue) -> [TableColumn] {
    [
      TableColumn(words[GeneralTerm.state], width: .fixed(stateWidth)),
      TableColumn(words[QueueTerm.job], width: .flexible(least: 14, weight: 2)),
      TableColumn(words[QueueTerm.progress], .right, width: .fixed(11)),
      TableColumn("", .right, width: .fixed(5), dropsAt: 4),
      TableColumn(words[QueueTerm.nextStep], width: .flexible(least: 12, weight: 4), dropsAt: 2),
      TableColumn(words[QueueTerm.elapsed], .right, width: .fixed(8), dropsAt: 3, role: .dim),
    ]
  }

  private func cells(_ row: JobList.Row, _ world: World) -> [TableCell] {
    let (job, words) = (row.job, world.words)
    return [
      TableCell("\(job.state.sign) \(words.state(job.state))", job.state.role),
      TableCell(row.title),
      TableCell(words.progress(of: job)),
      TableCell(job.total.map { words.percent(job.done, of: $0) } ?? ""),
      TableCell(world.standing(of: job)),
      TableCell(words.duration(world.elapsed(job).inLargestUnit)),
    ]
  }
}

extension TimeSpan {
  /// Cut to whole days, hours or minutes, so that its words are short.
  fileprivate var inLargestUnit: TimeSpan {
    let unit: Int64 = [86_400, 3600, 60].first { $0 <= seconds } ?? 1
    return .seconds(seconds / unit * unit)
  }
}

/// A sign, a space, and the longest state in either language.
private let stateWidth = 14

extension World {
  /// What comes next for a job, or when it ended: never empty, but while it simply runs.
  func standing(of job: Job) -> SafeText {
    let reason = nextStep(of: job)
    if !reason.isEmpty { return reason }
    if let ended = job.finishedAt { return words.ended(at: ended, now: now) }
    switch job.state {
    case .paused, .attention: return words.goesOnWhenResumed
    case .queued where isStopped, .waiting where isStopped: return words.waitsForAll
    case .queued where worker == .nobody: return words.waitsForWorker
    default: return ""
    }
  }

  /// All there is to say of a job that has no pane of its own.
  func details(of job: Job) -> TextBox {
    var lines = [words.standing(job.state, reason: nextStep(of: job))]
    if job.total != nil { lines.append(words.labelled(words[QueueTerm.progress], words.progress(of: job))) }
    lines.append("")
    lines.append(words.labelled(words[JobTerm.created], SafeText(job.createdAt.description)))
    if let started = job.startedAt {
      lines.append(words.labelled(words[JobTerm.started], SafeText(started.description)))
    }
    if let ended = job.finishedAt { lines.append(words.labelled(words[JobTerm.ended], SafeText(ended.description))) }
    lines.append(words.labelled(words[QueueTerm.elapsed], words.duration(elapsed(job))))
    lines.append(words.labelled(words[JobTerm.by], SafeText(job.createdBy, limit: 80)))
    lines.append(words.labelled(words[JobTerm.id], SafeText(job.id)))
    return TextBox(title(of: job), lines: lines)
  }
}
