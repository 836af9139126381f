import Testing

@testable import Settings

@Suite("Spelling", .timeLimit(.minutes(5)))
struct SpellingTests {
  @Test("what is meant is suggested only where it is near")
  func spelling() {
    let known = ["corp_id", "corp_name", "window", "lang"]
    #expect(Spelling.nearest(to: "corpid", among: known) == "corp_id")
    #expect(Spelling.nearest(to: "lnag", among: known) == "lang")
    #expect(Spelling.nearest(to: "windwo", among: known) == "window")
    #expect(Spelling.nearest(to: "colour", among: known) == nil)
  }
}
