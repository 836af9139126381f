import Interface
import Model
import Screen
import Testing

@Suite("The palette")
struct PaletteTests {
  private let commands: [CommandInfo] = [
    .sample("groups.open", [.enter], "群详情", help: "打开这个群"), .sample("groups.mark", [.character(" ")], "标记"),
    .sample("groups.mark-all", [], "全部标记"), .sample("queue.pause", [.character("p")], "暂停", disabled: "没有任务"),
    .sample("handover.start", [], "分配", isDestructive: true),
  ]

  private func typed(_ text: String, _ keys: Key...) -> Palette {
    var palette = Palette()
    for character in text { _ = palette.handle(.key(.character(character)), commands) }
    for key in keys { _ = palette.handle(.key(key), commands) }
    return palette
  }

  private func matches(_ text: String) -> [String] { typed(text).matches(commands).map(\.id) }

  @Test("a command is found by id, name, key, part, or letters in order")
  func finding() {
    #expect(matches("groups.m") == ["groups.mark", "groups.mark-all"])
    #expect(matches("标记") == ["groups.mark", "groups.mark-all"])
    #expect(matches("全部") == ["groups.mark-all"])
    #expect(matches("⏎") == ["groups.open"])
    #expect(matches("gpn") == ["groups.open"])
    #expect(matches("zzz").isEmpty)
  }

  @Test("a prefix comes before what is found elsewhere, and letters in order come last")
  func order() {
    #expect(matches("p") == ["queue.pause", "groups.open", "groups.mark", "groups.mark-all"])
    #expect(matches("oe") == ["groups.open"])
    #expect(matches("pa") == ["queue.pause", "groups.mark", "groups.mark-all"])
  }

  @Test("nothing typed finds all but what cannot be taken back")
  func everything() {
    #expect(matches("") == ["groups.open", "groups.mark", "groups.mark-all", "queue.pause"])
    #expect(matches("handover.start").isEmpty)
  }

  @Test("capitals, full-width letters and spaces at the ends are understood")
  func folding() {
    #expect(matches("ＱＵＥＵＥ") == ["queue.pause"])
    #expect(matches("　Queue ") == ["queue.pause"])
  }

  @Test("enter runs the selected command, and tab completes it")
  func running() {
    var palette = typed("mark", .up)
    #expect(palette.selected == 1)
    #expect(palette.handle(.key(.enter), commands) == .run("groups.mark-all"))
    palette = typed("mark", .tab)
    #expect(palette.field.text == "groups.mark")
    #expect(palette.handle(.key(.enter), commands) == .run("groups.mark"))
  }

  @Test("enter on a disabled command, or where none is found, does nothing")
  func staying() {
    var palette = typed("pause")
    #expect(palette.handle(.key(.enter), commands) == .typing)
    palette = typed("zzz", .tab, .up)
    #expect(palette.handle(.key(.enter), commands) == .typing)
    #expect(palette.handle(.key(.escape), commands) == .cancelled)
  }

  @Test("a paste runs nothing, whatever lines it has")
  func paste() {
    var palette = Palette()
    #expect(palette.handle(.paste("groups.open\n"), commands) == .typing)
    #expect(palette.matches(commands).map(\.id) == ["groups.open"])
  }

  @Test("the selection stops at both ends and starts anew with every letter")
  func selection() {
    #expect(typed("mark", .up, .up, .up).selected == 1)
    #expect(typed("mark", .down).selected == 0)
    var palette = typed("mark", .up)
    _ = palette.handle(.key(.backspace), commands)
    #expect(palette.selected == 0)
  }

  @Test("the list grows upwards, the rest of the id follows what was typed, a disabled command says why")
  func drawing() {
    let frame = drawn(60, 6) { typed("groups.m").draw(on: &$0, commands, noMatch: "没有") }
    #expect(
      frame.lines == [
        "", "", "", "  全部标记             groups.mark-all", "▌ 标记                 groups.mark                 ␣",
        " :groups.mark",
      ])
    #expect(frame.cursor == Point(x: 10, y: 5))
    #expect(frame[10, 5].look == Look(.dim, on: .field))
    #expect(frame.layers(y: 4).allSatisfy { $0 == .cursor })
    #expect(drawn(80, 3) { typed("pause").draw(on: &$0, commands, noMatch: "没有") }.lines[1].contains("没有任务"))
    #expect(drawn(20, 3) { typed("zzz").draw(on: &$0, commands, noMatch: "没有") }.lines == ["", "  没有", " :zzz"])
  }
}
