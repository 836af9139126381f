import Model

/// Refused here, before anybody else was asked.
package enum Refusal: Error, Sendable, Hashable {
  /// This process may look but not change: `--read-only`, or a read-only profile.
  case readOnly
}

/// Something was asked of the vendor in a process that was not connected to it: a mistake of this program's.
package struct NotConnected: Error, Sendable, Hashable {
  package init() {}
}

extension Authority {
  /// Throws ``Refusal`` unless this process may change something.
  package func mayChange() throws(Refusal) {
    if self == .readOnly { throw .readOnly }
  }
}
