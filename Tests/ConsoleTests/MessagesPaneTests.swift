import Model
import Screen
import Testing

@testable import Console

@Suite struct MessagesPaneTests {
  private static let long = SafeText(String(repeating: "把应用的服务器地址加入企业可信 IP，约 1 分钟后生效。", count: 6))

  private func stage(_ language: Language = .zh, width: Int = 80, height: Int = 24, count: Int = 4) -> Stage {
    Stage(language, width: width, height: height, at: .messages) { $0.messages = Self.messages(count) }
  }

  private static func messages(_ count: Int) -> [Message] {
    let kinds: [(Message.Weight, SafeText)] = [
      (.info, "已复制：h4k2p9w3xz"), (.success, "离职继承 王强：继续"), (.warning, "只读模式，没有做任何修改"), (.error, long),
    ]
    return (0..<count).map { index in
      Message(
        at: Stage.morning - .minutes(Int64(30 * (count - index))), SafeText("\(kinds[index % 4].1.text)"),
        kinds[index % 4].0)
    }
  }

  @Test("the newest message is chosen, and stays so when another one is said")
  func newest() {
    var stage = stage(count: 60)
    #expect(stage.text.contains("60/60"))
    stage.app.world.messages.append(Message(at: Stage.morning, "新的消息", .info))
    stage.turn([])
    #expect(stage.text.contains("61/61"))
    #expect(stage.lines.contains { $0.hasPrefix("▌") && $0.contains("新的消息") })
  }

  @Test("a cursor on an older message stays there")
  func older() {
    var stage = stage(count: 60)
    stage.press("kk")
    stage.app.world.messages.append(Message(at: Stage.morning, "新的消息", .info))
    stage.turn([])
    #expect(stage.text.contains("58/61"))
  }

  @Test("y copies the message, enter shows it whole")
  func whole() {
    var stage = stage()
    stage.press("<enter>")
    #expect(stage.text.contains("2026-11-21 08:30"))
    stage.press("<esc>y")
    #expect(stage.app.clipboard == Self.long.text)
  }

  @Test("every state of the list looks as it was looked at", arguments: Screens.all)
  func screens(language: Language, width: Int, height: Int) throws {
    let size = "\(language.rawValue)-\(width)x\(height)"
    try expectSnapshot(
      stage(language, width: width, height: height, count: 50).frame, "messages/full-\(size)")
    try expectSnapshot(stage(language, width: width, height: height, count: 0).frame, "messages/empty-\(size)")
    var whole = stage(language, width: width, height: height)
    whole.press("<enter>")
    try expectSnapshot(whole.frame, "messages/whole-\(size)")
  }
}
