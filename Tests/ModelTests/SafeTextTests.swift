import Model
import Screen
import Testing

@Suite("Strangers' text on its way out", .timeLimit(.minutes(5)))
struct SafeTextTests {
  @Test(
    "ordinary names stay as they are",
    arguments: ["销售客服群 17", "Müller & Söhne", "VIP·上海", "会员福利群🎁", "한국어 그룹", "e\u{301}te\u{301}", "กลุ่ม", "क्षमा"])
  func kept(_ name: String) {
    #expect(SafeText(name).text == name)
    #expect(SafeText(name).removed == 0)
  }

  @Test(
    "nothing that steers a terminal gets through",
    arguments: [
      "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{90}q\u{9C}", "a\rb", "a\nb", "a\tb", "\u{8}", "\u{7F}",
      "\u{0}",
      "\u{2028}", "\u{202E}gnp.exe", "\u{2066}x\u{2069}", "\u{200B}", "\u{FEFF}", "\u{E0041}", "\u{3164}", "\u{FFF9}",
      "\u{61C}", "\u{AD}",
    ])
  func hostile(_ name: String) {
    #expect(SafeText(name).text.unicodeScalars.allSatisfy { !$0.isHostile })
  }

  @Test("what was taken out without a mark is counted")
  func counted() {
    #expect(SafeText("a\u{202E}b\u{200B}c").removed == 2)
    #expect(SafeText("a\u{202E}b\u{200B}c").text == "abc")
    #expect(SafeText("a\u{1B}b").text == "a␛b")
  }

  @Test(
    "pictures made of several become their first",
    arguments: [("👨‍👩‍👧‍👦", "👨"), ("👍🏽", "👍"), ("🏳️‍⚧️", "🏳"), ("❤️‍🔥", "❤"), ("🇨🇳", "CN"), ("1️⃣", "1⃣")])
  func pictures(_ name: String, _ expected: String) {
    #expect(SafeText(name).text == expected)
  }

  @Test("towers of marks are cut to two")
  func marks() {
    #expect(SafeText("a" + String(repeating: "\u{301}", count: 50)).text.unicodeScalars.count == 3)
    #expect(SafeText("\u{301}").isEmpty)
  }

  @Test("what is longer than the limit ends in …, counted in characters")
  func limit() {
    #expect(SafeText("销售客服群", limit: 3).text == "销售客…")
    #expect(SafeText("abcdef", limit: 3).text == "abc…")
    #expect(SafeText("abc", limit: 3).text == "abc")
  }

  @Test("cleaning what is clean changes nothing")
  func idempotent() {
    var generator = SplitMix(state: 20_261_121)
    var failures: [String] = []
    for _ in 0..<20_000 {
      let text = String(String.UnicodeScalarView((0..<8).map { _ in generator.scalar() }))
      let once = SafeText(text)
      if SafeText(once.text).text != once.text { failures.append(text.debugDescription) }
    }
    #expect(failures.isEmpty, "\(failures.prefix(3))")
  }

  @Test("no text is ever hostile after cleaning, and every character has a width of 0 to 2 columns")
  func random() {
    var generator = SplitMix(state: 7)
    var failures: [String] = []
    for _ in 0..<20_000 {
      let safe = SafeText(String(String.UnicodeScalarView((0..<8).map { _ in generator.scalar() })))
      let fine = safe.text.unicodeScalars.allSatisfy { !$0.isHostile && (0...2).contains(CharacterType.width($0)) }
      if !fine { failures.append(safe.text.debugDescription) }
    }
    #expect(failures.isEmpty, "\(failures.prefix(3))")
  }
}

/// Seeded, so that a failure can be had again.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Mostly from the places where trouble lives.
  mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x2FF, 0x300...0x36F, 0x590...0x6FF, 0x900...0x97F, 0x1100...0x11FF, 0x2000...0x206F, 0x20D0...0x20FF,
      0x2600...0x27BF, 0x3000...0x30FF, 0x4E00...0x4E20, 0xFE00...0xFFFF, 0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF,
      0xE0000...0xE01FF, 0...0x10FFFF,
    ]
    let range = ranges[Int.random(in: ranges.indices, using: &self)]
    return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "x"
  }
}
