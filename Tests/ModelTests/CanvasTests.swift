import Model
import Screen
import Testing

@Suite("Drawing on a part of the screen", .timeLimit(.minutes(5)))
struct CanvasTests {
  private func drawn(_ width: Int, _ height: Int = 1, _ body: (inout Canvas) -> Void) -> Frame {
    var canvas = Canvas(size: Size(width: width, height: height))
    body(&canvas)
    return canvas.frame
  }

  @Test("a wide character that a clip would halve becomes a space, on both sides")
  func clipEdges() {
    #expect(drawn(5) { $0.write("销售客服", x: 0, y: 0) }.lines == ["销售"])
    #expect(drawn(5) { $0.write("销售客服", x: -1, y: 0) }.lines == [" 售客"])
    let inner = drawn(9) { canvas in
      canvas.write("---------", x: 0, y: 0)
      canvas.draw(in: Rect(x: 2, y: 0, width: 5, height: 1)) { $0.write("销售客服", x: -1, y: 0) }
    }
    #expect(inner.lines == ["-- 售客--"])
    let right = drawn(9) { canvas in
      canvas.write("---------", x: 0, y: 0)
      canvas.draw(in: Rect(x: 2, y: 0, width: 5, height: 1)) { $0.write("销售客服", x: 0, y: 0) }
    }
    #expect(right.lines == ["--销售 --"])
  }

  @Test("on a screen without columns or lines nothing is drawn", arguments: [(0, 2), (2, 0), (0, 0)])
  func noRoom(_ width: Int, _ height: Int) {
    let frame = drawn(width, height) { canvas in
      for x in -2...2 { canvas.write("群a", x: x, y: 0) }
    }
    #expect(frame.cells.allSatisfy { $0 == .blank() })
  }

  @Test("what overwrites half of a wide character leaves a space in the other half")
  func halves() {
    let over: (Int, SafeText) -> [String] = { x, text in
      drawn(4) {
        $0.write("群主", x: 0, y: 0)
        $0.write(text, x: x, y: 0)
      }.lines
    }
    #expect(over(0, "a") == ["a 主"])
    #expect(over(1, "a") == [" a主"])
    #expect(over(1, "人") == [" 人"])
    #expect(over(2, "人") == ["群人"])
  }

  @Test("a mark stands in the cell of the character before it, and alone nowhere")
  func marks() {
    let frame = drawn(3) { $0.write("e\u{301}x", x: 0, y: 0) }
    #expect(frame.lines == ["e\u{301}x"])
    #expect(frame[1, 0].text == "x")
    #expect(drawn(3) { $0.write("e\u{301}x", x: -1, y: 0) }.lines == ["x"])
  }

  @Test("a part within a part is cut by both, and what stands around it stays")
  func nested() {
    let frame = drawn(8, 3) { canvas in
      for y in 0..<3 { canvas.write("........", x: 0, y: y) }
      canvas.draw(in: Rect(x: 2, y: 1, width: 10, height: 10)) { outer in
        #expect(outer.bounds == Rect(x: 0, y: 0, width: 6, height: 2))
        outer.draw(in: Rect(x: 1, y: 0, width: 3, height: 1)) { inner in
          for y in -1...2 { inner.write("abcdefgh", x: -2, y: y) }
        }
      }
    }
    #expect(frame.lines == ["........", "...cde..", "........"])
  }

  @Test("a part that lies outside is not drawn, and layer and area are as before afterwards")
  func outside() {
    let frame = drawn(4, 2) { canvas in
      canvas.draw(in: Rect(x: 4, y: 0, width: 2, height: 1)) { _ in Issue.record("drawn on nothing") }
      canvas.draw(in: Rect(x: 1, y: 1, width: 2, height: 1)) { $0.layer = .dialog }
      canvas.write("ab", x: 0, y: 0)
    }
    #expect(frame.lines == ["ab", ""])
    #expect(frame[0, 0].look.layer == .page)
  }

  @Test("a column is filled, cut and aligned, and nothing beside it is touched")
  func columns() {
    let frame = drawn(10, 2) { canvas in
      for y in 0..<2 { canvas.write("----------", x: 0, y: y) }
      canvas.write("198", x: 2, y: 0, width: 5, .right)
      canvas.write("销售客服", x: 2, y: 1, width: 6)
    }
    #expect(frame.lines == ["--  198---", "--销售… --"])
  }

  @Test("lines stop at the canvas, also where it is too small to hold them", arguments: 0...3)
  func lines(_ size: Int) {
    let frame = drawn(size, size) { canvas in
      canvas.horizontalLine(y: 1)
      canvas.verticalLine(x: 1, y: 2)
      canvas.verticalLine(x: 0, y: -1, height: 2)
    }
    #expect(frame.lines == [[], ["│"], ["│", "──"], ["│", "───", " │"]][size])
  }

  @Test("clearing and highlighting stop at the canvas, and a highlight leaves the text")
  func highlight() {
    let frame = drawn(6, 2) { canvas in
      canvas.write("abcdef", x: 0, y: 0, role: .warning)
      canvas.draw(in: Rect(x: 1, y: 0, width: 3, height: 1)) { part in
        part.clear(Rect(x: -5, y: -5, width: 6, height: 9), layer: .bar)
        part.highlight(Rect(x: 1, y: -3, width: 90, height: 9), .cursor)
      }
    }
    #expect(frame.lines == ["a cdef", ""])
    #expect((0..<6).map { frame[$0, 0].look.layer } == [.page, .bar, .cursor, .cursor, .page, .page])
    #expect(frame[2, 0].look.role == .warning)
  }

  @Test("the terminal's cursor is shown on the canvas only")
  func cursor() {
    let shown: (Int, Int) -> Point? = { x, y in
      drawn(9, 4) { canvas in
        canvas.draw(in: Rect(x: 2, y: 1, width: 3, height: 2)) { $0.showCursor(x: x, y: y) }
      }.cursor
    }
    #expect(shown(0, 0) == Point(x: 2, y: 1))
    #expect(shown(2, 1) == Point(x: 4, y: 2))
    for (x, y) in [(-1, 0), (3, 0), (0, -1), (0, 2)] { #expect(shown(x, y) == nil) }
  }
}
