import Foundation
import Testing

@testable import Simulator

@Suite("JSON", .timeLimit(.minutes(5)))
struct JSONTests {
  private struct Document: Decodable {
    let text: String
    let least: Int64
    let list: [String]
  }

  @Test("Foundation reads what the writer writes, whatever the text")
  func writing() throws {
    for text in GroupNames.hostile + GroupNames.nicknames + ["\u{0}\u{1F}\u{7F}\"\\/\u{2028}"] {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("text", text)
      writer.member("least", Int64.min)
      writer.array("list", [text, ""])
      writer.endObject()
      let read = try JSONDecoder().decode(Document.self, from: Data(writer.bytes))
      #expect(Array(read.text.utf8) == Array(text.utf8))
      #expect(read.least == .min)
      #expect(read.list == [text, ""])
    }
  }

  @Test("the reader keeps integers, numbers and booleans apart")
  func kinds() {
    #expect(
      JSONReader.read(Array(" [1, 1.0, 1e2, -0, true, null, \"\"] ".utf8))
        == .array([.integer(1), .number(1), .number(100), .integer(0), .boolean(true), .null, .string("")]))
  }

  @Test("the reader unescapes, surrogate pairs included")
  func escapes() {
    #expect(JSONReader.read(Array(#""\u4f60\ud83d\ude00\n\/\"""#.utf8)) == .string("你😀\n/\""))
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "+1", "\"\\x\"", "\"\\ud800\"", "\"\n\"", "tru", "1 2",
      "[1 2]", "nan", "'a'", "{\"a\"}", "\u{FEFF}{}",
    ])
  func refused(text: String) { #expect(JSONReader.read(Array(text.utf8)) == nil) }

  @Test("deep nesting is refused, not followed")
  func depth() {
    #expect(JSONReader.read(Array(String(repeating: "[", count: 100_000).utf8)) == nil)
  }
}
