import Model
import Storage
import Testing

@testable import Services

/// What a look proves about a call whose answer was lost.
@Suite("Settling calls about join ways", .timeLimit(.minutes(5)))
struct JoinWaySettlementTests {
  private static let before = JoinWayContent(
    remark: "旧", roomBaseName: "群", roomBaseID: 1,
    chats: ["wr1", "wr2"].map { ChatID(unchecked: $0) }, state: "s", markSource: true)
  private static let wanted = before.with {
    $0.remark = "新"
    $0.roomBaseID = 5
  }
  private let rules = HandoverRules()
  private let sent = Timestamp(seconds: 1_800_000_000)

  private func call(_ kind: JoinWayCall.Kind, _ wanted: JoinWayContent = wanted) -> JoinWayCall {
    JoinWayCall(
      id: CallID(unchecked: "c1"), joinWay: JoinWayID(unchecked: "w1"), kind: kind, state: .unknown,
      content: kind == .delete ? nil : wanted, before: kind == .add ? nil : Self.before, bodyHash: "00",
      committedAt: sent, deadline: sent + .seconds(20), actor: "kim@desk")
  }

  private func found(_ content: JoinWayContent) -> JoinWaySight {
    .found(JoinWay(configID: ConfigID(unchecked: "cfg"), content: content, qrCode: ""))
  }

  private func verdict(
    _ call: JoinWayCall, _ sight: JoinWaySight, after span: TimeSpan, lasting: TimeSpan = .seconds(1),
    isSettled: Bool = true, skew: TimeSpan? = nil
  ) -> JoinWaySettlement.Verdict {
    let begun = call.deadline + span
    return JoinWaySettlement(rules: rules).verdict(
      on: call, seeing: sight, begun: Moment(now: begun, isSettled: isSettled),
      Moment(now: begun + lasting, isSettled: isSettled, skew: skew))
  }

  private var open: JoinWaySettlement.Verdict { .open(until: sent + .seconds(20) + rules.quietPeriod) }
  private func ended(_ state: JoinWayCall.State, _ outcome: String) -> JoinWaySettlement.Verdict {
    .ended(JoinWayCallResult(state, outcome: outcome))
  }

  @Test("an add is never settled by looking")
  func add() {
    for sight in [found(Self.wanted), .gone] {
      #expect(verdict(call(.add), sight, after: .days(9)) == open)
    }
  }

  @Test("what was written is proof at once, even before the call's deadline")
  func positive() {
    #expect(verdict(call(.update), found(Self.wanted), after: .seconds(-19)) == ended(.done, "seen"))
    #expect(verdict(call(.delete), .gone, after: .seconds(-19)) == ended(.done, "seen"))
    #expect(verdict(call(.update), .gone, after: .seconds(-19)) == ended(.void, "gone"))
  }

  @Test(
    "what stood there before is proof only after the quiet period, by a look begun then",
    arguments: [
      (TimeSpan.seconds(0), TimeSpan.seconds(1), false), (.minutes(14), .minutes(5), false),
      (.minutes(15), .seconds(1), true),
    ])
  func negative(_ after: TimeSpan, _ lasting: TimeSpan, _ isProof: Bool) {
    let (update, delete) = (call(.update), call(.delete))
    #expect(
      verdict(update, found(Self.before), after: after, lasting: lasting) == (isProof ? ended(.void, "notSeen") : open))
    #expect(
      verdict(delete, found(Self.before), after: after, lasting: lasting) == (isProof ? ended(.void, "notSeen") : open))
  }

  @Test("a clock set back during the look, or one the vendor contradicts, proves nothing")
  func clocks() {
    let update = call(.update)
    #expect(verdict(update, found(Self.before), after: .minutes(20), lasting: .minutes(-10)) == open)
    #expect(verdict(update, found(Self.before), after: .minutes(20), skew: .minutes(1)) == open)
  }

  @Test("company time that runs ahead waits for one real request time-out")
  func realTime() {
    #expect(verdict(call(.update), found(Self.before), after: .hours(1), isSettled: false) == .wait)
    #expect(verdict(call(.update), found(Self.wanted), after: .hours(1), isSettled: false) == ended(.done, "seen"))
  }

  @Test("somebody else's change ends it after the quiet period: done where some of it is left, else void")
  func overwritten() {
    let part = Self.wanted.with { $0.remark = "别人" }
    let nothing = Self.before.with {
      $0.remark = "别人"
      $0.roomBaseID = 9
    }
    #expect(verdict(call(.update), found(part), after: .seconds(0)) == open)
    #expect(verdict(call(.update), found(part), after: .minutes(15)) == ended(.done, "overwritten"))
    #expect(verdict(call(.update), found(nothing), after: .minutes(15)) == ended(.void, "overwritten"))
  }

  @Test(
    "an effect is recognised although the vendor cut, filled in or created something meanwhile",
    arguments: [
      // What was to change, and what is seen.
      (
        before.with { $0.remark = String(repeating: "长", count: 40) },
        before.with { $0.remark = String(repeating: "长", count: 30) }
      ),
      (
        before.with {
          $0.markSource = nil; $0.remark = "新"
        }, before.with { $0.remark = "新" }
      ),
      (
        before.with { $0.chats = [ChatID(unchecked: "wr3")] },
        before.with { $0.chats = ["wr3", "wr9"].map { ChatID(unchecked: $0) } }
      ),
      (wanted, wanted.with { $0.state = "另外的人改的" }),
    ])
  func recognised(_ wanted: JoinWayContent, _ remote: JoinWayContent) {
    #expect(JoinWaySettlement.trace(of: wanted, over: Self.before, in: remote) == .whole)
  }

  @Test("a group taken out is not taken for one that was created")
  func takenOut() {
    let wanted = Self.before.with { $0.chats = [$0.chats[0]] }
    #expect(JoinWaySettlement.trace(of: wanted, over: Self.before, in: Self.before) == .none)
    let grown = Self.before.with { $0.chats.append(ChatID(unchecked: "wr9")) }
    #expect(JoinWaySettlement.trace(of: wanted, over: Self.before, in: grown) == .none)
    let more = Self.before.with { $0.chats.append(ChatID(unchecked: "wr3")) }
    let both = more.with { $0.chats.append(ChatID(unchecked: "wr9")) }
    #expect(JoinWaySettlement.trace(of: more, over: Self.before, in: both) == .whole)
  }
}

extension JoinWayContent {
  /// This content with something changed.
  func with(_ change: (inout JoinWayContent) -> Void) -> JoinWayContent {
    var content = self
    change(&content)
    return content
  }
}
