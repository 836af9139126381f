/// What stands under `/_simulator/`: one function a path. docs/simulator.md shows each with an example.
struct ControlPlane: Sendable {
  /// The longest a long poll waits if the caller does not say.
  private static let patience = 3600.0

  let host: CompanyHost

  /// Whether that call is a long poll.
  func waits(_ path: String, _ query: [String: String]) -> Bool {
    path == "clock" && query["after"] != nil || path == "journal" && query["wait"] != nil
  }

  /// Does what is asked; 400 with words for what it does not understand.
  func answer(_ method: String, _ path: String, _ query: [String: String], _ body: [UInt8]) async -> Answer {
    do throws(ControlError) {
      var writer = JSONWriter()
      try await route(method, path, query, body, to: &writer)
      return .json(writer.bytes + [UInt8(ascii: "\n")])
    } catch {
      return Answer(
        status: 400, headers: [("Content-Type", "text/plain; charset=UTF-8")], body: Array("\(error)\n".utf8))
    }
  }

  private func route(
    _ method: String, _ path: String, _ query: [String: String], _ body: [UInt8], to writer: inout JSONWriter
  ) async throws(ControlError) {
    switch (method, path) {
    case ("GET", "clock"): try await readClock(query, to: &writer)
    case ("POST", "clock"): try await setClock(Members(body), to: &writer)
    case ("GET", "journal"): try await readJournal(query, to: &writer)
    case ("GET", "company"): await readCompany(groups: query["groups"] != "0", to: &writer)
    case ("GET", "rules"): await readRules(to: &writer)
    case ("POST", "rules"): try await setRules(Members(body), to: &writer)
    case ("POST", "resign"): try await resign(Members(body), to: &writer)
    case ("POST", "dismiss"): try await dismiss(Members(body), to: &writer)
    case ("POST", "group"): try await writeTexts(Members(body), to: &writer)
    case ("POST", "member"): try await alter(Members(body), to: &writer)
    case ("POST", "quota"): try await spendQuota(Members(body), to: &writer)
    case ("GET", "faults"): await readFaults(to: &writer)
    case ("POST", "faults"): try await addFaults(body, to: &writer)
    case ("DELETE", "faults"):
      await host.perform { company, _ in company.clearFaults() }
      done(to: &writer)
    case ("POST", "holds"): try await addHold(Members(body), to: &writer)
    case ("DELETE", "holds"):
      await host.perform { company, _ in company.clearHolds() }
      await released(host.release(call: nil, path: nil, as: .goOn), to: &writer)
    case ("GET", "holds"): await readHolds(to: &writer)
    case ("POST", "release"): try await release(body.isEmpty ? Members() : Members(body), to: &writer)
    case ("GET", "tokens"): await readTokens(to: &writer)
    case ("POST", "tokens/kill"):
      await host.perform { company, now in company.killTokens(at: now) }
      done(to: &writer)
    case ("POST", "limits/forget"):
      await host.perform { company, _ in company.forgetLimits() }
      done(to: &writer)
    default: try await routeJoinWays(method, path, query, body, to: &writer)
    }
  }

  func done(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("ok", true)
    writer.endObject()
  }

  private func readClock(_ query: [String: String], to writer: inout JSONWriter) async throws(ControlError) {
    let after = try query.whole("after")
    let wait = try query.seconds("wait") ?? Self.patience
    write(await host.clock(after: after, wait: .seconds(wait)), to: &writer)
  }

