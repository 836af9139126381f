import Interface
import Model
import Screen
import Testing

/// A pane that counts what it is handed.
private struct Counter: Pane {
  var name: SafeText = "counter"
  var count = 0

  func title(_ context: Int) -> SafeText { name }

  func commands(_ context: Int) -> [Command<Counter>] {
    [
      Command(.sample("counter.add")) { pane, step in
        pane.count += step
        return ["added \(step)"]
      },
      Command(.sample("counter.off", disabled: "off")) { _, _ in ["never"] },
    ]
  }

  mutating func receive(_ news: String, _ context: Int) -> [String] {
    count += 1
    return [news]
  }

  func draw(on canvas: inout Canvas, _ context: Int) { canvas.write(SafeText("\(count)"), x: 0, y: 0) }
}

/// Another kind of pane for the same stack.
private struct Label: Pane {
  func title(_ context: Int) -> SafeText { "label" }
  func commands(_ context: Int) -> [Command<Label>] { [] }
  mutating func receive(_ news: String, _ context: Int) -> [String] { [] }
  func draw(on canvas: inout Canvas, _ context: Int) {}
}

@Suite("Panes on a stack")
struct PaneTests {
  private typealias Boxed = AnyPane<Int, String, String>
  private typealias Stack = PaneStack<Int, String, String>

  @Test("a pane of any kind runs its own commands, but none that cannot be done now")
  func commands() {
    var pane = Boxed(Counter())
    #expect(pane.commands(1).map(\.id) == ["counter.add", "counter.off"])
    #expect(pane.run("counter.add", 5) == ["added 5"])
    #expect(pane.cast(to: Counter.self)?.count == 5)
    #expect(pane.run("counter.off", 5) == nil)
    #expect(pane.run("other", 5) == nil)
    #expect(pane.cast(to: Counter.self)?.count == 5)
    #expect(pane.cast(to: Label.self) == nil)
  }

  @Test("panes are equal when their kind and their state are")
  func equality() {
    #expect(Boxed(Counter(count: 1)) == Boxed(Counter(count: 1)))
    #expect(Boxed(Counter(count: 1)) != Boxed(Counter(count: 2)))
    #expect(Boxed(Counter()) != Boxed(Label()))
  }

  @Test("a pane that says nothing else takes no text, ignores input and may be left")
  func defaults() {
    var pane = Boxed(Label())
    #expect(!pane.takesText)
    #expect(pane.handle(.paste("x"), 1).isEmpty)
    #expect(pane.settle(in: Size(width: 1, height: 1), 1).isEmpty)
    #expect(pane.unsaved(1) == nil)
  }

  @Test("what was opened last is on top, and the first pane always stays")
  func stack() {
    var stack = Stack(Boxed(Counter(name: "a")))
    #expect(stack.pop() == false)
    stack.push(Boxed(Counter(name: "b")))
    stack.push(Boxed(Counter(name: "c")))
    #expect(stack.panes.map { $0.title(0) } == ["a", "b", "c"])
    #expect(stack.pop() == true)
    #expect(stack.top.title(0) == "b")
    stack.open(Boxed(Counter(name: "d")))
    #expect(stack.panes.map { $0.title(0) } == ["a", "d"])
    stack.reset()
    #expect(stack.panes.map { $0.title(0) } == ["a"])
    stack.open(Boxed(Counter(name: "e")))
    #expect(stack.panes.map { $0.title(0) } == ["a", "e"])
  }

  @Test("news reaches every pane, the lowest first")
  func news() {
    var stack = Stack(Boxed(Counter(name: "a")))
    stack.push(Boxed(Counter(name: "b")))
    var order: [SafeText] = []
    stack.forEach { pane in
      order.append(pane.title(0))
      _ = pane.receive("news", 0)
    }
    #expect(order == ["a", "b"])
    #expect(stack.panes.map { $0.cast(to: Counter.self)?.count } == [1, 1])
  }
}
