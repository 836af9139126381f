/// `externalcontact/groupchat/add_join_way`, `get_join_way`, `update_join_way`, `del_join_way` (92229, 99547) and
/// `externalcontact/opengid_to_chatid`.
extension Company {
  private static let longestRemark = 30
  private static let longestState = 30
  private static let longestBaseName = 40

  mutating func addJoinWay(_ members: [String: JSONValue]) throws(Refusal) -> Success {
    let content = try joinWayContent(members)
    if joinWays.count >= rules.joinWayQuota { throw Refusal(41045) }
    let way = joinWays.add(content)
    var writer = Self.success()
    writer.member("config_id", way.configID)
    writer.endObject()
    return Success(body: writer.bytes, configID: way.configID)
  }

  func getJoinWay(_ members: [String: JSONValue]) throws(Refusal) -> Success {
    let way = try ownJoinWay(members)
    var writer = Self.success(capacity: 1024)
    writer.key("join_way")
    writer.beginObject()
    write(way, to: &writer)
    writer.endObject()
    writer.endObject()
    return Success(body: writer.bytes)
  }

  /// Overwrites: what is not sent is gone, or stays, as ``Rules/unsentOnUpdate`` says.
  mutating func updateJoinWay(_ members: [String: JSONValue]) throws(Refusal) -> Success {
    let way = try ownJoinWay(members)
    let content = try joinWayContent(members, over: rules.unsentOnUpdate == .kept ? way.content : nil)
    joinWays.change(way.configID) { $0.overwrite(with: content) }
    return nothing(way.configID)
  }

  mutating func deleteJoinWay(_ members: [String: JSONValue], at now: Int64) throws(Refusal) -> Success {
    let way = try ownJoinWay(members)
    joinWays.delete(way.configID, at: now)
    return nothing(way.configID)
  }

  func chatOfOpenGID(_ members: [String: JSONValue]) throws(Refusal) -> Success {
    let openGID = try members.text("opengid")
    guard let number = openGIDs.number(of: openGID), groups.rows.indices.contains(number) else { throw Refusal(90511) }
    var writer = Self.success()
    writer.member("chat_id", groups.ids.text(number))
    writer.endObject()
    return Success(body: writer.bytes)
  }

  /// What a mini program opened in a group is told the group is.
  package func openGID(of chatID: String) -> String? { groups.number(of: chatID).map(openGIDs.text) }

  private var openGIDs: IdentifierShape { IdentifierShape(kind: "og", seed: configuration.seed) }

  /// The members of `join_way`.
  func write(_ way: JoinWay, to writer: inout JSONWriter) {
    let content = way.content
    writer.member("config_id", way.configID)
    if let type = way.type { writer.member("type", type) }
    writer.member("scene", content.scene)
    writer.member("remark", content.remark)
    writer.member("auto_create_room", content.autoCreateRoom ? 1 : 0)
    writer.member("room_base_name", content.roomBaseName)
    if let number = content.roomBaseID { writer.member("room_base_id", number) }
    writer.array("chat_id_list", content.chatIDs)
    writer.member("qr_code", codeAddress(of: way))
    writer.member("state", content.state)
    writer.member("mark_source", content.markSource)
  }

  /// What `qr_code` says: an image's address, or for a button the component's.
  package func codeAddress(of way: JoinWay) -> String {
    if let address = way.codeAddress { return address }
    if way.content.scene == 1 { return way.componentAddress }
    return imageOrigin.map { "\($0)/_simulator/qr/\(way.configID).png" } ?? "http://p.qpic.cn/wwhead/\(way.configID)/0"
  }

  /// The content of an add or an update.
  /// - Parameters:
  ///   - old: where members that are not sent come from; nil for their defaults.
  ///   - scenes: the legal ones.
  ///   - chats: the groups, unchecked; nil for those the body names.
  /// - Throws: 40058 for what has the wrong form, 41091 for too many groups, and what is wrong with a group.
  func joinWayContent(
    _ members: [String: JSONValue], over old: JoinWay.Content? = nil, scenes: ClosedRange<Int64> = 1...2,
    chats: [String]? = nil
  ) throws(Refusal) -> JoinWay.Content {
    var content = old ?? JoinWay.Content()
    content.scene = try members.integer("scene", in: scenes)
    if let remark = try members.sentText("remark") { content.remark = cut(remark, to: Self.longestRemark) }
    if let auto = try members.sentInteger("auto_create_room", in: 0...1) { content.autoCreateRoom = auto == 1 }
    if let name = try members.sentText("room_base_name") {
      guard length(name) <= Self.longestBaseName else { throw .parameter("room_base_name") }
      content.roomBaseName = name
    }
    if let number = try members.sentInteger("room_base_id", in: 0...Int64(Int32.max)) { content.roomBaseID = number }
    if let state = try members.sentText("state") {
      guard length(state) <= Self.longestState else { throw .parameter("state") }
      content.state = state
    }
    if let mark = try members.sentFlag("mark_source") { content.markSource = mark }
    content.chatIDs = if let chats { chats } else { try joinWayChats(members) }
    return content
  }

  private func joinWayChats(_ members: [String: JSONValue]) throws(Refusal) -> [String] {
    let chatIDs = try members.texts("chat_id_list", count: 1...Int.max)
    if chatIDs.count > JoinWay.places { throw Refusal(41091) }
    guard Set(chatIDs).count == chatIDs.count else { throw .parameter("chat_id_list") }
    for chatID in chatIDs {
      guard let number = groups.number(of: chatID) else { throw Refusal(40050) }
      if groups[number].isDismissed { throw Refusal(49008) }
      if !groups[number].isCustomerGroup { throw Refusal(90501) }
      if !people[Int(groups[number].owner)].isVisible { throw Refusal(60011) }
    }
    return chatIDs
  }

  /// The join way of this application that a call names.
  private func ownJoinWay(_ members: [String: JSONValue]) throws(Refusal) -> JoinWay {
    guard let configID = try members.sentText("config_id"), !configID.isEmpty else { throw Refusal(41043) }
    guard let way = joinWays[configID], !way.isForeign, way.deletedAt == nil else { throw Refusal(41044) }
    return way
  }

  private func nothing(_ configID: String) -> Success {
    var writer = Self.success()
    writer.endObject()
    return Success(body: writer.bytes, configID: configID)
  }

  /// The length as the vendor counts; whether in characters or in bytes is not published.
  private func length(_ text: String) -> Int { rules.joinWayBytes ? text.utf8.count : text.unicodeScalars.count }

  private func cut(_ text: String, to limit: Int) -> String {
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += rules.joinWayBytes ? String(scalar).utf8.count : 1
      guard used <= limit else { break }
      kept.append(scalar)
    }
    return String(kept)
  }
}
