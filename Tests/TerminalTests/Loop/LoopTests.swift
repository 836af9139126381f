import Glibc
import Screen
import Testing

@testable import Terminal

@Suite("The loop", .timeLimit(.minutes(5)))
struct LoopTests {
  private let display = RecordingDisplay()
  private let signals = FakeSignals()
  private let keyboard = Pipe()
  private let mailbox: Mailbox<String>

  init() throws { mailbox = try Mailbox() }

  /// Runs until the client ends it, or something else does.
  private func run(
    _ step: @escaping (Int, [LoopEvent<String>]) -> LoopStep
  ) -> (ending: Ending, turns: [[LoopEvent<String>]]) {
    var client = RecordingClient(step: step)
    var loop = Loop<RecordingClient>(display: display, input: keyboard.reading, signals: signals, mailbox: mailbox)
    let ending = loop.run(&client)
    return (ending, client.turns)
  }

  private func key(_ character: Character) -> LoopEvent<String> { .input(.key(.character(character))) }

  @Test("the first turn gets the size, and the end is the client's to say")
  func first() {
    let (ending, turns) = run { _, _ in LoopStep(frame: .line("never"), isOver: true) }
    #expect(ending == .asked)
    #expect(turns == [[.resized(Size(width: 4, height: 1))]])
    #expect(display.calls == [.fit])
  }

  @Test("everything that has happened comes in one turn: signals, then keys, then news")
  func drained() {
    keyboard.write("jk")
    mailbox.post("a")
    mailbox.post("b")
    signals.raise(SIGWINCH, SIGINT)
    let (_, turns) = run { number, _ in LoopStep(isOver: number == 2) }
    #expect(
      turns.dropFirst() == [
        [
          .resized(Size(width: 4, height: 1)), .input(.key(.control("c"))), key("j"), key("k"), .news("a"), .news("b"),
        ]
      ])
  }

  @Test("a burst of 50 keys is one turn and one frame")
  func burst() {
    keyboard.write(String(repeating: "j", count: 50))
    let (_, turns) = run { number, events in
      if number == 2 { keyboard.write("q") }
      return LoopStep(frame: .line("\(number)"), isOver: events.last == key("q"))
    }
    #expect(turns[1].count == 50)
    #expect(display.calls.filter { $0 != .fit }.count <= 1)
  }

  @Test("a paste of 10 000 lines is one turn")
  func paste() {
    let text = String(repeating: "一行文字 line\r", count: 10_000)
    let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    let writer = Task.detached { [descriptor = keyboard.writing] in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = Array(rest.prefix(4095))
        rest = rest.dropFirst(max(0, write(descriptor, part, part.count)))
      }
    }
    defer { writer.cancel() }
    let (_, turns) = run { number, _ in LoopStep(isOver: number == 2) }
    #expect(turns.dropFirst() == [[.input(.paste(text))]])
  }

  @Test("an escape alone becomes a key after a pause, and a sequence does not")
  func escape() {
    keyboard.write("\u{1B}[A\u{1B}")
    let (_, turns) = run { number, _ in LoopStep(isOver: number == 3) }
    #expect(turns.dropFirst() == [[.input(.key(.up))], [.input(.key(.escape))]])
  }

  @Test("a deadline that has come is a turn without events")
  func deadline() {
    let (_, turns) = run { number, _ in LoopStep(deadline: number == 1 ? .now : nil, isOver: number == 2) }
    #expect(turns.last == [])
  }

  @Test("what the client wants is done in order: frame, repaint, clipboard")
  func wishes() {
    let (_, _) = run { number, events in
      if number == 1 { mailbox.post("go on") }
      return LoopStep(
        frame: .line("\(number)"), deadline: .now, copy: "text", redraw: true,
        isOver: events.isEmpty)
    }
    #expect(display.calls.suffix(3) == [.show("2"), .redraw, .copy("text")])
  }

  @Test("a terminal that takes nothing holds nothing up, and gets the last frame when it takes it")
  func blocked() {
    display.terminal.fill()
    let (_, turns) = run { number, _ in
      switch number {
      case 1...3: mailbox.post("\(number)")
      case 4:
        #expect(!display.calls.contains(.show("1")))
        display.terminal.empty()
      default: break
      }
      return LoopStep(
        frame: number == 5 ? nil : .line("\(number)"), deadline: number == 4 ? .now : nil,
        isOver: number == 5)
    }
    #expect(turns.count == 5)
    #expect(display.calls == [.fit, .show("4")])
  }

  @Test("signals that end the program end the loop without another turn", arguments: [SIGTERM, SIGQUIT, SIGHUP])
  func fatal(_ number: Int32) {
    keyboard.write("j")
    signals.raise(number)
    let (ending, turns) = run { _, _ in LoopStep(frame: .line("never")) }
    #expect(ending == .signal(number))
    #expect(turns.count == 1)
    #expect(display.calls == [.fit])
  }

  @Test("a terminal that is gone ends the loop without another turn or frame")
  func hangUp() {
    keyboard.closeWriting()
    let (ending, turns) = run { _, _ in LoopStep(frame: .line("never")) }
    #expect(ending == .hungUp)
    #expect(turns.count == 1)
    #expect(display.calls == [.fit])
  }

  @Test(
    "the process stops with the terminal given back, and goes on with the size it then has", arguments: [true, false])
  func stop(byKey: Bool) {
    if byKey { keyboard.write("\u{1A}") } else { signals.raise(SIGTSTP, SIGWINCH) }
    let (_, turns) = run { number, _ in LoopStep(isOver: number == 2) }
    #expect(signals.stops == 1)
    #expect(display.calls == [.fit, .suspend, .resume, .fit])
    #expect(turns.last == [.resumed, .resized(Size(width: 4, height: 1))])
  }

  @Test("a process that somebody else stopped and continued takes the terminal again")
  func continued() {
    signals.raise(SIGCONT)
    let (_, turns) = run { number, _ in LoopStep(isOver: number == 2) }
    #expect(signals.stops == 0)
    #expect(display.calls == [.fit, .resume, .fit])
    #expect(turns.last?.first == .resumed)
  }

  @Test("ctrl-backslash ends the program as SIGQUIT does")
  func quit() {
    keyboard.write("\u{1C}")
    #expect(run { _, _ in LoopStep() }.ending == .signal(SIGQUIT))
  }
}
