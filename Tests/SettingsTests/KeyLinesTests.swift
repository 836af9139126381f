import Testing

@testable import Settings

@Suite("Lines of keys", .timeLimit(.minutes(5)))
struct KeyLinesTests {
  @Test("tables, dotted and quoted keys and strings of several lines are found where they stand")
  func lines() {
    let lines = KeyLines(
      #"""
      a = 1
      # b = 2
      text = """
      b = 3
      """
      b = 4
      [t]
      c = { d = 1 }
        "e" . f = [
        1,
      ]
      [[list.of]]
      g = '''one = line'''
      h = 1
      """#)
    #expect(lines["a"] == 1)
    #expect(lines["b"] == 6)
    #expect(lines["t"] == 7)
    #expect(lines["t.c.d"] == 8)
    #expect(lines["t.e.f"] == 9)
    #expect(lines["list.of.g"] == 13)
    #expect(lines["list.of.h"] == 14)
    #expect(lines["nowhere"] == nil)
  }

  @Test("what is meant is suggested only where it is near")
  func spelling() {
    let known = ["corp_id", "corp_name", "window", "lang"]
    #expect(Spelling.nearest(to: "corpid", among: known) == "corp_id")
    #expect(Spelling.nearest(to: "lnag", among: known) == "lang")
    #expect(Spelling.nearest(to: "windwo", among: known) == "window")
    #expect(Spelling.nearest(to: "colour", among: known) == nil)
  }
}
