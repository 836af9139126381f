import Foundation
import Model
import Screen
import Testing

@testable import Terminal

/// One after another: ncurses, signals and standard error are one for the process.
@Suite("The terminal", .serialized, .timeLimit(.minutes(5)))
struct TerminalDisplayTests {
  private let pty: Pty
  private let log = FileManager.default.temporaryDirectory.appending(path: "terminal-\(UUID().uuidString).log").path
  private let size = Size(width: 20, height: 5)

  init() throws {
    CharacterType.prepare()
    pty = try Pty(width: 20, height: 5)
  }

  private func open(
    _ environment: [String: String] = [:], theme: Theme = .plain
  ) throws(TerminalError) -> TerminalDisplay {
    var options = TerminalDisplay.Options(
      environment: ["TERM": "xterm-256color"].merging(environment) { $1 }, log: log, lastWords: "see the log\r\n")
    (options.input, options.output) = (pty.terminal, pty.terminal)
    return try TerminalDisplay.open(theme: theme, options)
  }

  /// Waits for a signal.
  private func arriving(at display: TerminalDisplay) -> SignalSet {
    var request = pollfd(fd: display.signals.descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, -1) < 1 {}
    return display.signals.take()
  }

  private func frame(_ text: String, x: Int = 0, y: Int = 0, role: Role = .text) -> Frame {
    var canvas = Canvas(size: size)
    canvas.write(SafeText(text), x: x, y: y, role: role)
    return canvas.frame
  }

  @Test("it is entered and left without a trace")
  func restored() throws {
    let before = pty.modes
    let display = try open()
    display.show(frame("hello"))
    let shown = pty.output()
    #expect(shown.contains("\u{1B}[?1049h"))
    #expect(shown.contains("\u{1B}[?2004h"))
    #expect(shown.contains("hello"))
    #expect(pty.modes != before)
    display.close()
    let left = pty.output()
    #expect(left.contains("\u{1B}[?1049l"))
    #expect(left.contains("\u{1B}[?2004l"))
    #expect(left.contains("\u{1B}[?25h"))
    #expect(pty.modes == before)
    display.close()
    #expect(pty.output() == "")
  }

  @Test("only what has changed is written, and nothing for the same frame")
  func changes() throws {
    let display = try open()
    defer { display.close() }
    display.show(frame("first", y: 2))
    _ = pty.output()
    display.show(frame("first", y: 2))
    #expect(pty.output() == "")
    display.show(frame("fir5t", y: 2))
    let change = pty.output()
    #expect(change.contains("5"))
    #expect(!change.contains("fir"))
    #expect(change.utf8.count < 20)
  }

  @Test("a wide character stands in the lower right corner, whole")
  func corner() throws {
    let display = try open()
    defer { display.close() }
    display.show(frame("中", x: 18, y: 4))
    #expect(pty.output().contains("中"))
    display.show(frame("ab", x: 18, y: 4))
    let letters = pty.output()
    #expect(letters.contains("a") && letters.contains("b"))
  }

  @Test("half of a wide character is never left behind")
  func halves() throws {
    let display = try open()
    defer { display.close() }
    display.show(frame("a中b"))
    _ = pty.output()
    display.show(frame("ax"))
    display.show(frame("a中b"))
    #expect(pty.output().contains("中"))
  }

  @Test("marks go out with their character")
  func marks() throws {
    let display = try open()
    defer { display.close() }
    display.show(frame("e\u{301}\u{323}x"))
    #expect(pty.output().contains("e\u{301}\u{323}x") || pty.output().contains("e\u{323}\u{301}x"))
  }

  @Test("the cursor is hidden unless the frame has one")
  func cursor() throws {
    let display = try open()
    defer { display.close() }
    var frame = frame("name")
    display.show(frame)
    #expect(pty.output().contains("\u{1B}[?25l"))
    frame.cursor = Point(x: 4, y: 2)
    display.show(frame)
    let shown = pty.output()
    #expect(shown.contains("\u{1B}[?25h"))
    #expect(shown.contains("\u{1B}[3;5H"))
  }

