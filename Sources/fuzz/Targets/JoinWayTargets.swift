import Foundation
import Model
import Services

extension FuzzTarget {
  static let joinWays = [joinWayDraft, configIDs]

  private static let documents: [[UInt8]] = [
    """
    {"config_id": "9ad7fa5c", "scene": 2, "remark": "门店 A", "auto_create_room": 1, "room_base_name": "销售客服群",
     "room_base_id": 10, "chat_id_list": ["wr1", "wr2"], "qr_code": "http://p.qpic.cn/x", "state": "shopA",
     "mark_source": true}
    """, #"{"remark": "x"}"#, #"{"findings": [{"finding": "gone"}], "standing": "kept", "scene": 3, "type": 3}"#,
  ].map { Array($0.utf8) }

  private static let joinWayDraft = FuzzTarget(
    name: "join-way-document", seeds: documents,
    tokens: (JoinWayField.allCases.map { "\"\($0.rawValue)\":" } + [
      "null", "true", "1e3", "[[", "\"config_id\":", "{}",
    ])
    .map { Array($0.utf8) }
  ) { input, _ in
    do {
      let draft = try JoinWayDraft(input)
      let base = JoinWayContent(scene: .qrCode, remark: "r", chats: [])
      let changed = Set(draft.applied(to: base).differences(from: base))
      try expect(changed.isSubset(of: draft.fields), "changed what it does not name")
      return true
    } catch let problems as JoinWayDraft.Problems {
      try expect(!problems.problems.isEmpty, "refused without a reason")
      return false
    }
  }

  private static let configIDs = FuzzTarget(
    name: "config-ids",
    seeds: ["9ad7fa5c\n42b34949 x;y", "\u{FEFF}\"remark\",\"config_id\"\r\n\"a\",\"=\"\"10086\"\"\"\r\n"].map {
      Array($0.utf8)
    },
    tokens: ["config_id", ",", "\"", "\n", "，", ";", "\t"].map { Array($0.utf8) }
  ) { input, _ in
    do {
      let ids = try ConfigIDList(input).ids
      try expect(!ids.isEmpty && Set(ids).count == ids.count, "no id, or one twice")
      return true
    } catch let problems as ConfigIDList.Problems {
      let lines = input.count { $0 == 0x0A } + 1
      try expect(!problems.problems.isEmpty, "refused without a reason")
      try expect(problems.problems.allSatisfy { (1...lines).contains($0.line) }, "a problem on no line")
      return false
    }
  }
}
