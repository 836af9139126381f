/// The signals that have come, for the loop to act on between two turns.
package protocol SignalSource {
  /// Readable when one has come.
  var descriptor: Int32 { get }
  /// Those since the last call, each once.
  func take() -> SignalSet
  /// Stops the process until somebody continues it.
  func stop()
}

/// Signals by their numbers.
package struct SignalSet: OptionSet, Sendable {
  package let rawValue: UInt64
  package init(rawValue: UInt64) { self.rawValue = rawValue }
  /// The set of one; numbers as in `<signal.h>`.
  package init(_ number: Int32) { rawValue = 1 << UInt64(number) }
}
