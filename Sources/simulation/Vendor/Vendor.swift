import Foundation
import Model
import Services
import Simulator
import WeCom

/// The simulated company and the network in front of it, driven directly: every call is answered by `Company`, at once or
/// later, from what is true or from what was true a while ago, or never.
final class Vendor {
  private unowned let world: World
  private(set) var company: Company
  /// How the groups stood before each change, until when.
  private var past: [(until: Timestamp, view: Company.View)] = []
  /// Requests on their way.
  private(set) var underWay = 0
  /// Every token given out: none may turn up where it does not belong.
  private(set) var tokens: Set<String> = []

  init(_ company: Company, in world: World) {
    self.company = company
    self.world = world
  }

  /// Changes whose the groups are, so that stale reads go on showing them as they were.
  func change<T>(_ body: (inout Company) throws -> T) rethrows -> T {
    past.append((world.now, company.view))
    past.removeAll { $0.until < world.now - world.plan.lag.upperBound }
    return try body(&company)
  }

  /// Changes what no read shows.
  func alter<T>(_ body: (inout Company) throws -> T) rethrows -> T { try body(&company) }

  private func answer(_ call: Call) -> Reply {
    world.tally.calls += 1
    return company.answer(call, at: world.now.milliseconds)
  }
}

// MARK: - Reading

extension Vendor {
  /// One read, repeated as the client does: with a new token once, and when the vendor is busy.
  func read<T>(
    _ endpoint: Endpoint, _ body: [UInt8], by worker: Worker,
    as decode: (Int, [UInt8]) throws(CallError) -> T
  ) throws(CallError) -> T {
    var isRefreshed = false
    var repeats = 2
    while true {
      let token = try token(for: worker)
      do throws(CallError) {
        let reply = try pass(Call(path: endpoint.rawValue, query: ["access_token": token], body: body), worker)
        return try decode(reply.status, reply.body)
      } catch {
        if error.code?.disposition == .refresh, !isRefreshed {
          isRefreshed = true
          worker.token = nil
        } else if error.code?.disposition == .repeat, repeats > 0 {
          repeats -= 1
        } else {
          throw error
        }
      }
    }
  }

  /// Fetches a token if the worker has none that it thinks is good.
  @discardableResult
  func token(for worker: Worker) throws(CallError) -> String {
    if let token = worker.token, worker.now < token.expires { return token.text }
    let call = Call(
      method: .get, path: Endpoint.getToken.rawValue,
      query: ["corpid": company.configuration.corpID, "corpsecret": company.configuration.secret])
    let reply = try pass(call, worker)
    guard let answer = try? JSONDecoder().decode(TokenAnswer.self, from: Data(reply.body)) else {
      throw .unreadable(.token, .notJSON)
    }
    tokens.insert(answer.access_token)
    worker.token = (answer.access_token, worker.now + .seconds(answer.expires_in))
    return answer.access_token
  }

  private struct TokenAnswer: Decodable {
    var access_token: String
    var expires_in: Int64
  }

  /// A read over the network.
  private func pass(_ call: Call, _ worker: Worker) throws(CallError) -> Reply {
    let plan = world.plan
    if !world.isCalm {
      if world.dice.chance(plan.readLost) { throw .timedOut(API(path: call.path)) }
      if world.dice.chance(plan.tokenDeath / 10) { company.add([Fault(.tokenDead, path: call.path)]) }
      if world.dice.chance(plan.busyBefore / 10) { company.add([Fault(.busy, path: call.path)]) }
      if world.dice.chance(plan.overLimit / 10) { company.add([Fault(.overLimit, path: call.path)]) }
      if world.dice.chance(plan.answerSpoilt / 10) { company.add([Fault(.html, path: call.path)]) }
    }
    let reply: Reply
    if !world.isCalm, world.dice.chance(plan.staleRead), let view = staleView() {
      world.tally.calls += 1
      world.tally.staleReads += 1
      reply = company.answer(call, at: world.now.milliseconds, seeing: view)
    } else {
      reply = answer(call)
    }
    worker.hear(date: world.now)
    return reply
  }

