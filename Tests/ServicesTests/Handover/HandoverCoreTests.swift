import Model
import Storage
import Testing

@testable import Services

/// A handover of `groups` groups of `wang` to `lina`, driven by hand.
private struct Script {
  var core: HandoverCore
  var now: Timestamp
  var isSettled = true
  var skew: TimeSpan?

  init(
    groups: Int = 3, at time: String = "10:00", kind: TransferKind = .resigned, used: Int = 0,
    alter: (inout HandoverState) -> Void = { _ in }
  ) throws {
    now = try moment(time)
    let items = try (0..<groups).map { number in
      HandoverItem(
        chatID: try chat(number), position: number, name: "群 \(number)", members: 10, newOwner: try user("lina"),
        state: .ready)
    }
    var state = HandoverState(
      handover: Handover(
        id: try #require(JobID("h1")), kind: kind, oldOwner: try user("wang"), isCancelled: false, planned: groups,
        createdAt: now, createdBy: "kim@desk", confirmedAt: now),
      items: items, batch: nil, quota: QuotaDay(used: used, isClosed: false), quotaDay: Day(at: now), blocked: [:])
    alter(&state)
    core = HandoverCore(state: state, rules: HandoverRules())
  }

  mutating func step(_ event: HandoverEvent) -> HandoverCommand {
    core.step(event, at: Moment(now: now, isSettled: isSettled, skew: skew))
  }

  /// Every chat as the vendor shows it while nothing has happened.
  func picture(
    _ chats: [ChatID], status: FollowUpStatus = .waiting, owner: String = "wang"
  ) throws -> RemotePicture {
    let owner = try user(owner)
    return Dictionary(uniqueKeysWithValues: chats.map { ($0, RemoteGroup(status: status, owner: owner)) })
  }

  /// Runs up to the sent call and returns it.
  mutating func sendFirst() throws -> TransferBatch {
    guard case .read(let chats) = step(.resumed) else { throw Surprise() }
    guard case .intend(let sendable, let newOwner) = step(.read(try picture(chats))) else { throw Surprise() }
    let batch = TransferBatch(
      id: try #require(BatchID("b1")), kind: core.state.handover.kind, oldOwner: core.state.handover.oldOwner,
      newOwner: newOwner, chats: sendable, state: .sending, bodyHash: "", quotaDay: Day(at: now), committedAt: now,
      deadline: now + .seconds(20))
    guard case .send(batch) = step(.intended(batch)) else { throw Surprise() }
    return batch
  }

  func states() -> [ItemState] { core.state.items.map(\.state) }
}

extension HandoverState {
  /// The same, taken back by a person.
  fileprivate mutating func isCancelled() {
    var handover = handover
    handover.isCancelled = true
    self = HandoverState(
      handover: handover, items: items, batch: batch, quota: quota, quotaDay: quotaDay, blocked: blocked)
  }
}

