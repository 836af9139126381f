import Model
import Testing

@testable import Services

@Suite("Planning: the file that says who gets what", .timeLimit(.minutes(5)))
struct MappingFileTests {
  private let expected = [
    ChatID(unchecked: "wr1"): UserID(unchecked: "lina"), ChatID(unchecked: "wr2"): UserID(unchecked: "10086"),
  ]

  private func problems(_ text: String) -> [MappingFile.Problem] {
    do throws(MappingFile.Problems) {
      _ = try MappingFile(Array(text.utf8))
      return []
    } catch {
      return error.problems
    }
  }

  @Test(
    "it is read however a spreadsheet or a person wrote it",
    arguments: [
      "chat_id,new_owner\nwr1,lina\nwr2,10086\n",
      "\u{FEFF}chat_id,new_owner\r\nwr1,lina\r\nwr2,10086",
      "\"chat_id\",\"new_owner\"\r\n\"wr1\",\"lina\"\r\n\"wr2\",\"=\"\"10086\"\"\"\r\n",
      "New_Owner, name ,CHAT_ID\nlina,\"a, \"\"b\"\"\nc\",wr1\n\n 10086 ,,wr2\n",
      "chat_id\tnew_owner\nwr1\tlina\nwr2\t10086\n",
    ])
  func read(text: String) throws {
    #expect(try MappingFile(Array(text.utf8)).newOwners == expected)
  }

  @Test("a missing column is named", arguments: ["chat_id", "new_owner"])
  func missingColumn(name: String) {
    let other = name == "chat_id" ? "new_owner" : "chat_id"
    #expect(problems("\(other),x\nwr1,lina\n") == [.init(line: 1, kind: .missingColumn(name))])
  }

  @Test("everything wrong with a file is told at once, on its own line")
  func allAtOnce() {
    #expect(
      problems("chat_id,new_owner\nwr1,lina\n,lina\nwr2,\n\"wr 3\",lina\nwr1,zhao\n") == [
        .init(line: 3, kind: .notAChatID("")), .init(line: 4, kind: .notAUserID("")),
        .init(line: 5, kind: .notAChatID("wr 3")),
        .init(line: 6, kind: .duplicate(ChatID(unchecked: "wr1"), earlierLine: 2)),
      ])
  }

  @Test("a group named twice is a fault even if both lines agree")
  func duplicate() {
    #expect(
      problems("chat_id,new_owner\nwr1,lina\nwr1,lina\n") == [
        .init(line: 3, kind: .duplicate(ChatID(unchecked: "wr1"), earlierLine: 2))
      ])
  }

  @Test("lines are those of the file, quoted line breaks and empty lines counted")
  func lines() {
    #expect(
      problems("chat_id,new_owner,note\nwr1,lina,\"a\nb\"\n\n,zhao,\n") == [.init(line: 5, kind: .notAChatID(""))])
  }

  @Test(
    "nothing in it is a fault", arguments: ["", "\u{FEFF}", "\n\n", "chat_id,new_owner\n", "chat_id,new_owner\n,\n"])
  func empty(text: String) {
    #expect(problems(text) == [.init(line: 1, kind: .empty)])
  }

  @Test("a quote that is never closed is found where it was opened")
  func openQuote() {
    #expect(problems("chat_id,new_owner\nwr1,\"lina\nwr2,zhao\n") == [.init(line: 2, kind: .openQuote)])
  }

  @Test("bytes that are no UTF-8 are refused, not guessed")
  func encoding() {
    let gbk: [UInt8] = Array("chat_id,new_owner,name\nwr1,lina,".utf8) + [0xD6, 0xD0]
    #expect(throws: MappingFile.Problems(problems: [.init(line: 1, kind: .notUTF8)])) { try MappingFile(gbk) }
  }

  @Test(
    "a list of groups is read with or without its header",
    arguments: ["wr1\nwr2\n", "chat_id\nwr1\nwr2", "name,chat_id\n群,wr1\n群,wr2\n", "\u{FEFF}wr1\r\n\r\nwr2\r\n"])
  func list(text: String) throws {
    #expect(try MappingFile.chats(Array(text.utf8)) == ["wr1", "wr2"].map { ChatID(unchecked: $0) })
  }

  @Test("a field of spaces and quotes is read in one pass")
  func spacesAndQuotes() throws {
    let field = String(repeating: " ", count: 400_000) + "x" + String(repeating: "\"", count: 400_000)
    #expect(try CSVReader(Array(field.utf8)).rows.first?.fields.first?.count == 400_001)
  }

  @Test("what this program writes as CSV it reads back", arguments: ["lina", "10086", "1e5", "2026-11-21", "007"])
  func roundTrip(owner: String) throws {
    var writer = CSVWriter()
    writer.add(row: [.text("chat_id"), .text("new_owner"), .text("name")])
    writer.add(row: [.id("wr1"), .id(owner), .text(SafeText("=1+1,\"x\"\r\n"))])
    #expect(
      try MappingFile(Array(writer.text.utf8)).newOwners
        == [ChatID(unchecked: "wr1"): UserID(unchecked: owner)])
  }
}