  private func staleView() -> Company.View? {
    let moment = world.now - world.dice.span(in: world.plan.lag)
    return past.first { $0.until > moment }?.view
  }
}

// MARK: - Sending

extension Vendor {
  /// Sends a transfer once and tells later how that ended, as far as the worker lives to hear it.
  func send(_ request: TransferRequest, token: String, by worker: Worker, then: @escaping (SendEnd) -> Void) {
    let plan = world.plan
    let life = worker.life
    world.tally.transfers += 1
    func end(after span: TimeSpan, _ end: @escaping () -> SendEnd) {
      world.then(worker, life: life, after: span) { then(end()) }
    }
    let timeOut = TimeSpan(plan.rules.requestTimeout)
    if !world.isCalm, world.dice.chance(plan.requestLost) { return end(after: timeOut) { .unknown } }
    let isLate = !world.isCalm && world.dice.chance(plan.requestLate)
    let travel = world.dice.span(in: isLate ? plan.late : TimeSpan(milliseconds: 20)...TimeSpan.seconds(2))
    let isAnswerLost = !world.isCalm && world.dice.chance(plan.answerLost)
    if isLate { world.tally.lateArrivals += 1 }
    if isLate || isAnswerLost {
      world.tally.lostAnswers += 1
      let noticed = isLate ? timeOut : world.dice.span(in: travel...timeOut)
      end(after: noticed) { .unknown }
    }
    underWay += 1
    world.agenda.add(at: world.now + travel) { [self] in
      underWay -= 1
      let reply = try arrive(request, token)
      guard !isLate, !isAnswerLost else { return }
      let back = world.dice.span(in: TimeSpan(milliseconds: 20)...TimeSpan.seconds(2))
      end(after: back) { [self] in
        guard reply.delivery == .whole else { return .unknown }
        worker.hear(date: world.now)
        return SendEnd(TransferEnd(of: request, status: reply.status, reply.body))
      }
    }
  }

  /// The request reaches the company.
  private func arrive(_ request: TransferRequest, _ token: String) throws -> Reply {
    let path = request.kind.api.path
    if !world.isCalm, let fault = fault(for: request, path) { company.add([fault]) }
    let known = company.journal.last
    let reply = change { company in
      company.answer(Call(path: path, query: ["access_token": token], body: request.body), at: world.now.milliseconds)
    }
    world.tally.calls += 1
    for entry in company.journal.entries(after: known) {
      if case .transfer(let transfer) = entry.event { try world.checker.arrived(transfer) }
    }
    world.note("the vendor gets \(request.chats.count) groups for \(request.newOwner), answers \(reply.errorCode)")
    return reply
  }

  private func fault(for request: TransferRequest, _ path: String) -> Fault? {
    let plan = world.plan
    if world.dice.chance(plan.busyBefore) { return Fault(.busy, path: path) }
    if world.dice.chance(plan.busyAfter) { return Fault(.busyAfterEffect, path: path) }
    if world.dice.chance(plan.tokenDeath) { return Fault(.tokenDead, path: path) }
    if world.dice.chance(plan.overLimit) {
      return Fault(world.dice.chance(0.5) ? .overLimit : .tooManyAtOnce, path: path)
    }
    if world.dice.chance(plan.answerSpoilt) {
      let kinds: [Fault.Kind] = [
        .html, .htmlAfterEffect, .truncated, .wrongTypes, .empty, .unknownCode, .unknownCodeAfterEffect, .dropMiddle,
        .dropBefore, .dropAfter, .unknownMembers, .bom,
      ]
      return world.dice.pick(kinds).map { Fault($0, path: path) }
    }
    if world.dice.chance(plan.chatError) {
      var fault = Fault(.chatError, path: path)
      fault.code = world.dice.pick([90501, 90503, 987_654, 6000, 90507])
      fault.chats = world.dice.number(in: 1...request.chats.count)
      return fault
    }
    return nil
  }
}