  private static let colourful = Theme([.error: Style(colour: .named(.red), attributes: [.bold])])

  @Test("colours are the theme's")
  func colours() throws {
    let display = try open(theme: Self.colourful)
    defer { display.close() }
    display.show(frame("bad", role: .error))
    let shown = pty.output()
    #expect(shown.contains("\u{1B}[31m"))
    #expect(shown.contains("\u{1B}[1m") || shown.contains("\u{1B}[0;1") || shown.contains(";1m"))
  }

  @Test("NO_COLOR leaves attributes, and no colour at all")
  func noColour() throws {
    let display = try open(["NO_COLOR": "1"], theme: Self.colourful)
    display.show(frame("bad", role: .error))
    display.close()
    let shown = pty.output()
    let colour = try Regex(#"\x1B\[([0-9;]*;)?(3[0-9]|4[0-9]|9[0-7]|10[0-7])(;[0-9;]*)?m"#)
    #expect(shown.firstMatch(of: colour) == nil)
    #expect(shown.contains("\u{1B}[1m") || shown.contains(";1m"))
  }

  @Test(
    "a terminal gets the colours its description tells of, and those only",
    arguments: [
      (0, ColourDepth.attributes), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .twoHundredFiftySix),
      (1 << 24, .eight),
    ])
  func depth(colours: Int, depth: ColourDepth) {
    #expect(ColourDepth(colours: colours) == depth)
  }

  @Test("another size is noticed, and the next frame is sent whole")
  func resized() throws {
    let display = try open()
    defer { display.close() }
    #expect(display.fit() == size)
    display.show(frame("text"))
    _ = pty.output()
    pty.resize(width: 30, height: 8)
    #expect(display.fit() == Size(width: 30, height: 8))
    var canvas = Canvas(size: Size(width: 30, height: 8))
    canvas.write("text", x: 0, y: 0)
    canvas.write("中", x: 28, y: 7)
    display.show(canvas.frame)
    let shown = pty.output()
    #expect(shown.contains("text") && shown.contains("中"))
    for (width, height) in [(1, 1), (2, 1), (300, 100), (20, 5)] {
      pty.resize(width: width, height: height)
      #expect(display.fit() == Size(width: width, height: height))
      display.show(Frame(size: Size(width: width, height: height)))
      _ = pty.output()
    }
  }

  @Test("a frame that is larger than the terminal is cut")
  func tooLarge() throws {
    let display = try open()
    defer { display.close() }
    var canvas = Canvas(size: Size(width: 40, height: 10))
    canvas.write("0123456789012345678中tail", x: 0, y: 0)
    canvas.write("below", x: 0, y: 9)
    canvas.showCursor(x: 39, y: 9)
    display.show(canvas.frame)
    let shown = pty.output()
    #expect(shown.contains("0123456789012345678"))
    #expect(!shown.contains("中") && !shown.contains("below"))
  }

  @Test("a repaint sends everything again")
  func redraw() throws {
    let display = try open()
    defer { display.close() }
    display.show(frame("text"))
    _ = pty.output()
    display.redraw()
    #expect(pty.output().contains("text"))
  }

  @Test("given back for a while, the line is as before, and the frame is there again afterwards")
  func suspended() throws {
    let before = pty.modes
    let display = try open()
    defer { display.close() }
    display.show(frame("text"))
    let during = pty.modes
    display.suspend()
    #expect(pty.output().contains("\u{1B}[?1049l"))
    #expect(pty.modes == before)
    display.resume()
    let again = pty.output()
    #expect(again.contains("\u{1B}[?1049h") && again.contains("\u{1B}[?2004h") && again.contains("text"))
    #expect(pty.modes == during)
  }

  @Test("a frame is bracketed only where the terminal is known to show frames whole")
  func synchronised() throws {
    let display = try open(["TERM_PROGRAM": "WezTerm"])
    display.show(frame("text"))
    display.close()
    let shown = pty.output()
    #expect(shown.contains("\u{1B}[?2026h") && shown.contains("\u{1B}[?2026l"))
    #expect(SynchronisedOutput.isKnown(to: ["TERM": "foot-extra"]))
    #expect(!SynchronisedOutput.isKnown(to: ["TERM": "xterm-256color"]))
    #expect(!SynchronisedOutput.isKnown(to: ["TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"]))
  }

