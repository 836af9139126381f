import Foundation
import Model
import Services
import Simulator
import Storage
import WeCom

/// Watches a world: what is sent, what the company gets, and after each commit the whole ledger. Its numbers are the
/// protocol's promises, not the rules a world runs with.
final class Checker {
  /// What is promised, whatever a variant does.
  enum Promise {
    static let gate = Duration.seconds(2)
    static let quietPeriod = TimeSpan.seconds(20 + 15 * 60)
    static let negativeGap = TimeSpan.seconds(150)
    /// Two clocks may differ by that much while sending goes on.
    static let clocks = TimeSpan.seconds(60)
    static let longestCall = 100
  }

  private unowned let world: World
  private let file: String
  private let books: ShadowBooks
  private(set) var findings: [Finding] = []
  /// More would only repeat it.
  private static let mostFindings = 20

  private var commitsSeen = 0
  private var intent: Intent?
  private var decision: Job?
  /// Which group of which owner a call of ours has handed over.
  private var effective: Set<Effect> = []
  private var acceptedByDay: [OwnerDay: Int] = [:]
  /// When each group's open call was read, true time of the beginning.
  private var reads: [ChatID: [Timestamp]] = [:]

  private struct Intent {
    let claim: Job
    /// Why nothing may be sent; nil when it may.
    let obstacle: String?
  }

  struct Effect: Hashable {
    let chat: ChatID
    let oldOwner: UserID
  }

  private struct OwnerDay: Hashable {
    let owner: String
    let day: Day
  }

  /// - Parameter engine: the ledger itself, without the faults that workers meet.
  init(_ engine: any SQLEngine, file: String, in world: World) throws {
    self.world = world
    self.file = file
    books = try ShadowBooks(engine)
  }

  func find(_ invariant: Invariant, _ what: String) {
    guard findings.count < Self.mostFindings else { return }
    world.note("BROKEN \(invariant.rawValue): \(what)")
    findings.append(
      Finding(
        invariant: invariant, what: what, event: world.tally.events, day: world.day,
        time: TimeOfDay(at: world.now)))
  }

  /// One broken invariant ends a world; a variant's goes on until it has broken what it is expected to.
  var hasSeenEnough: Bool {
    guard let variant = world.variant else { return !findings.isEmpty }
    return findings.count >= Self.mostFindings || findings.contains { $0.invariant == variant.breaks }
  }
}

// MARK: - What the workers are about to do

extension Checker {
  /// Before the transaction of an intent under that claim.
  func isAboutToIntend(_ claim: Job) throws {
    intent = Intent(claim: claim, obstacle: try books.obstacle(to: claim))
  }

  /// Before the end of a run is written under that claim.
  func decides(_ claim: Job) { decision = claim }

  /// A remote read of open calls has ended that was begun then, by the true time.
  func hasRead(_ chats: [ChatID], begun: Timestamp) {
    for chat in chats { reads[chat, default: []].append(begun) }
  }

  /// The first byte leaves a process.
  ///
  /// - Parameter age: since its intent was begun in this process.
  func sends(_ batch: TransferBatch, _ request: TransferRequest, age: Duration) {
    if age >= Promise.gate { find(.i5, "a call left \(age) after its intent") }
    if batch.bodyHash != bodyHash(request.body) { find(.i4, "\(batch.id) is sent with another body") }
  }
}

// MARK: - What the company gets

extension Checker {
  /// A transfer has reached the company, whatever it did with it.
  func arrived(_ transfer: JournalEntry.Transfer) throws {
    guard let oldOwner = try books.oldOwner(ofCallWith: bodyHash(Data(transfer.body.utf8))) else {
      return find(.i4, "a call without a committed batch reached the vendor")
    }
    let chats = transfer.chatIDs.map { ChatID(unchecked: $0) }
    if let again = chats.first(where: { effective.contains(Effect(chat: $0, oldOwner: oldOwner)) }) {
      world.tally.doubleSubmissions += 1
      find(.i10, "\(again) was submitted again after it had been handed over")
    }
    let day = Day(at: world.now)
    for result in transfer.results where result.code == 0 {
      guard let owner = result.oldOwner else { continue }
      world.tally.accepted += 1
      effective.insert(Effect(chat: ChatID(unchecked: result.chatID), oldOwner: UserID(unchecked: owner)))
      acceptedByDay[OwnerDay(owner: owner, day: day), default: 0] += 1
    }
    for (key, count) in acceptedByDay where key.day == day && count > world.plan.rules.dailyCap {
      find(.i11, "\(count) groups of \(key.owner) were handed over on \(day)")
    }
  }
}

// MARK: - What the ledger says