private struct Surprise: Error {}
private func chat(_ number: Int) throws -> ChatID { try #require(ChatID("wr\(number)")) }
private func user(_ id: String) throws -> UserID { try #require(UserID(id)) }
private func moment(_ time: String, day: String = "2026-11-21") throws -> Timestamp {
  let day = try #require(Day(day))
  let time = try #require(TimeOfDay(time))
  return day.moment(time)
}

@Suite("Handover: deciding")
struct HandoverDecidingTests {
  @Test("outside the sending window nothing is read or sent until it opens")
  func windowClosed() throws {
    var early = try Script(at: "08:00")
    let opening = try moment("09:00")
    #expect(early.step(.resumed) == .wait(until: opening, .outsideWindow(until: opening)))
    var late = try Script(at: "21:00")
    let tomorrow = try moment("09:00", day: "2026-11-22")
    #expect(late.step(.resumed) == .wait(until: tomorrow, .outsideWindow(until: tomorrow)))
  }

  @Test("a call takes at most 100 groups, and no more than the day has left")
  func batchSizes() throws {
    var fresh = try Script(groups: 250)
    #expect(fresh.step(.resumed) == .read(try (0..<100).map(chat)))
    var nearlySpent = try Script(groups: 250, used: 290)
    #expect(nearlySpent.step(.resumed) == .read(try (0..<10).map(chat)))
    var spent = try Script(groups: 250, used: 300)
    let tomorrow = try moment("09:00", day: "2026-11-22")
    #expect(
      spent.step(.resumed) == .wait(until: tomorrow, .quotaUsedUp(owner: try user("wang"), until: tomorrow)))
  }

  @Test("only what still waits with the old owner is sent; the rest is put away with its reason")
  func preflight() throws {
    var script = try Script(groups: 5)
    _ = script.step(.resumed)
    let picture: RemotePicture = [
      try chat(0): RemoteGroup(status: .waiting, owner: try user("wang")),
      try chat(1): RemoteGroup(status: .inProgress, owner: try user("wang")),
      try chat(2): RemoteGroup(status: .done, owner: try user("zhao")),
      try chat(3): RemoteGroup(status: nil, owner: nil, isGone: true),
      try chat(4): RemoteGroup(status: .inProgress, owner: try user("lina")),
    ]
    guard case .apply(let change) = script.step(.read(picture)) else { throw Surprise() }
    #expect(change.items.map(\.item.state) == [.changed, .foreign, .gone, .foreign])
    #expect(script.step(.applied) == .intend(chats: [try chat(0)], newOwner: try user("lina")))
  }

  @Test("nothing is sent while the local clock and the vendor's differ by more than 30 s", arguments: [-31, 31, 30])
  func skew(seconds: Int64) throws {
    var script = try Script()
    // Nothing is known of the vendor's clock before the read has been answered.
    guard case .read(let chats) = script.step(.resumed) else { throw Surprise() }
    script.skew = .seconds(seconds)
    let command = script.step(.read(try script.picture(chats)))
    if abs(seconds) > 30 {
      #expect(command == .wait(until: script.now + .minutes(10), .clockSkew(seconds: seconds)))
    } else {
      #expect(command == .intend(chats: chats, newOwner: try user("lina")))
    }
  }

  @Test("a window that reaches midnight still leaves two minutes on either side free")
  func midnight() throws {
    var rules = HandoverRules()
    rules.window = try #require(SendingWindow("00:00-24:00"))
    #expect(rules.nextSending(from: try moment("23:57")) == (try moment("23:57")))
    #expect(rules.nextSending(from: try moment("23:58")) == (try moment("00:02", day: "2026-11-22")))
    #expect(rules.nextSending(from: try moment("00:01")) == (try moment("00:02")))
  }

  @Test("a handover of nothing but final items is finished, cancelled or done with errors")
  func finishing() throws {
    var done = try Script { state in for index in state.items.indices { state.items[index].state = .done } }
    #expect(done.step(.resumed) == .finish(.done))
    var failed = try Script { state in
      for index in state.items.indices { state.items[index].state = index == 0 ? .rejected : .done }
    }
    #expect(failed.step(.resumed) == .finish(.doneWithErrors))
  }

  @Test("on the job a group is handed over while its owner is still there, not while it waits")
  func onJob() throws {
    var script = try Script(groups: 2, kind: .onJob)
    _ = script.step(.resumed)
    let picture: RemotePicture = [
      try chat(0): RemoteGroup(status: .normal, owner: try user("wang")),
      try chat(1): RemoteGroup(status: .waiting, owner: try user("wang")),
    ]
    guard case .apply = script.step(.read(picture)) else { throw Surprise() }
    #expect(script.states() == [.ready, .changed])
  }
}

@Suite("Handover: the end of a call")
struct HandoverRecordTests {
  @Test("who is not named in the answer was accepted; the others end by their codes")
  func answered() throws {
    var script = try Script(groups: 9)
    _ = try script.sendFirst()
    let codes = [1: 90500, 2: 90503, 3: 49008, 4: 90508, 5: 90501, 6: 90513]
    let failed = try Dictionary(uniqueKeysWithValues: codes.map { (try chat($0.key), $0.value) })
    guard case .apply(let change) = script.step(.ended(.answered(failed: failed))) else { throw Surprise() }
    #expect(
      script.states() == [
        .accepted, .rejected, .rejected, .gone, .accepted, .rejected, .ready, .accepted, .accepted,
      ])
    #expect(change.batch?.to == .answered)
    #expect(change.batch?.counted == 9)
    #expect(change.closesDay == nil)
    #expect(script.core.state.items[6].dueAt == (try moment("09:00", day: "2026-11-22")))
  }

  @Test("an undocumented refusal of all but the first groups closes the day and costs the others nothing but time")
  func foreignQuota() throws {
    var script = try Script(groups: 4)
    let batch = try script.sendFirst()
    let failed = Dictionary(uniqueKeysWithValues: batch.chats.dropFirst().map { ($0, 90513) })
    guard case .apply(let change) = script.step(.ended(.answered(failed: failed))) else { throw Surprise() }
    #expect(change.closesDay == Day("2026-11-21"))
    #expect(script.states() == [.accepted, .ready, .ready, .ready])
    #expect(script.core.state.items.map(\.attempts) == [0, 0, 0, 0])
  }

  @Test("the vendor taking the first groups and refusing the rest alike means the quota, whatever the code")
  func quotaTail() throws {
    var script = try Script(groups: 4)
    let batch = try script.sendFirst()
    let failed = Dictionary(uniqueKeysWithValues: batch.chats.dropFirst(2).map { ($0, 45009) })
    guard case .apply(let change) = script.step(.ended(.answered(failed: failed))) else { throw Surprise() }
    #expect(change.closesDay == Day("2026-11-21"))
    #expect(script.core.state.items.map(\.attempts) == [0, 0, 0, 0])
    #expect(script.states() == [.accepted, .accepted, .ready, .ready])
  }

  @Test("a long call refused whole with an unknown code twice in a row asks for a person")
  func wholeRefusal() throws {
    var script = try Script(groups: 12) { state in for i in state.items.indices { state.items[i].attempts = 1 } }
    let batch = try script.sendFirst()
    let failed = Dictionary(uniqueKeysWithValues: batch.chats.map { ($0, 90506) })
    guard case .apply(let change) = script.step(.ended(.answered(failed: failed))) else { throw Surprise() }
    #expect(change.closesDay == Day("2026-11-21"))
    #expect(script.step(.applied) == .attention(.refused(code: 90506)))
  }

  @Test("one odd group in a short call does not close the owner's day")
  func oddGroup() throws {
    var script = try Script(groups: 1)
    let batch = try script.sendFirst()
    guard case .apply(let change) = script.step(.ended(.answered(failed: [batch.chats[0]: 90506]))) else {
      throw Surprise()
    }
    #expect(change.closesDay == nil)
    #expect(script.core.state.items[0].attempts == 1)
  }

  @Test("what came back unsent after a person had taken the rest back is taken back too")
  func cancelledMeanwhile() throws {
    var script = try Script { state in state.isCancelled() }
    guard case .apply(let change) = script.step(.resumed) else { throw Surprise() }
    #expect(change.items.map(\.item.state) == [.cancelled, .cancelled, .cancelled])
    #expect(script.step(.applied) == .finish(.cancelled))
  }

  @Test("what was provably not sent gives its reservation back")
  func notSent() throws {
    var script = try Script(used: 10)
    _ = try script.sendFirst()
    #expect(script.core.state.quota.used == 13)
    guard case .apply(let change) = script.step(.ended(.notSent(.unreachable, blockedUntil: nil))) else {
      throw Surprise()
    }
    #expect(change.batch?.to == .aborted)
    #expect(change.batch?.counted == 0)
    #expect(script.core.state.quota.used == 10)
    #expect(script.states() == [.ready, .ready, .ready])
    #expect(script.step(.applied) == .wait(until: script.now + .minutes(2), .unreachable))
  }

  @Test("a dead token is tried once more, then a person is asked")
  func tokenTwice() throws {
    var script = try Script()
    _ = try script.sendFirst()
    guard case .apply = script.step(.ended(.refused(code: 40014))) else { throw Surprise() }
    guard case .read(let chats) = script.step(.applied) else { throw Surprise() }
    guard case .intend = script.step(.read(try script.picture(chats))) else { throw Surprise() }
    _ = script.step(
      .intended(
        TransferBatch(
          id: try #require(BatchID("b2")), kind: .resigned, oldOwner: try user("wang"), newOwner: try user("lina"),
          chats: chats, state: .sending, bodyHash: "", quotaDay: Day(at: script.now), committedAt: script.now,
          deadline: script.now)))
    guard case .apply = script.step(.ended(.refused(code: 40014))) else { throw Surprise() }
    #expect(script.step(.applied) == .attention(.refused(code: 40014)))
  }

  @Test("an unfit new owner stops the groups meant for them, not the others", arguments: [40098, 40205, 41054, 84083])
  func unfitTarget(code: Int) throws {
    var script = try Script(groups: 2) { state in state.items[1].newOwner = UserID("chen") }
    _ = try script.sendFirst()
    guard case .apply(let change) = script.step(.ended(.refused(code: code))) else { throw Surprise() }
    #expect(change.blocksTarget == .init(newOwner: try user("lina"), code: code))
    #expect(script.step(.applied) == .read([try chat(1)]))
  }

  @Test("with nothing but unfit new owners left a person is asked")
  func onlyUnfitLeft() throws {
    var script = try Script { state in state.blocked[UserID("lina") ?? UserID(unchecked: "x")] = 41054 }
    #expect(script.step(.resumed) == .attention(.newOwnerUnfit(newOwner: try user("lina"), code: 41054)))
  }
}