  @Test("the clipboard is reached, through tmux too, and what is too long is not sent")
  func clipboard() throws {
    let display = try open(["TMUX": "/tmp/tmux-0/default,1,0"])
    defer { display.close() }
    display.show(frame("text"))
    _ = pty.output()
    display.copy("wrOg")
    #expect(
      pty.output() == "\u{1B}]52;c;d3JPZw==\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;d3JPZw==\u{07}\u{1B}\\")
    let longest = String(repeating: "x", count: 56_244)
    #expect(Clipboard.holds(longest) && !Clipboard.holds(longest + "x"))
    display.copy(longest + "x")
    #expect(pty.output() == "")
  }

  @Test("what others write to standard error is in the log, and on the screen nowhere")
  func errors() throws {
    let display = try open()
    FileHandle.standardError.write(Data("a library complains".utf8))
    display.close()
    #expect(!pty.output().contains("complains"))
    #expect(try String(contentsOfFile: log, encoding: .utf8).contains("a library complains"))
    #expect(try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions] as? Int == 0o600)
  }

  @Test("what is no usable terminal is refused by name, and nothing is changed")
  func refused() throws {
    let before = pty.modes
    #expect(throws: TerminalError.unknownTerminal("teletype-33")) { try open(["TERM": "teletype-33"]) }
    #expect(throws: TerminalError.unknownTerminal("")) { try open(["TERM": ""]) }
    #expect(throws: TerminalError.terminalTooSimple("dumb")) { try open(["TERM": "dumb"]) }
    let nothing = Pipe()
    var options = TerminalDisplay.Options(environment: ["TERM": "xterm"], log: log, lastWords: "")
    (options.input, options.output) = (nothing.reading, pty.terminal)
    #expect(throws: TerminalError.inputIsNoTerminal) { try TerminalDisplay.open(theme: .plain, options) }
    (options.input, options.output) = (pty.terminal, nothing.writing)
    #expect(throws: TerminalError.outputIsNoTerminal) { try TerminalDisplay.open(theme: .plain, options) }
    (options.output, options.log) = (pty.terminal, "/nowhere/log")
    #expect(throws: TerminalError.cannotOpenLog("/nowhere/log", ENOENT)) {
      try TerminalDisplay.open(theme: .plain, options)
    }
    #expect(pty.output() == "")
    #expect(pty.modes == before)
  }

  @Test("a terminal nobody reads from can be left")
  func blocked() throws {
    let display = try open()
    pty.fill()
    display.close()
  }

  @Test("a terminal that is gone can be drawn on and left")
  func gone() throws {
    let display = try open()
    pty.hangUp()
    display.show(frame("text"))
    display.close()
  }

  @Test("signals are caught while it is open, and as before afterwards")
  func signals() throws {
    var before = sigaction()
    sigaction(SIGTERM, nil, &before)
    let display = try open()
    for number in [SIGWINCH, SIGWINCH, SIGINT] { kill(getpid(), number) }
    // They go to any thread, when it suits the kernel.
    var taken = SignalSet()
    while taken != [SignalSet(SIGWINCH), SignalSet(SIGINT)] { taken.formUnion(arriving(at: display)) }
    #expect(display.signals.take() == [])
    // Nothing is drawn after a signal that ends the program.
    _ = pty.output()
    kill(getpid(), SIGTERM)
    #expect(arriving(at: display) == [SignalSet(SIGTERM)])
    display.show(frame("text"))
    #expect(pty.output() == "")
    display.close()
    #expect(pty.output().contains("\u{1B}[?1049l"))
    var after = sigaction()
    sigaction(SIGTERM, nil, &after)
    #expect(
      unsafeBitCast(after.__sigaction_handler.sa_handler, to: Int.self)
        == unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self))
  }
}