extension Checker {
  /// After each event: what it committed, if anything.
  func eventEnded() throws {
    defer {
      intent = nil
      decision = nil
    }
    guard world.storage.commits != commitsSeen else { return }
    commitsSeen = world.storage.commits
    let look = try books.look(cap: world.plan.rules.dailyCap, at: world.now)
    for (invariant, what) in look.contradictions { find(invariant, what) }
    for change in look.batches { check(change) }
    for change in look.items { check(change) }
    for change in look.jobs { check(change) }
  }

  private func check(_ change: ShadowBooks.BatchChange) {
    guard let was = change.was else { return checkNew(change) }
    if !was.isOpen, was != change.state { find(.i7, "call \(change.id) went from \(was) to \(change.state)") }
    if was == .unknown, change.state == .sending { find(.i7, "call \(change.id) is being sent again") }
  }

  private func checkNew(_ batch: ShadowBooks.BatchChange) {
    if !batch.hasAudit { find(.i13, "call \(batch.id) has no audit row") }
    if batch.chats.count > Promise.longestCall || batch.chats.count > world.plan.rules.batchSize {
      find(.i6, "call \(batch.id) has \(batch.chats.count) groups")
    }
    if Set(batch.chats) != Set(batch.items) { find(.i6, "the items of \(batch.id) are not its groups") }
    guard let intent, intent.claim.id == batch.job else { return find(.i16, "call \(batch.id) is nobody's") }
    if let obstacle = intent.obstacle { find(.i16, "call \(batch.id) is committed although \(obstacle)") }
    if batch.epoch != intent.claim.epoch || batch.epoch != batch.jobEpoch {
      find(.i9, "call \(batch.id) was decided with epoch \(intent.claim.epoch), the job's is \(batch.jobEpoch)")
    }
  }

  private func check(_ change: ShadowBooks.ItemChange) {
    guard let was = change.was else { return }
    let item = "\(change.chat) of \(change.job)"
    if was.isFinal, was != change.state { find(.i7, "\(item) went from \(was) to \(change.state)") }
    if change.newOwner != change.newOwnerWas, was != .planned { find(.i12, "\(item) goes to somebody else") }
    guard was == .unknown, change.state == .ready else { return }
    guard change.hadNegative, let committed = change.batchSeen else {
      return find(.i8, "\(item) left unknown for ready without two negative reads")
    }
    // By the true time: within this the clocks may differ while sending goes on.
    let quietOver = committed + TimeSpan(milliseconds: Promise.quietPeriod.milliseconds - Promise.clocks.milliseconds)
    let late = (reads[change.chat] ?? []).filter { $0 >= quietOver }
    guard let first = late.first, let last = late.last else {
      return find(.i8, "\(item) is ready although its call may still have been on its way")
    }
    if last - first < TimeSpan(milliseconds: Promise.negativeGap.milliseconds - Promise.clocks.milliseconds) {
      find(.i8, "\(item) is ready after reads within \((last - first).seconds) s")
    }
  }

  private func check(_ change: ShadowBooks.JobChange) {
    guard let was = change.was, let epochWas = change.epochWas else { return }
    if change.epoch < epochWas { find(.i9, "the epoch of \(change.job) fell") }
    if was.isFinal, was != change.state { find(.i7, "\(change.job) went from \(was) to \(change.state)") }
    if let decision, decision.id == change.job, was == .running, change.state != .running,
      decision.epoch != change.epoch
    {
      find(.i9, "\(change.job) was ended with epoch \(decision.epoch), its own is \(change.epoch)")
    }
  }
}

// MARK: - The end

extension Checker {
  /// When everything is final.
  func worldEnded() throws {
    let ends = try books.ends()
    for effect in effective.sorted(by: { $0.chat < $1.chat }) {
      let states = ends[effect] ?? []
      if Set(states).isDisjoint(with: [.done, .stuck, .foreign, .gone]) {
        find(.i15, "\(effect.chat) was handed over, and the ledger says \(states.map(\.rawValue))")
      }
    }
    for (effect, states) in ends.sorted(by: { $0.key.chat < $1.key.chat }) where states.contains(.done) {
      if !effective.contains(effect), world.movedElsewhere.contains(effect.chat) == false {
        find(.i15, "\(effect.chat) is done, and the vendor knows nothing of it")
      }
    }
    let audit = try AuditLog.verify(head: world.head, in: world.ledger)
    for fault in audit.faults { find(.i13, "\(fault)") }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    for secret in world.secrets where bytes.range(of: Data(secret.utf8)) != nil {
      find(.i17, "a secret stands in the ledger")
    }
  }
}