  private func setClock(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["advance", "set", "speed"])
    if let moment = try members.integer("set") { await host.setClock(to: moment) }
    if let seconds = try members.number("advance") {
      guard abs(seconds) < 1e11 else { throw .badMember("advance", wanted: "seconds within reason") }
      await host.advanceClock(by: Int64(seconds * 1000))
    }
    if let speed = try members.number("speed") {
      guard (0...1_000_000).contains(speed) else { throw .badMember("speed", wanted: "0…1000000") }
      await host.runClock(at: speed)
    }
    write(await host.clock(after: nil, wait: .zero), to: &writer)
  }

  private func write(_ reading: CompanyHost.ClockReading, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("now", reading.now)
    writer.key("speed")
    writer.number(reading.speed)
    writer.member("version", reading.version)
    writer.endObject()
  }

  private func readJournal(_ query: [String: String], to writer: inout JSONWriter) async throws(ControlError) {
    let kinds = query["type"].map { Set($0.split(separator: ",").map(String.init)) }
    let after = try query.whole("after") ?? 0
    let wait = try query.seconds("wait") ?? 0
    let (entries, last) = await host.journal(after: after, kinds: kinds, wait: .seconds(wait))
    writer.beginObject()
    writer.member("last", last)
    writer.key("entries")
    writer.beginArray()
    for entry in entries { entry.write(to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private func readCompany(groups: Bool, to writer: inout JSONWriter) async {
    writer = await host.perform { company, now in
      var report = JSONWriter(capacity: 4096)
      company.report(groups: groups, at: now, to: &report)
      return report
    }
  }

  private func readRules(to writer: inout JSONWriter) async {
    let values = await host.perform { company, _ in company.rules.values }
    JSONValue.object(values).write(to: &writer)
  }

  private func setRules(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try await host.perform { company, _ throws(ControlError) in
      company.rules = try company.rules.changed(by: members.values)
    }
    await readRules(to: &writer)
  }

  private func readTokens(to writer: inout JSONWriter) async {
    let tokens = await host.perform { company, _ in company.tokens.handedOut }
    writer.beginObject()
    writer.array("tokens", tokens)
    writer.endObject()
  }

  private func resign(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["userid", "customers"])
    let userID = try members.text("userid")
    let customers = try members.integer("customers").map(Int.init)
    try await host.perform { company, now throws(ControlError) in
      try company.resign(userID, customers: customers, at: now)
    }
    done(to: &writer)
  }

  private func dismiss(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["chat_id"])
    let chatID = try members.text("chat_id")
    try await host.perform { company, now throws(ControlError) in try company.dismiss(chatID, at: now) }
    done(to: &writer)
  }

  private func writeTexts(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["chat_id", "name", "notice", "nickname"])
    let chatID = try members.text("chat_id")
    let texts = GroupTexts(
      name: try members.optionalText("name"), notice: try members.optionalText("notice"),
      nickname: try members.optionalText("nickname"))
    try await host.perform { company, _ throws(ControlError) in try company.write(texts, in: chatID) }
    done(to: &writer)
  }

  private func alter(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    let userID = try members.text("userid")
    let change = try PersonChange(members)
    try await host.perform { company, _ throws(ControlError) in try company.alter(userID, change.apply) }
    done(to: &writer)
  }

  private func spendQuota(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["userid", "count"])
    let userID = try members.text("userid")
    let count = Int(try members.integer("count") ?? 1)
    try await host.perform { company, now throws(ControlError) in
      try company.spendElsewhere(count, of: userID, at: now)
    }
    done(to: &writer)
  }

  private func readFaults(to writer: inout JSONWriter) async {
    let faults = await host.perform { company, _ in company.disturbances.faults }
    writer.beginArray()
    for fault in faults { fault.write(to: &writer) }
    writer.endArray()
  }

  private func addFaults(_ body: [UInt8], to writer: inout JSONWriter) async throws(ControlError) {
    guard let value = JSONReader.read(body) else { throw .notJSON }
    var faults: [Fault] = []
    for element in value.array ?? [value] { faults.append(try Fault(Members(element))) }
    let added = faults
    await host.perform { company, _ in company.add(added) }
    await readFaults(to: &writer)
  }

  private func addHold(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    let hold = try Hold(members)
    await host.perform { company, _ in company.add(hold) }
    done(to: &writer)
  }

  private func readHolds(to writer: inout JSONWriter) async {
    let calls = await host.heldCalls
    writer.beginObject()
    writer.key("held")
    writer.beginArray()
    for call in calls { writer.integer(Int64(call)) }
    writer.endArray()
    writer.endObject()
  }

  private func release(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["call", "path", "drop"])
    let call = try members.integer("call").map(Int.init)
    let path = try members.optionalText("path")
    let drops = try members.flag("drop") ?? false
    released(await host.release(call: call, path: path, as: drops ? .drop : .goOn), to: &writer)
  }

  private func released(_ calls: [Int], to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("released")
    writer.beginArray()
    for call in calls { writer.integer(Int64(call)) }
    writer.endArray()
    writer.endObject()
  }
}

extension [String: String] {
  fileprivate func whole(_ name: String) throws(ControlError) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), number >= 0 else { throw .badMember(name, wanted: "a whole number from 0") }
    return number
  }

  fileprivate func seconds(_ name: String) throws(ControlError) -> Double? {
    guard let text = self[name] else { return nil }
    guard let number = Double(text), (0...86_400).contains(number) else { throw .badMember(name, wanted: "0…86400") }
    return number
  }
}