@Suite("Handover: an unknown end")
struct HandoverReconcileTests {
  /// A call of three groups whose answer was lost.
  private func lost() throws -> Script {
    var script = try Script()
    _ = try script.sendFirst()
    guard case .apply(let change) = script.step(.ended(.unknown)), change.batch?.to == .unknown else {
      throw Surprise()
    }
    return script
  }

  @Test("a call found open when a run begins is unknown, never sent again before it is read")
  func foundOpen() throws {
    var script = try Script()
    let batch = try script.sendFirst()
    guard case .apply(let change) = script.step(.resumed) else { throw Surprise() }
    #expect(change.batch?.to == .unknown)
    #expect(script.states() == [.unknown, .unknown, .unknown])
    #expect(script.step(.applied) == .read(batch.chats))
  }

  @Test("proof that it arrived settles at once, without waiting for the quiet period")
  func positiveEarly() throws {
    var script = try lost()
    guard case .read(let chats) = script.step(.applied) else { throw Surprise() }
    guard case .apply(let change) = script.step(.read(try script.picture(chats, status: .inProgress, owner: "lina")))
    else { throw Surprise() }
    #expect(script.states() == [.accepted, .accepted, .accepted])
    #expect(change.batch?.to == .resolved)
    #expect(change.batch?.counted == 3)
  }

