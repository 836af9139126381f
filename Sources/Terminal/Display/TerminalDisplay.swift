import CTerminal
import Glibc
import Screen

/// The person's terminal, drawn on with ncurses. Open one at a time, and close it on the thread that opened it.
///
/// From `open` to `close` the process has its signals caught, its standard error in a file, and whatever ends it, a trap
/// included, restores the terminal.
package final class TerminalDisplay: Display {
  /// The signals to hand to the loop.
  package let signals: ProcessSignals
  package let descriptor: Int32
  private let errors: ErrorStream
  private let isInTmux: Bool
  private let isSynchronised: Bool
  private var inks: InkPot
  /// Neighbours mostly look alike.
  private var lastLook = Look.plain
  private var lastInk: Ink
  private var shown: Frame?
  private var isOpen = true

  /// What a terminal needs to be opened.
  package struct Options {
    /// The terminal's descriptors.
    package var input: Int32 = STDIN_FILENO
    package var output: Int32 = STDOUT_FILENO
    package var environment: [String: String]
    /// Where standard error goes meanwhile; made if missing, readable by its owner only.
    package var log: String
    /// The line, with its line feed, that is written to the terminal after a trap: where the log is. At most 1024 bytes.
    package var lastWords: String

    package init(environment: [String: String], log: String, lastWords: String) {
      self.environment = environment
      self.log = log
      self.lastWords = lastWords
    }
  }

  /// Takes the terminal over and empties it. When it throws, everything is as before.
  package static func open(theme: Theme, _ options: Options) throws(TerminalError) -> TerminalDisplay {
    guard isatty(options.input) == 1 else { throw .inputIsNoTerminal }
    guard isatty(options.output) == 1 else { throw .outputIsNoTerminal }
    let errors = try ErrorStream(log: options.log)
    do throws(TerminalError) {
      // Before ncurses, which takes over signals that nobody catches.
      let signals = try ProcessSignals.open()
      do throws(TerminalError) {
        try takeOver(options)
        return TerminalDisplay(theme: theme, options, signals: signals, errors: errors)
      } catch {
        signals.close()
        throw error
      }
    } catch {
      errors.restore()
      throw error
    }
  }

  private static func takeOver(_ options: Options) throws(TerminalError) {
    let words = Array(options.lastWords.utf8)
    let isGuarded = words.withUnsafeBytes { words in
      cterminal_guard(options.output, words.baseAddress?.assumingMemoryBound(to: CChar.self), words.count)
    }
    guard isGuarded else { throw .system(errno) }
    let type = options.environment["TERM"] ?? ""
    switch cterminal_open(type, options.input, options.output) {
    case CTERMINAL_OPEN: return
    case CTERMINAL_UNKNOWN_TYPE:
      cterminal_end_guard()
      throw .unknownTerminal(type)
    case CTERMINAL_NO_CURSOR:
      cterminal_end_guard()
      throw .terminalTooSimple(type)
    default:
      let number = errno
      cterminal_end_guard()
      throw .system(number)
    }
  }

  private init(theme: Theme, _ options: Options, signals: ProcessSignals, errors: ErrorStream) {
    self.signals = signals
    self.errors = errors
    descriptor = options.output
    isInTmux = !options.environment["TMUX", default: ""].isEmpty
    isSynchronised = SynchronisedOutput.isKnown(to: options.environment)
    let wantsColours = options.environment["NO_COLOR", default: ""].isEmpty
    inks = InkPot(theme: theme, depth: ColourDepth(colours: wantsColours ? Int(cterminal_start_colours()) : 0))
    lastInk = inks.ink(for: lastLook)
  }

  /// Gives the terminal back as it was. Once is enough; more does no harm.
  package func close() {
    guard isOpen else { return }
    isOpen = false
    cterminal_close()
    cterminal_end_guard()
    signals.close()
    errors.restore()
  }

  deinit { close() }

  package func fit() -> Size {
    var window = winsize()
    var (width, height) = (Int32(0), Int32(0))
    cterminal_get_size(&width, &height)
    if ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0,
      (Int32(window.ws_col), Int32(window.ws_row)) != (width, height)
    {
      cterminal_resize(Int32(window.ws_col), Int32(window.ws_row))
      cterminal_get_size(&width, &height)
      shown = nil
    }
    return Size(width: Int(width), height: Int(height))
  }

  package func show(_ frame: Frame) {
    let changes = frame.changes(from: shown)
    guard !changes.isEmpty || frame.cursor != shown?.cursor else { return }
    for change in changes {
      let cells = change.cells.filter { !$0.isRightHalf }.map(cell)
      cterminal_put(Int32(change.x), Int32(change.y), cells, Int32(cells.count))
    }
    cterminal_place_cursor(Int32(frame.cursor?.x ?? -1), Int32(frame.cursor?.y ?? 0))
    shown = frame
    refresh()
  }

  package func redraw() {
    cterminal_forget_screen()
    refresh()
  }

  package func copy(_ text: String) {
    guard let bytes = Clipboard.sequence(text, isInTmux: isInTmux) else { return }
    cterminal_send(bytes, bytes.count)
  }

  package func suspend() { cterminal_suspend() }

  package func resume() { cterminal_resume() }

  private func refresh() {
    if isSynchronised { cterminal_send(SynchronisedOutput.begin, SynchronisedOutput.begin.count) }
    cterminal_refresh()
    if isSynchronised { cterminal_send(SynchronisedOutput.end, SynchronisedOutput.end.count) }
  }

  private func cell(_ cell: Cell) -> cterminal_cell {
    if cell.look != lastLook { (lastLook, lastInk) = (cell.look, inks.ink(for: cell.look)) }
    return cterminal_cell(scalars: cell.values, attributes: lastInk.attributes, pair: lastInk.pair)
  }
}
