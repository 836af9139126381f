/// Join ways as the control plane sees and changes them.
extension Company {
  /// All that were ever made, deleted ones and those of other applications included, in the order of making.
  package var allJoinWays: [JoinWay] { joinWays.order.compactMap { joinWays[$0] } }

  /// The config ids that this application made and that exist, in the order of making: what its people would have kept.
  package var ownConfigIDs: [String] { allJoinWays.filter { !$0.isForeign && $0.deletedAt == nil }.map(\.configID) }

  /// The join way with that config id, or to which that link leads.
  package func joinWay(_ configIDOrLink: String) throws(ControlError) -> JoinWay {
    guard let way = joinWays[configIDOrLink] ?? joinWays.joinWay(link: configIDOrLink) else {
      throw .unknownJoinWay(configIDOrLink)
    }
    return way
  }

  /// Somebody else makes a join way: another application, or this one long ago, when scene 3 and a `type` were legal.
  mutating func makeJoinWay(
    _ members: [String: JSONValue], isForeign: Bool, type: Int?
  ) throws(ControlError) -> JoinWay {
    joinWays.add(try content(members, over: nil), isForeign: isForeign, type: type)
  }

  /// Somebody changes a join way past this application: what is not named stays.
  mutating func changeJoinWay(_ configID: String, _ members: [String: JSONValue]) throws(ControlError) -> JoinWay {
    let way = try joinWay(configID)
    var complete = members
    if complete["scene"] == nil { complete["scene"] = .integer(Int64(way.content.scene)) }
    let content = try content(
      complete, over: way.content, chats: members["chat_id_list"] == nil ? way.content.chatIDs : nil)
    joinWays.change(way.configID) { $0.overwrite(with: content) }
    return try joinWay(configID)
  }

  /// Somebody deletes a join way past this application.
  package mutating func removeJoinWay(_ configID: String, at now: Int64) throws(ControlError) {
    joinWays.delete(try joinWay(configID).configID, at: now)
  }

  /// Lets `qr_code` say something else; nil for the address of the image.
  package mutating func setCodeAddress(_ address: String?, of configID: String) throws(ControlError) {
    joinWays.change(try joinWay(configID).configID) { $0.codeAddress = address }
  }

  private func content(
    _ members: [String: JSONValue], over old: JoinWay.Content?, chats: [String]? = nil
  ) throws(ControlError) -> JoinWay.Content {
    do throws(Refusal) {
      return try joinWayContent(members, over: old, scenes: 1...3, chats: chats)
    } catch {
      throw .refused(code: error.code, error.text)
    }
  }
}