  @Test("proof that it did not arrive takes two reads 150 s apart after the quiet period")
  func negatives() throws {
    var script = try lost()
    let quietOver = script.now + .seconds(20) + .minutes(15)
    guard case .read(let chats) = script.step(.applied) else { throw Surprise() }
    let negative = try script.picture(chats)
    // Too early: proves nothing.
    #expect(script.step(.read(negative)) == .wait(until: quietOver, .checking(groups: 3)))

    script.now = quietOver
    #expect(script.step(.resumed) == .read(chats))
    guard case .apply = script.step(.read(negative)) else { throw Surprise() }
    #expect(script.states() == [.unknown, .unknown, .unknown])
    #expect(script.step(.applied) == .wait(until: quietOver + .seconds(150), .checking(groups: 3)))

    script.now = quietOver + .seconds(150)
    #expect(script.step(.resumed) == .read(chats))
    guard case .apply(let change) = script.step(.read(negative)) else { throw Surprise() }
    #expect(script.states() == [.ready, .ready, .ready])
    #expect(change.batch?.to == .resolved)
    #expect(change.batch?.counted == 0)
  }

  @Test("silence after a clock that has jumped ahead proves nothing; what arrived counts all the same")
  func jumpedAhead() throws {
    var script = try lost()
    script.skew = .hours(-1)
    script.now = script.now + .hours(1)
    guard case .read(let chats) = script.step(.applied) else { throw Surprise() }
    var arrived = script
    guard case .wait(_, .clockSkew(seconds: -3600)) = script.step(.read(try script.picture(chats))) else {
      throw Surprise()
    }
    #expect(script.core.state.items.allSatisfy { $0.negativeAt == nil && $0.state == .unknown })
    _ = arrived.step(.read(try arrived.picture(chats, status: .inProgress, owner: "lina")))
    #expect(arrived.states() == [.accepted, .accepted, .accepted])
  }

