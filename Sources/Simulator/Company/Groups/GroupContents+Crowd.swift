/// The outsiders among the members of a group.
extension GroupContents {
  /// What somebody who asks for the members wants to know, and what holds for all of them.
  struct CrowdStyle {
    let needName: Bool
    /// What all of them are called; nil for what follows from the seed.
    let nickname: [UInt8]?
    let unionids: Bool
    /// The state of all who came by a code, empty for none; nil for what follows from the seed.
    let channel: [UInt8]?
    let inviters: ArraySlice<[UInt8]>
  }

  /// The numbers of a group's outsiders at the start: they begin somewhere and go on in strides that meet nobody twice.
  private func walk(_ group: Int) -> (draw: UInt64, first: Int, stride: Int) {
    let draw = mixed(seed, group, Aspect.crowd)
    return (draw, draw.below(externalContacts), Int(truncatingIfNeeded: mixed(draw, 1) >> 16) | 1)
  }

  /// The position of a contact among the outsiders of the start.
  func position(of contact: Int, in group: Int, count: Int) -> Int? {
    let (_, first, stride) = walk(group)
    return (0..<count).first { (first &+ $0 &* stride) & (externalContacts - 1) == contact }
  }

  /// The number of the contact at a position among the outsiders of the start.
  func contact(at position: Int, in group: Int) -> Int {
    let (_, first, stride) = walk(group)
    return (first &+ position &* stride) & (externalContacts - 1)
  }

  /// Writes the outsiders of the start who are still in.
  /// - Parameter left: whether the one at a position has left.
  func writeCrowd(
    _ group: Int, count: Int, style: CrowdStyle, left: (Int) -> Bool, to writer: inout JSONWriter
  ) {
    let (draw, first, stride) = walk(group)
    let created = createdAt(group)
    let age = Int(start / 1000 - created)
    for member in 0..<count where !left(member) {
      let contact = (first &+ member &* stride) & (externalContacts - 1)
      let about = mixed(seed, contact, Aspect.crowd)
      let joining = mixed(draw, member, 1)
      let scene = Int64(joining & 7) < 5 ? 3 : Int64(joining & 1) + 1
      begin(contact, about, unionids: style.unionids, to: &writer)
      writer.member("join_time", created + Int64(joining.below(age)))
      writer.member("join_scene", scene)
      if scene == 3 {
        if joining & 64 == 0 || style.channel != nil {
          let state = style.channel ?? EscapedNames.states[Int(joining >> 8 & 0xFF) % EscapedNames.states.count]
          writeState(state, to: &writer)
        }
      } else if joining & 192 != 0 {
        writeInviter(style.inviters, Int(joining >> 8 & 0xFF), to: &writer)
      }
      let hasNickname = joining & 0x3000 == 0
      let usual = hasNickname ? EscapedNames.nicknames[Int(joining >> 16 & 0xFF) % EscapedNames.nicknames.count] : []
      end(about, nickname: style.nickname ?? usual, name: style.nickname, needName: style.needName, to: &writer)
    }
  }

  /// Writes one who came after the start.
  /// - Parameter name: what somebody called this person; nil for what follows from the seed.
  func write(_ guest: Crowd.Guest, name: [UInt8]?, style: CrowdStyle, to writer: inout JSONWriter) {
    let about = mixed(seed, guest.contact, Aspect.crowd)
    begin(guest.contact, about, unionids: style.unionids, to: &writer)
    writer.member("join_time", guest.joinedAt / 1000)
    writer.member("join_scene", Int64(guest.scene))
    if guest.scene == 3 {
      writeState(guest.state, to: &writer)
    } else {
      writeInviter(style.inviters, Int(about >> 8 & 0xFF), to: &writer)
    }
    end(about, nickname: style.nickname ?? [], name: style.nickname ?? name, needName: style.needName, to: &writer)
  }

  private func begin(_ contact: Int, _ about: UInt64, unionids: Bool, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("userid")
    writer.string { externalIDs.append(contact, to: &$0) }
    writer.member("type", 2)
    guard unionids, about & 15 != 0 else { return }
    writer.key("unionid")
    writer.string { bytes in
      bytes += Self.wechat
      IdentifierShape.append(about, characters: 10, to: &bytes)
      IdentifierShape.append(about &* 31, characters: 10, to: &bytes)
    }
  }

  private func writeState(_ state: [UInt8], to writer: inout JSONWriter) {
    guard !state.isEmpty else { return }
    writer.key("state")
    writer.string(state)
  }

  private func writeInviter(_ inviters: ArraySlice<[UInt8]>, _ choice: Int, to writer: inout JSONWriter) {
    guard !inviters.isEmpty else { return }
    writer.key("invitor")
    writer.beginObject()
    writer.key("userid")
    writer.string(inviters[inviters.startIndex + choice % inviters.count])
    writer.endObject()
  }

  private func end(_ about: UInt64, nickname: [UInt8], name: [UInt8]?, needName: Bool, to writer: inout JSONWriter) {
    writer.key("group_nickname")
    writer.string(nickname)
    if needName {
      writer.key("name")
      if let name {
        writer.string(name)
      } else if about & 0x300 == 0 {
        writer.string(EscapedNames.nicknames[Int(about >> 12 & 0xFF) % EscapedNames.nicknames.count])
      } else {
        writer.string(
          EscapedNames.surnames[Int(about >> 20 & 0xFFF) % EscapedNames.surnames.count],
          EscapedNames.given[Int(about >> 32 & 0xFFF) % EscapedNames.given.count])
      }
    }
    writer.endObject()
  }

  private static let wechat = Array("ozynqsul".utf8)
}
