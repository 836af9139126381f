import CLocale

/// Widths come from libc's `wcwidth`, which knows Chinese only with a UTF-8 `LC_CTYPE`.
package enum CharacterType {
  /// Sets `LC_CTYPE` from the environment, else `C.UTF-8`. The program calls it at its entry, while there is one thread;
  /// the first measurement calls it too. Calling it again changes nothing.
  package static func prepare() { _ = prepared }

  private static let prepared = clocale_prepare()

  /// Columns a scalar takes: 0, 1 or 2; -1 for what cannot be printed.
  package static func width(_ scalar: Unicode.Scalar) -> Int {
    // What nearly every text consists of, as libc has it too.
    switch scalar.value {
    case 0x20..<0x7F: return 1
    case 0x4E00...0x9FFF: return 2
    default: break
    }
    prepare()
    return Int(clocale_width(scalar.value))
  }
}