  @Test("silence proves nothing when the clock was ahead as the read was begun, and right as it ended")
  func setRight() throws {
    var script = try lost()
    let truth = script.now
    script.now = truth + .hours(1)
    guard case .read(let chats) = script.step(.applied) else { throw Surprise() }
    script.now = truth + .seconds(5)
    script.skew = .seconds(0)
    _ = script.step(.read(try script.picture(chats)))
    #expect(script.core.state.items.allSatisfy { $0.negativeAt == nil && $0.state == .unknown })
  }

  @Test("a read begun within the quiet period proves nothing, however late its answer comes")
  func begunEarly() throws {
    var script = try lost()
    guard case .read(let chats) = script.step(.applied) else { throw Surprise() }
    let negative = try script.picture(chats)
    script.now = script.now + .minutes(16)
    _ = script.step(.read(negative))
    #expect(script.core.state.items.allSatisfy { $0.negativeAt == nil && $0.state == .unknown })
  }

  @Test("groups sent three times without an answer and without effect are not sent a fourth time unasked")
  func unanswered() throws {
    var script = try Script { state in
      for index in state.items.indices {
        state.items[index].attempts = 3
        state.items[index].batch = BatchID("b0")
      }
    }
    guard case .read(let chats) = script.step(.resumed) else { throw Surprise() }
    guard case .apply = script.step(.read(try script.picture(chats))) else { throw Surprise() }
    #expect(script.step(.applied) == .attention(.unanswered(groups: 3)))
  }

  @Test("compressed company time does not shorten the wait for the request itself")
  func notSettled() throws {
    var script = try lost()
    _ = script.step(.applied)
    script.now = script.now + .hours(1)
    script.isSettled = false
    #expect(script.step(.resumed) == .settle)
    script.isSettled = true
    guard case .read = script.step(.settled) else { throw Surprise() }
  }

  @Test("without evidence either way for 24 hours a person has to look")
  func givenUp() throws {
    var script = try lost()
    _ = script.step(.applied)
    script.now = script.now + .hours(11)
    guard case .read(let chats) = script.step(.resumed) else { throw Surprise() }
    let unclear = try script.picture(chats, status: .inProgress)
    guard case .wait(_, .checking) = script.step(.read(unclear)) else { throw Surprise() }
    var later = Script(continuing: script, on: "2026-11-22", at: try moment("10:01", day: "2026-11-22"))
    guard case .read = later.step(.resumed) else { throw Surprise() }
    guard case .apply(let change) = later.step(.read(unclear)) else { throw Surprise() }
    #expect(later.states() == [.stuck, .stuck, .stuck])
    #expect(change.batch?.counted == 3)
  }

