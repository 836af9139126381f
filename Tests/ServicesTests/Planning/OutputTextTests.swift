import Foundation
import Model
import Testing

@Suite("Planning: what leaves for spreadsheets and scripts", .timeLimit(.minutes(5)))
struct OutputTextTests {
  private func csv(_ fields: CSVWriter.Field...) -> String {
    var writer = CSVWriter()
    writer.add(row: fields)
    return String(writer.text.unicodeScalars.dropFirst())
  }

  @Test("a quote with a mark behind it is a quote to a spreadsheet, and doubled")
  func markedQuote() throws {
    var writer = CSVWriter()
    writer.add(row: [.text("a\"\u{301},\"=1+1"), .id("b\"")])
    let rows = try CSVReader(Array(writer.text.utf8)).rows
    #expect(rows.map(\.fields) == [["a\"\u{301},\"=1+1", "b\""]])
  }

  @Test("a table begins with a BOM, quotes every field and ends its lines with CRLF")
  func shape() {
    var writer = CSVWriter()
    writer.add(row: [.text("a\"b"), .number(-7), .empty])
    #expect(Array(writer.text.utf8) == [0xEF, 0xBB, 0xBF] + Array("\"a\"\"b\",\"-7\",\"\"\r\n".utf8))
  }

  @Test(
    "what a spreadsheet would run is made text", arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x"])
  func defused(formula: String) {
    #expect(csv(.text(SafeText(formula))) == "\"'\(formula)\"\r\n")
  }

  @Test(
    "a control character in front does not hide a formula",
    arguments: ["\t=1", "\r=1", "\n=1", "\u{200B}=1", "\u{FEFF}=1"])
  func hiddenFormula(formula: String) {
    let first = csv(.text(SafeText(formula))).unicodeScalars.dropFirst().first
    #expect(first != "=" && first != "\t" && first != "\r" && first != "\n")
  }

  @Test(
    "an id that looks like a number or a date stays the id", arguments: ["10086", "007", "1e5", "1-2", "12:30", "1/2"])
  func numericID(id: String) {
    #expect(csv(.id(id)) == "\"=\"\"\(id)\"\"\"\r\n")
  }

  @Test("an id that looks like nothing else is written as it is")
  func plainID() {
    #expect(csv(.id("wrOgQhDgAA")) == "\"wrOgQhDgAA\"\r\n")
  }

  @Test("no hostile scalar leaves as itself in JSON, and every one is read back", arguments: [true, false])
  func hostile(isPretty: Bool) throws {
    let scalars = (0...0x10FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter(\.isHostile)
    var stranger = String.UnicodeScalarView()
    for scalar in scalars { stranger.append(contentsOf: [scalar, "群"]) }
    let value = ["name": String(stranger), "a/b": "\"\\👨‍👩‍👧"]
    let text = try JSONOutput.text(value, isPretty: isPretty)
    #expect(!text.unicodeScalars.contains { $0.isHostile && !(isPretty && $0 == "\n") })
    let read = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    #expect(read.mapValues { Array($0.unicodeScalars) } == value.mapValues { Array($0.unicodeScalars) })
  }

  @Test("keys are sorted and slashes stay")
  func keys() throws {
    #expect(try JSONOutput.text(["b": "x/y", "a": "群"], isPretty: false) == #"{"a":"群","b":"x/y"}"#)
  }
}
