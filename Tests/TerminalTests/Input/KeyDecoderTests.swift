import Screen
import Testing

@testable import Terminal

@Suite("Bytes become keys")
struct KeyDecoderTests {
  @Test("every sequence a terminal sends is its key", arguments: Sequences.keys)
  func sequence(_ example: Sequences.Example) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(example.bytes) == example.events)
    #expect(!decoder.isWaiting)
  }

  @Test("cut into two feeds anywhere, the bytes mean the same", arguments: Sequences.keys + Sequences.swallowed)
  func split(_ example: Sequences.Example) {
    for cut in 1..<max(2, example.bytes.count) {
      var decoder = KeyDecoder()
      let events = decoder.feed(example.bytes.prefix(cut)) + decoder.feed(example.bytes.dropFirst(cut))
      #expect(events == example.events, "cut after \(cut)")
      #expect(!decoder.isWaiting)
    }
  }

  @Test("all of them in one feed are all their keys")
  func together() {
    let examples = Sequences.keys + Sequences.swallowed
    var decoder = KeyDecoder()
    #expect(decoder.feed(examples.flatMap(\.bytes)) == examples.flatMap(\.events))
  }

  @Test("what means no key is swallowed whole, and the key after it is not", arguments: Sequences.swallowed)
  func swallowed(_ example: Sequences.Example) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(example.bytes + [0x78]) == [.key(.character("x"))])
  }

  @Test("an escape alone is a key only when nothing follows for a while")
  func escape() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.timeOut() == [.key(.escape)])
    #expect(!decoder.isWaiting)
    #expect(decoder.timeOut() == [])
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.feed([0x5B, 0x41]) == [.key(.up)])
    #expect(decoder.feed([0x1B, 0x1B]) == [.key(.escape)])
    #expect(decoder.timeOut() == [.key(.escape)])
  }

  @Test(
    "a character that begins a sequence is alt when nothing follows", arguments: ["[", "O", "]", "P", "X", "^", "_"])
  func alt(_ character: Character) throws {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B, try #require(character.asciiValue)]) == [])
    #expect(decoder.timeOut() == [.key(.alt(character))])
  }

  @Test("a sequence that breaks off is dropped", arguments: ["\u{1B}[1;5", "\u{1B}O1", "\u{1B}[[", "\u{1B}]11;rgb:"])
  func unfinished(_ bytes: String) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(bytes.utf8) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.timeOut() == [])
    #expect(decoder.feed("x".utf8) == [.key(.character("x"))])
  }

  @Test("a control key inside a sequence ends it and is a key itself")
  func brokenOff() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B, 0x5B, 0x31, 0x03]) == [.key(.control("c"))])
    #expect(decoder.feed([0x1B, 0x5B, 0x31, 0x1B, 0x5B, 0x42]) == [.key(.down)])
  }

  @Test("bytes that are no character become U+FFFD, and the next one is itself")
  func brokenBytes() {
    let replacement = InputEvent.key(.character("\u{FFFD}"))
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xFF, 0x61]) == [replacement, .key(.character("a"))])
    #expect(decoder.feed([0xE4, 0xBC, 0x61]) == [replacement, .key(.character("a"))])
    // Overlong, a surrogate, beyond the last plane.
    #expect(decoder.feed([0xC0, 0xAF]) == [replacement, replacement])
    #expect(decoder.feed([0xED, 0xA0, 0x80]) == [replacement, replacement, replacement])
    #expect(decoder.feed([0xF4, 0x90]) == [replacement, replacement])
    #expect(decoder.feed([0xE4, 0xBC]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.timeOut() == [replacement])
  }

  @Test("marks, joiners and variation selectors join the character before them", arguments: ["é", "👨‍👩‍👧", "❤️", "각", "👍🏽"])
  func joined(_ text: String) throws {
    let decomposed = text.decomposedStringWithCanonicalMapping
    var decoder = KeyDecoder()
    let events = decoder.feed("a\(decomposed)b".utf8)
    #expect(events == [.key(.character("a")), .key(.character(try #require(decomposed.first))), .key(.character("b"))])
  }

  @Test("a heap of marks is no endless character")
  func manyMarks() {
    var decoder = KeyDecoder()
    let events = decoder.feed(("a" + String(repeating: "\u{301}", count: 1000)).utf8)
    #expect(events.count > 50)
  }
}
