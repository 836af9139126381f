import Testing

@testable import Settings

@Suite("TOML", .timeLimit(.minutes(5)))
struct TomlTests {
  private func value(_ text: String) throws -> TomlValue? { try TomlParser.parse("x = \(text)")["x"] }

  private func line(_ path: String, in table: TomlTable) -> Int? {
    let parts = path.split(separator: ".").map(String.init)
    var table: TomlTable? = table
    for part in parts.dropLast() { table = table?[part]?.table }
    return parts.last.flatMap { table?.entries[$0]?.line }
  }

  @Test("tables, dotted and quoted keys and texts of several lines are found on their lines")
  func lines() throws {
    let document = try TomlParser.parse(
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
        1, # one
      ]
      [t.'g h'.i]
      j = 1
      """#)
    let expected = ["a": 1, "text": 3, "b": 6, "t": 7, "t.c": 8, "t.c.d": 8, "t.e": 9, "t.e.f": 9, "t.g h.i.j": 13]
    for (path, number) in expected { #expect(line(path, in: document) == number, "\(path)") }
  }

  @Test(
    "texts are what TOML says they are",
    arguments: [
      (#""""#, ""), (#""a\tb\"\\\u7fa4\U0001F600""#, "a\tb\"\\群😀"), (#"'a\tb"'"#, #"a\tb""#), ("\"\"\"\"\"\"", ""),
      ("\"\"\"\na\nb\"\"\"", "a\nb"), ("\"\"\"a \\\n\n   b\"\"\"", "a b"), ("\"\"\"a\"\"b\"\"\"\"\"", "a\"\"b\"\""),
      ("'''\na'b\\'''", #"a'b\"#), ("'''a'''''", "a''"), ("\"é # no comment\" # one", "é # no comment"),
    ])
  func texts(_ written: String, _ read: String) throws {
    #expect(try value(written)?.text == read)
  }

  @Test(
    "whole numbers and truth are values, other plain ones are kept as written",
    arguments: [
      ("0", "0"), ("+7", "7"), ("-12", "-12"), ("1_000", "1000"), ("0xDEAD_beef", "3735928559"), ("0o17", "15"),
      ("0b101", "5"), ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
      ("true", "true"), ("false", "false"), ("1.5", "1.5"), ("-1e10", "-1e10"), ("1_0.2_5E-3", "1_0.2_5E-3"),
      ("inf", "inf"), ("-nan", "-nan"), ("1979-05-27", "1979-05-27"), ("07:32:00.5", "07:32:00.5"),
      ("1979-05-27T07:32:00Z", "1979-05-27T07:32:00Z"), ("1979-05-27 07:32:00-07:00", "1979-05-27 07:32:00-07:00"),
    ])
  func plain(_ written: String, _ shown: String) throws {
    #expect(try value(written)?.shown == shown)
  }

  @Test(
    "what is no TOML is refused with its line",
    arguments: [
      "x", "x =", "= 1", "x = 1 y = 2", "x = yes", "x = 01", "x = 1__0", "x = _1", "x = +0x1", "x = 0xg", "x = 0x-1",
      "x = 9223372036854775808", "x = 1.", "x = .5", "x = 1e", "x = 1.e5", "x = 1979-5-27", "x = 07:32", "x = \"a",
      "x = \"a\nb\"", "x = \"\\x\"", "x = \"\\ud800\"", "x = \"\\U00110000\"", "x = 'a", "x = '''a''", "x = [1",
      "x = [1 2]",
      "x = [,]", "x = {a = 1,}", "x = {a = 1\n}", "x = {a = 1", "[x", "[x]]", "[[x]", "[]", "[x] y", "x. = 1",
      "x..y = 1",
      "\"\"\"x\"\"\" = 1", "x = \"\u{1}\"", "# \u{7F}", "x = 1\ry = 2", "é = 1",
    ])
  func refused(_ text: String) {
    let fault = #expect(throws: TomlFault.self, "\(text)") { try TomlParser.parse("\na = 1\n" + text) }
    #expect((fault?.line ?? 0) >= 3)
  }

  @Test(
    "what people get wrong is told so that they can mend it, on the line where it begins",
    arguments: [
      ("x = yes", 1, "a text stands in quotes"), ("x = 晨光零售", 1, "a text stands in quotes"),
      ("x = /home/li/secret", 1, "a text stands in quotes"), ("x = [a]", 1, "a text stands in quotes"),
      ("x = {\na = 1 }", 1, "stands on one line"), ("x = { # one\na = 1 }", 1, "stands on one line"),
      ("x = { a = 1,\nb = 2 }", 1, "stands on one line"), ("x = { a = 1\n}", 1, "stands on one line"),
      ("x = { a = 1, }", 1, "no comma stands before }"), ("\nx = \"\"\"a\nb\n", 2, "not closed"),
      ("\nx = '''\na\nb\n''", 2, "not closed"), ("x = \"\"\"\na\\", 1, "not closed"),
      ("x =\ny = 1", 1, "expected a value"),
    ])
  func told(_ text: String, _ line: Int, _ what: String) {
    let fault = #expect(throws: TomlFault.self) { try TomlParser.parse(text) }
    #expect(fault?.line == line && fault?.what.hasSuffix(what) == true, "\(String(describing: fault))")
  }

  @Test("many tables of one name take no longer than as many lines")
  func manyTables() throws {
    // Were each to copy those before it, the suite's time would not be enough.
    let document = try TomlParser.parse(String(repeating: "[[a]]\n", count: 400_000) + "x = 1\n[a.b]\ny = 2\n")
    guard case .tables(let last) = document["a"] else {
      Issue.record("no tables")
      return
    }
    #expect(last["x"] != nil && last["b"]?.table?["y"] != nil)
  }

  @Test(
    "nothing stands twice, and what is closed stays closed",
    arguments: [
      "x = 1\nx = 2", "x = 1\nx.y = 2", "x.y = 1\nx.y = 2", "[x]\n[x]", "x = 1\n[x]", "x = {}\n[x]", "x = {}\n[x.y]",
      "x = {}\nx.y = 1", "[x]\n[[x]]", "[[x]]\n[x]", "x = []\n[[x]]", "x = {y = 1, y = 2}", "x.y = 1\n[x]",
      "[x.y]\n[x]\ny.z = 1",
    ])
  func twice(_ text: String) {
    #expect(throws: TomlFault.self) { try TomlParser.parse(text) }
  }

  @Test(
    "tables may be opened in any order, and named on the way before they are",
    arguments: ["[x.y]\n[x]", "[x]\n[x.y]", "[[x]]\n[x.y]\n[[x]]\n[x.y]", "x.y = 1\nx.z = 2", "x.a = 1\n[x.b]"])
  func order(_ text: String) throws {
    #expect(try TomlParser.parse(text)["x"] != nil)
  }

  @Test("what is nested deeply is refused, however it is written", arguments: [17, 100_000])
  func deep(_ depth: Int) {
    let texts = [
      "x = " + String(repeating: "[", count: depth), "x = " + String(repeating: "{x=", count: depth),
      String(repeating: "x.", count: depth) + "x = 1", "[" + String(repeating: "x.", count: depth) + "x]",
    ]
    for text in texts { #expect(throws: TomlFault.self) { try TomlParser.parse(text) } }
  }
}
