import Foundation
import FoundationXML
import Model
import Screen
import Testing

@Suite("Frames as pictures", .timeLimit(.minutes(5)))
struct SVGTests {
  /// An element of a picture with the text inside it.
  private struct Element: Equatable {
    let name: String
    let attributes: [String: String]
    var text = ""
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []

    func parser(
      _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
      attributes: [String: String]
    ) {
      elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_: XMLParser, foundCharacters text: String) {
      if let last = elements.indices.last { elements[last].text += text }
    }
  }

  /// Every element, once the picture has been found to be well-formed.
  private func elements(of svg: String) throws -> [Element] {
    let parser = XMLParser(data: Data(svg.utf8))
    let reader = Reader()
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError)) in \(svg)")
    return reader.elements
  }

  private func canvas(_ lines: String...) -> Canvas {
    var canvas = Canvas(size: Size(width: 20, height: lines.count))
    for (y, line) in lines.enumerated() { canvas.write(SafeText(line), x: 0, y: y) }
    return canvas
  }

  @Test("text stands in its columns: wide characters take two cells, spaces at both ends are left out")
  func columns() throws {
    let texts = try elements(of: canvas("  ab群主", "c d").frame.svg(theme: .plain, title: "t"))
      .filter { $0.name == "text" }
    #expect(texts.map { $0.text.trimmingCharacters(in: .newlines) } == ["ab", "群主", "c d"])
    #expect(texts.map { $0.attributes["x"] } == ["27", "45", "9"])
    #expect(texts.map { $0.attributes["textLength"] } == ["18", "36", "27"])
    #expect(
      texts[0].attributes["y"] == texts[1].attributes["y"] && texts[1].attributes["y"] != texts[2].attributes["y"])
  }

  @Test(
    "what strangers wrote stays text",
    arguments: [
      "</text><script>x</script>", "a&b<!--", "]]>", "<\u{301}script>", "\u{1B}[31m\u{0}\u{7}", "\u{202E}\u{FFFE}\"'",
    ])
  func hostile(_ text: String) throws {
    let svg = canvas(text).frame.svg(theme: .plain, title: SafeText(text))
    let elements = try elements(of: svg)
    #expect(Set(elements.map(\.name)).isSubset(of: ["svg", "title", "rect", "text"]))
    let shown = elements.filter { $0.name == "text" }.map { $0.text.trimmingCharacters(in: .newlines) }.joined()
    var written = canvas(text).frame.lines[0]
    written.removeAll { $0 == " " }
    #expect(shown.filter { $0 != " " } == written)
    #expect(!svg.unicodeScalars.contains { $0 != "\n" && $0.isHostile })
  }

  @Test("colours, attributes and the cursor are drawn, the row of the cursor in reverse on the terminal's own colours")
  func styles() throws {
    var canvas = canvas("")
    canvas.write("x", x: 0, y: 0, role: .error)
    canvas.layer = .cursor
    canvas.write("y", x: 1, y: 0)
    canvas.showCursor(x: 2, y: 0)
    let theme = Theme([.error: Style(colour: .exact(RGB(1, 2, 3)), attributes: [.bold, .underline])])
    let drawn = try elements(of: canvas.frame.svg(theme: theme, title: "t", ground: .light))
    let texts = drawn.filter { $0.name == "text" }
    #expect(texts[0].attributes["fill"] == "#010203" && texts[0].attributes["font-weight"] == "bold")
    let rects = drawn.filter { $0.name == "rect" }
    #expect(rects[0].attributes["fill"] == texts[1].attributes["fill"], "the page's colour is the reversed text's")
    #expect(rects[1].attributes["x"] == "9" && rects[1].attributes["height"] == "1", "the line below the x")
    #expect(rects[2].attributes["x"] == "18" && rects[2].attributes["width"] == "9")
    #expect(rects.last?.attributes["fill"] == "none" && rects.last?.attributes["x"] == "27")
  }

  @Test("the same frame is the same picture, another ground is another")
  func deterministic() {
    let frame = canvas("abc").frame
    #expect(frame.svg(theme: .plain, title: "t") == frame.svg(theme: .plain, title: "t"))
    #expect(frame.svg(theme: .plain, title: "t") != frame.svg(theme: .plain, title: "t", ground: .light))
  }
}
