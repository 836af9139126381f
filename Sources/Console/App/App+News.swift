import Interface
import Model
import Services
import Storage
import Words

/// What happened that was not typed.
extension App {
  mutating func take(_ news: News, _ work: inout [Effect]) {
    switch news {
    case .closed: leaveCompany()
    case .opened(let facts):
      leaveCompany()
      world.company = facts
    case .notConfigured(let profiles): world.profiles = profiles
    case .read(let reading): read(reading)
    case .worker(let state): world.worker = state
    case .fault(let source, let error): note(error, source)
    case .fetched(let chats): for chat in chats where world.details[chat] != nil { work.append(.ask(.details(chat))) }
    case .progress(let request, let done, let total):
      guard let index = world.activities.firstIndex(where: { $0.request == request }) else { break }
      world.activities[index].done = done
      world.activities[index].total = total
    case .answer(let request, let answer):
      world.activities.removeAll { $0.request == request }
      keep(answer, to: request)
    case .failed(let request, let error):
      world.activities.removeAll { $0.request == request }
      fail(request, error)
    }
    var effects: [Effect] = []
    stack.forEach { effects += $0.receive(news, world) }
    // A pane that is put by keeps up, but opens nothing over the one somebody looks at.
    for place in parked.keys {
      effects += (parked[place]?.receive(news, world) ?? []).filter { !$0.showsAnotherPane }
    }
    perform(effects, &work)
    discardUnseen(news, &work)
  }

  /// A plan that no preview shows, because whoever asked for it has gone elsewhere, can be confirmed by nobody.
  private func discardUnseen(_ news: News, _ work: inout [Effect]) {
    guard case .answer(_, .plan(let plan)) = news,
      !stack.panes.contains(where: { $0.cast(to: PreviewPane.self)?.plan.id == plan.id })
    else { return }
    work.append(.ask(.discard(plan.id)))
  }

  /// Nothing of a company may stay on screen, or answer a question, under another one's name.
  private mutating func leaveCompany() {
    world = World(words: world.words, now: world.now, keeping: world)
    stack = PaneStack(Place.overview.pane)
    overlay = .none
    (parked, place, isLeaving) = ([:], nil, false)
    forgetRest()
  }

  private mutating func read(_ reading: Reading) {
    world.groups = reading.groups
    if world.owners != reading.owners {
      world.owners = reading.owners
      world.ownersByID = Dictionary(reading.owners.map { ($0.userID, $0) }, uniquingKeysWith: { $1 })
    }
    world.resignedOwners = reading.resignedOwners
    world.sweptAt = reading.sweptAt
    world.jobs = reading.jobs
    world.isStopped = reading.isStopped
    world.joinWays = reading.joinWays
    for report in reading.reports { world.reports[report.handover.id] = report }
    world.isLoaded = true
  }

  private mutating func keep(_ answer: Answer, to request: Request) {
    switch (request, answer) {
    case (.details(let chat), .details(let details)):
      if world.details.count > 50 { world.details = [:] }
      world.details[chat] = details
    case (.report(let job), .report(let report)): world.reports[job] = report
    case (.start(let job, _), .confirmation(let confirmation)):
      // What is marked is on its way: nothing to come back to.
      if case .confirmed = confirmation {
        place = nil
        parked = parked.filter { if case .handover = $0.key { false } else { true } }
      }
      // The preview says it, unless somebody has gone elsewhere meanwhile.
      if stack.top.cast(to: PreviewPane.self) == nil {
        say(world.words.line(world.words.confirmation(confirmation, plan: job)), .info)
      }
    case (.saveReport, .saved(let path)), (.saveAudit, .saved(let path)):
      say(world.words.saved(SafeText(path)), .success)
    case (.joinWays(let work), let answer): tell(answer, of: work)
    case (_, .control(let control)): tell(control, of: request)
    case (.stopEverything(let isStopped), .done):
      say(isStopped ? world.words.allPaused : world.words.allResumed, isStopped ? .warning : .success)
    case (.startWorker, .done):
      say(world.words.workerStarted, .success)
      if isLeaving { ending = .leftWorking }
    default: break
    }
  }

