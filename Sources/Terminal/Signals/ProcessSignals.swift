import CTerminal
import Glibc

/// The signals of this process: those that end it, and those of the terminal. One at a time.
package struct ProcessSignals: SignalSource {
  package let descriptor: Int32

  /// Replaces the handlers. SIGHUP stays ignored where it was, SIGPIPE is ignored from now on.
  static func open() throws(TerminalError) -> ProcessSignals {
    let descriptor = cterminal_catch_signals()
    guard descriptor >= 0 else { throw .system(errno) }
    return ProcessSignals(descriptor: descriptor)
  }

  package func take() -> SignalSet { SignalSet(rawValue: cterminal_take_signals()) }
  package func stop() { cterminal_stop() }
  /// Puts the handlers back.
  func close() { cterminal_release_signals() }
}
