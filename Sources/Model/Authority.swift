/// What this process may do. A value of the process, set once at its entry; Services ask it before every act.
package enum Authority: Sendable, Hashable {
  /// Everything may be looked at, nothing changed: `--read-only`, or a read-only profile.
  case readOnly
  case mayChange
}
