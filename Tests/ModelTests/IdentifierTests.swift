import Foundation
import Model
import Testing

@Suite("Identifiers and secrets", .timeLimit(.minutes(5)))
struct IdentifierTests {
  @Test("an identifier keeps the vendor's spelling", arguments: ["wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA", "a", "x@y.z_-/+="])
  func kept(_ text: String) {
    #expect(ChatID(text)?.rawValue == text)
  }

  @Test(
    "what is empty, too long, or has spaces, control or foreign characters is no identifier",
    arguments: ["", " ", "a b", "a\n", "\u{1B}[2J", "张三", "a\u{0}", "a\u{7F}", String(repeating: "a", count: 257)])
  func refused(_ text: String) {
    #expect(UserID(text) == nil)
  }

  @Test("an identifier decodes from a JSON string that is one, and from nothing else")
  func json() throws {
    let decoder = JSONDecoder()
    #expect(try decoder.decode([UserID].self, from: Data("[\"li\"]".utf8)).map(\.rawValue) == ["li"])
    for text in ["[\"\"]", "[\"a b\"]", "[1]", "[null]"] {
      #expect(throws: DecodingError.self) { try decoder.decode([UserID].self, from: Data(text.utf8)) }
    }
  }

  @Test("a secret shows itself nowhere")
  func secret() throws {
    let secret = try #require(Secret("canary"))
    var dumped = ""
    dump([secret], to: &dumped)
    let shown = ["\(secret)", String(reflecting: secret), "\([secret])", "\(Optional(secret) as Any)", dumped]
    #expect(shown.allSatisfy { !$0.contains("canary") })
    #expect(secret.reveal() == "canary")
  }

  @Test("what cannot be a secret is refused", arguments: ["", "a b", "a\n", String(repeating: "x", count: 4097)])
  func noSecret(_ text: String) {
    #expect(Secret(text) == nil)
  }

  @Test("a status nobody documented survives")
  func unknownStatus() {
    #expect(FollowUpStatus(rawValue: 7).rawValue == 7)
    #expect(FollowUpStatus.waiting < .done)
  }
}
