/// Why the console cannot open its screen here.
package enum TerminalError: Error, Hashable {
  /// Standard input is a file or a pipe.
  case inputIsNoTerminal
  /// Standard output is a file or a pipe.
  case outputIsNoTerminal
  /// `TERM`, perhaps empty: the machine knows no such terminal.
  case unknownTerminal(String)
  /// `TERM`: a terminal that cannot place its cursor.
  case terminalTooSimple(String)
  /// The file for messages, and the number of the error.
  case cannotOpenLog(String, Int32)
  /// The number of an error that is none of those.
  case system(Int32)
}
