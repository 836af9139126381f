import Screen
import Testing

@testable import Terminal

@Suite("Pasted text is one event")
struct PasteTests {
  private static let begin = Array("\u{1B}[200~".utf8)
  private static let end = Array("\u{1B}[201~".utf8)

  @Test("a paste of 10 000 lines in many feeds is one event")
  func manyFeeds() {
    let text = String(repeating: "一行文字 line\r", count: 10_000)
    let bytes = Self.begin + text.utf8 + Self.end
    var decoder = KeyDecoder()
    var events: [InputEvent] = []
    for start in stride(from: 0, to: bytes.count, by: 4095) {
      events += decoder.feed(bytes[start..<min(start + 4095, bytes.count)])
    }
    #expect(events == [.paste(text)])
  }

  @Test("a paste longer than the limit is cut between characters, and what follows it is keys again")
  func tooLong() throws {
    var decoder = KeyDecoder()
    let text = String(repeating: "中", count: Paste.limit / 3 + 1000)
    let events = decoder.feed(Self.begin + text.utf8 + Self.end + [0x78])
    #expect(events == [.paste(String(repeating: "中", count: Paste.limit / 3)), .key(.character("x"))])
    #expect(decoder.kept == 0)
  }

  @Test("pauses leave a paste open, whatever comes in it")
  func pause() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Self.begin + Array("a".utf8)) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.timeOut() == [])
    #expect(!decoder.isWaiting)
    #expect(decoder.feed(Array("q\u{03}".utf8)) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.feed(Self.end) == [.paste("aq\u{03}")])
  }

  @Test("where the end never comes, ctrl-c after a pause throws the paste away")
  func endless() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Self.begin + Array("text".utf8)) == [])
    #expect(decoder.timeOut() == [])
    #expect(decoder.feed([0x03]) == [.key(.control("c"))])
    #expect(decoder.feed([0x78]) == [.key(.character("x"))])
  }
}
