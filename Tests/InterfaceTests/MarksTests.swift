import Interface
import Testing

@Suite("Marks")
struct MarksTests {
  private let rows = Rows(["a", "b", "c", "d", "e"])

  @Test("a mark is put and taken away")
  func toggle() {
    var marks = Marks<String>()
    marks.toggle("b")
    #expect(marks.contains("b"))
    #expect(marks.count == 1)
    marks.toggle("b")
    #expect(marks.isEmpty)
  }

  @Test("a range is marked between two rows, in either direction", arguments: [("b", "d"), ("d", "b")])
  func range(_ from: String, _ to: String) {
    var marks = Marks<String>(["e"])
    marks.range(at: from, rows: rows)
    #expect(marks.anchor == from)
    #expect(marks.ids == ["e"])
    marks.range(at: to, rows: rows)
    #expect(marks.ids == ["b", "c", "d", "e"])
    #expect(marks.anchor == nil)
  }

  @Test("a range whose beginning is no longer in the list begins anew")
  func lostAnchor() {
    var marks = Marks<String>()
    marks.range(at: "gone", rows: rows)
    marks.range(at: "c", rows: rows)
    #expect(marks.anchor == "c")
    #expect(marks.isEmpty)
  }

  @Test("inverting changes what is in sight and leaves the rest")
  func invert() {
    var marks = Marks<String>(["a", "hidden"])
    marks.invert(among: ["a", "b"])
    #expect(marks.ids == ["b", "hidden"])
  }

  @Test("marks are kept, added and all taken away")
  func others() {
    var marks = Marks<String>(["a"])
    marks.add(["b", "c"])
    marks.keep { $0 != "b" }
    #expect(marks.ids == ["a", "c"])
    marks.range(at: "a", rows: rows)
    marks.removeAll()
    #expect(marks.isEmpty)
    #expect(marks.anchor == nil)
  }
}