  /// What became of work on join ways, whatever pane is looked at.
  private mutating func tell(_ answer: Answer, of work: JoinWayWork) {
    let words = world.words
    switch (work, answer) {
    case (_, .saved(let path)): say(words.saved(SafeText(path)), .success)
    case (.acknowledge, .done): say(words.acknowledged, .success)
    case (_, .joinWays(.look(let look))): say(words.joinWayLook(look), look.failed.isEmpty ? .success : .warning)
    case (_, .joinWays(.forgotten(let isDone))): say(words.forgotten(isDone), isDone ? .success : .warning)
    case (_, .joinWays(.imported(let ends))): say(words.joinWaysImported(ends), .info)
    case (_, .joinWays(.savedCodes(let folder, let count, let failed))):
      say(words.codesSaved(count, failed: failed.count, folder: SafeText(folder)), failed.isEmpty ? .success : .warning)
    // The plan says it, unless somebody has gone elsewhere meanwhile.
    case (_, .joinWays(.performed)) where stack.top.cast(to: JoinWayPlanPane.self) != nil: break
    case (.perform(let plan), .joinWays(.performed(let ends))):
      let (done, wanted) = (ends.values.count(where: \.isDone), plan.changes.count)
      say(words.planEnds(done: done, of: wanted), done == wanted ? .success : .warning)
    case (let work, .joinWays(.end(let end))):
      guard let kind = work.call else { break }
      say(world.line(end, of: kind), end.isDone ? .success : .warning)
    default: break
    }
  }

  /// What became of a wish to pause, resume or cancel a job.
  private mutating func tell(_ control: JobLedger.Control, of request: Request) {
    guard let id = request.job else { return }
    let words = world.words
    let title = world.jobs.first { $0.id == id }.map(world.title) ?? SafeText(id)
    switch (control, request) {
    case (.done, .pause): say(words.jobPaused(title), .success)
    case (.done, .resume): say(words.jobResumed(title), .success)
    case (.done, _): say(words.jobCancelled(title), .success)
    case (.unknownJob, _): say(words.jobIsGone(id), .warning)
    case (.notNow(let state), _): say(words.jobCannot(title, state), .warning)
    }
  }

  private mutating func fail(_ request: Request, _ error: any Error) {
    if error is CancellationError {
      if request.isActivity { say(world.words.stoppedWaiting, .info) }
      return
    }
    if case .startWorker = request {
      isLeaving = false
      overlay = .none
    }
    for advice in world.words.advice(for: error, in: world.circumstances) {
      say(world.words.line(advice), .error)
    }
  }

  private mutating func note(_ error: (any Error)?, _ source: Fault.Source) {
    world.faults.removeAll { $0.source == source }
    guard let error, let advice = world.words.advice(for: error, in: world.circumstances).first else { return }
    world.faults.append(Fault(source, advice))
    // It stays as a banner; the messages keep it for later.
    let message = Message(at: world.now, world.words.banner(source.term, advice), .error)
    if world.messages.last?.text != message.text { world.messages.append(message) }
  }
}

extension Request {
  /// The one job it steers.
  fileprivate var job: JobID? {
    switch self {
    case .pause(let job), .resume(let job), .cancelJob(let job): job
    default: nil
    }
  }
}

extension JoinWayWork {
  /// What it sends, if it is one call.
  fileprivate var call: JoinWayCall.Kind? {
    switch self {
    case .add: .add
    case .update: .update
    case .remove: .delete
    default: nil
    }
  }
}

extension World {
  /// Nothing of another company is kept, but what was said.
  fileprivate init(words: Catalogue, now: Timestamp, keeping other: World) {
    self.init(words: words, now: now)
    messages = other.messages
    faults = other.faults.filter { $0.source == .settings }
    profiles = other.profiles
    activities = other.activities.filter { if case .open = $0.request { false } else { true } }
  }
}
