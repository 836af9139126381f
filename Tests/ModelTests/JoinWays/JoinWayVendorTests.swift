import Model
import Testing

/// What the vendor makes of a content by itself, and what somebody must have done.
@Suite("What the vendor makes of a join way", .timeLimit(.minutes(5)))
struct JoinWayVendorTests {
  private func content(
    remark: String = "门店", number: Int? = 1, chats: [String] = ["a", "b"], autoCreate: Bool = true
  ) -> JoinWayContent {
    JoinWayContent(
      remark: remark, autoCreateRoom: autoCreate, roomBaseName: "群", roomBaseID: number,
      chats: chats.map { ChatID(unchecked: $0) }, state: "s")
  }

  @Test("a group behind the others was created; one before or between them was put there")
  func grown() {
    let before = content()
    #expect(before.mayBecome(content(chats: ["a", "b", "c"]), asSent: false))
    for chats in [["c", "a", "b"], ["a", "c", "b"], ["b", "a", "c"], ["a"], ["a", "c"]] {
      #expect(!before.mayBecome(content(chats: chats), asSent: false), "\(chats)")
    }
    let off = content(autoCreate: false)
    #expect(!off.mayBecome(content(chats: ["a", "b", "c"], autoCreate: false), asSent: false))
  }

  @Test(
    "a number goes up with the groups that were created, and by no more than those",
    arguments: [(2, 1, true), (3, 2, true), (3, 1, false), (99_999, 1, false), (0, 1, false), (2, 0, false)])
  func counted(_ number: Int, _ created: Int, _ isTheVendors: Bool) {
    let chats = ["a", "b"] + ["c", "d"].prefix(created)
    #expect(content().mayBecome(content(number: number, chats: chats), asSent: false) == isTheVendors)
  }

  @Test("numbers at the ends of their range are compared, too")
  func extremes() {
    #expect(!content(number: .min).mayBecome(content(number: .max, chats: ["a", "b", "c"]), asSent: false))
    #expect(!content(number: .max).mayBecome(content(number: .min, chats: ["a", "b", "c"]), asSent: false))
  }

  @Test("a remark that was sent too long is cut at 30 characters or 30 bytes; any other beginning of it is somebody's")
  func cut() {
    let sent = content(remark: String(repeating: "长", count: 40))
    for count in [10, 30] {
      let remote = content(remark: String(repeating: "长", count: count))
      #expect(sent.mayBecome(remote, asSent: true))
      #expect(!sent.mayBecome(remote, asSent: false))
    }
    for count in [1, 9, 11, 29, 31] {
      #expect(!sent.mayBecome(content(remark: String(repeating: "长", count: count)), asSent: true), "\(count)")
    }
    // 29 bytes and a character of three.
    let uneven = content(remark: String(repeating: "a", count: 29) + "长")
    #expect(uneven.mayBecome(content(remark: String(repeating: "a", count: 29)), asSent: true))
    #expect(!content(remark: "上海门店").mayBecome(content(remark: "上海"), asSent: true))
  }
}