  @Test("while a call is open, nothing else of that owner is sent")
  func oneAtATime() throws {
    var script = try Script(groups: 150)
    _ = try script.sendFirst()
    _ = script.step(.ended(.unknown))
    guard case .read(let chats) = script.step(.applied) else { throw Surprise() }
    guard case .wait(_, .checking) = script.step(.read(try script.picture(chats))) else { throw Surprise() }
  }
}

@Suite("Handover: following")
struct HandoverFollowTests {
  private func accepted(code: Int? = nil) throws -> Script {
    try Script(groups: 1) { state in
      state.items[0].state = .accepted
      state.items[0].acceptedAt = state.handover.createdAt
      state.items[0].dueAt = state.handover.createdAt + .minutes(5)
      state.items[0].code = code
    }
  }

  @Test("an accepted group is looked at after 5 and 30 minutes, and done once the vendor says so")
  func follows() throws {
    var script = try accepted()
    let accepted = script.now
    #expect(script.step(.resumed) == .wait(until: accepted + .minutes(5), .following(groups: 1)))
    script.now = accepted + .minutes(5)
    guard case .read(let chats) = script.step(.resumed) else { throw Surprise() }
    _ = script.step(.read(try script.picture(chats, status: .inProgress, owner: "lina")))
    #expect(script.core.state.items[0].dueAt == accepted + .minutes(30))
    #expect(script.step(.applied) == .wait(until: accepted + .minutes(30), .following(groups: 1)))
    script.now = accepted + .minutes(30)
    _ = script.step(.resumed)
    _ = script.step(.read(try script.picture(chats, status: .done, owner: "lina")))
    #expect(script.step(.applied) == .finish(.done))
  }

  @Test("a group still not done after 26 hours is stuck")
  func stuck() throws {
    let script = try accepted()
    var later = Script(continuing: script, on: "2026-11-22", at: script.now + .hours(26))
    guard case .read(let chats) = later.step(.resumed) else { throw Surprise() }
    _ = later.step(.read(try later.picture(chats, status: .inProgress, owner: "lina")))
    #expect(later.states() == [.stuck])
  }

  @Test("a look that took a day says how it stood when it was begun, and the group is looked at again")
  func frozenLook() throws {
    var script = try accepted()
    let accepted = script.now
    script.now = accepted + .minutes(5)
    guard case .read(let chats) = script.step(.resumed) else { throw Surprise() }
    let seen = try script.picture(chats, status: .inProgress, owner: "lina")
    script.now = accepted + .hours(13)
    _ = script.step(.read(seen))
    #expect(script.states() == [.accepted])
    guard case .read(chats) = script.step(.applied) else { throw Surprise() }
  }

  @Test("'handed over already' is believed only when the owner is the new owner")
  func handedOverAlready() throws {
    var mine = try accepted(code: 90508)
    mine.now = mine.now + .minutes(5)
    guard case .read(let chats) = mine.step(.resumed) else { throw Surprise() }
    var foreign = mine
    _ = mine.step(.read(try mine.picture(chats, status: .done, owner: "lina")))
    #expect(mine.states() == [.done])
    _ = foreign.step(.read(try foreign.picture(chats, status: .done, owner: "zhao")))
    #expect(foreign.states() == [.foreign])
  }
}

extension Script {
  /// The same handover, loaded again on another day.
  fileprivate init(continuing script: Script, on day: String, at now: Timestamp) {
    self.now = now
    isSettled = true
    let old = script.core.state
    core = HandoverCore(
      state: HandoverState(
        handover: old.handover, items: old.items, batch: old.batch, quota: QuotaDay(used: 0, isClosed: false),
        quotaDay: Day(at: now), blocked: old.blocked),
      rules: script.core.rules)
  }
}
