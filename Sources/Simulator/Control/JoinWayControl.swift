/// Join ways, scans and crowds: what people do with codes and phones.
extension ControlPlane {
  private static let mostScans: Int64 = 10_000

  /// - Throws: ``ControlError/unknownPath(_:)`` for what is not about join ways.
  func routeJoinWays(
    _ method: String, _ path: String, _ query: [String: String], _ body: [UInt8], to writer: inout JSONWriter
  ) async throws(ControlError) {
    switch (method, path) {
    case ("GET", "join-ways"): await listJoinWays(to: &writer)
    case ("POST", "join-ways"): try await makeJoinWay(Members(body), to: &writer)
    case ("POST", "join-ways/update"): try await changeJoinWay(Members(body), to: &writer)
    case ("POST", "join-ways/delete"): try await deleteJoinWay(Members(body), to: &writer)
    case ("POST", "scan"): try await scan(Members(body), to: &writer)
    case ("POST", "leave"): try await leave(Members(body), to: &writer)
    case ("POST", "fill"): try await fill(Members(body), to: &writer)
    case ("POST", "images"): try await putImage(Members(body), to: &writer)
    case ("DELETE", "images"):
      await host.perform { company, _ in company.codeImages = [:] }
      done(to: &writer)
    case ("GET", "opengid"): try await readOpenGID(query["chat_id"] ?? "", to: &writer)
    default: throw .unknownPath("\(method) \(path)")
    }
  }

  private func listJoinWays(to writer: inout JSONWriter) async {
    writer = await host.perform { company, _ in
      var list = JSONWriter(capacity: 8192)
      list.beginObject()
      list.key("join_ways")
      list.beginArray()
      for way in company.allJoinWays { company.report(way, to: &list) }
      list.endArray()
      list.endObject()
      return list
    }
  }

  private func makeJoinWay(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(Self.contentNames.union(["foreign", "type"]))
    let isForeign = try members.flag("foreign") ?? false
    let type = try members.integer("type").map(Int.init)
    writer = try await host.perform { company, _ throws(ControlError) in
      company.reported(try company.makeJoinWay(members.values, isForeign: isForeign, type: type))
    }
  }

  private func changeJoinWay(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(Self.contentNames.union(["config_id", "qr_code"]))
    let configID = try members.text("config_id")
    let address = try members.optionalText("qr_code")
    writer = try await host.perform { company, _ throws(ControlError) in
      if let address { try company.setCodeAddress(address.isEmpty ? nil : address, of: configID) }
      return company.reported(try company.changeJoinWay(configID, members.values))
    }
  }

  private func deleteJoinWay(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["config_id"])
    let configID = try members.text("config_id")
    try await host.perform { company, now throws(ControlError) in try company.removeJoinWay(configID, at: now) }
    done(to: &writer)
  }

  private func scan(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["config_id", "link", "customer", "count"])
    let name = try members.text("config_id", or: "link")
    let customer = try members.optionalText("customer")
    let count = try members.integer("count") ?? 1
    guard (1...(customer == nil ? Self.mostScans : 1)).contains(count) else {
      throw .badMember("count", wanted: "1…\(Self.mostScans), and 1 with a customer")
    }
    let scans = try await host.perform { company, now throws(ControlError) in
      let way = try company.joinWay(name)
      return try company.scan(way.configID, customer: customer, count: Int(count), at: now)
    }
    writer.beginObject()
    scans.write(to: &writer)
    writer.endObject()
  }

  private func leave(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["chat_id", "customer", "count"])
    let chatID = try members.text("chat_id")
    let customer = try members.optionalText("customer")
    let count = Int(clamping: max(0, try members.integer("count") ?? 1))
    let left = try await host.perform { company, now throws(ControlError) in
      guard let customer else { return try company.leave(chatID, count: count, at: now) }
      try company.leave(chatID, customer: customer, at: now)
      return 1
    }
    writer.beginObject()
    writer.member("left", left)
    writer.endObject()
  }

  private func fill(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["chat_id", "members"])
    let chatID = try members.text("chat_id")
    let wanted = try members.integer("members")
    let count = try await host.perform { company, now throws(ControlError) in
      let size = wanted ?? Int64(company.rules.scanLimit)
      guard (0...Int64(company.rules.groupLimit)).contains(size) else {
        throw .badMember("members", wanted: "0…\(company.rules.groupLimit)")
      }
      return try company.fill(chatID, to: Int(size), at: now)
    }
    writer.beginObject()
    writer.member("members", count)
    writer.endObject()
  }

  private func putImage(_ members: Members, to writer: inout JSONWriter) async throws(ControlError) {
    try members.allow(["config_id", "name", "kind", "text", "location", "bytes", "milliseconds"])
    let name = try members.text("config_id", or: "name")
    guard let kind = CodeImage.Kind(rawValue: try members.optionalText("kind") ?? "code") else {
      throw .badMember("kind", wanted: "one of \(CodeImage.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let text = try members.optionalText("text")
    let location = try members.optionalText("location")
    let bytes = try members.integer("bytes").map { Int(clamping: $0) }
    let milliseconds = try members.integer("milliseconds")
    await host.perform { company, _ in
      let link = (try? company.joinWay(name))?.link ?? "https://work.weixin.qq.com/gm/\(name)"
      var image = CodeImage(kind, text: text ?? link)
      if let location { image.location = location }
      if let bytes { image.bytes = bytes }
      if let milliseconds { image.milliseconds = milliseconds }
      company.put(image, behind: name)
    }
    done(to: &writer)
  }

  private func readOpenGID(_ chatID: String, to writer: inout JSONWriter) async throws(ControlError) {
    let openGID = await host.perform { company, _ in company.openGID(of: chatID) }
    guard let openGID else { throw .unknownGroup(chatID) }
    writer.beginObject()
    writer.member("opengid", openGID)
    writer.endObject()
  }

  private static let contentNames: Set<String> = [
    "scene", "remark", "auto_create_room", "room_base_name", "room_base_id", "chat_id_list", "state", "mark_source",
  ]
}

extension Company {
  /// A join way as it really is.
  fileprivate func report(_ way: JoinWay, to writer: inout JSONWriter) {
    writer.beginObject()
    write(way, to: &writer)
    writer.member("link", way.link)
    writer.member("next_room", way.nextRoomName)
    if way.isForeign { writer.member("foreign", true) }
    if let deletedAt = way.deletedAt { writer.member("deleted_at", deletedAt) }
    writer.endObject()
  }

  fileprivate func reported(_ way: JoinWay) -> JSONWriter {
    var writer = JSONWriter(capacity: 1024)
    report(way, to: &writer)
    return writer
  }
}

extension [Company.Scan] {
  /// `joined` and `scans`, members of an open object.
  func write(to writer: inout JSONWriter) {
    writer.member("joined", count { $0.outcome == .joined })
    writer.key("scans")
    writer.beginArray()
    for scan in self {
      writer.beginObject()
      writer.member("external_userid", scan.externalUserID)
      switch scan.outcome {
      case .joined: writer.member("result", "joined")
      case .alreadyInside: writer.member("result", "already_inside")
      case .refused(let obstacle):
        writer.member("result", "refused")
        writer.member("reason", obstacle.rawValue)
      }
      if let chatID = scan.chatID { writer.member("chat_id", chatID) }
      if scan.isNewGroup { writer.member("new_group", true) }
      writer.endObject()
    }
    writer.endArray()
  }
}
