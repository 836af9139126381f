import CLocale

/// Widths come from libc's `wcwidth`, which knows Chinese only with a UTF-8 `LC_CTYPE`.
package enum CharacterType {
  /// Sets `LC_CTYPE` from the environment, else `C.UTF-8`. Called once by the program and by the tests before anything
  /// is measured; calling it again changes nothing.
  package static func prepare() { _ = prepared }

  private static let prepared = clocale_prepare()

  /// Columns a scalar takes: 0, 1 or 2; -1 for what cannot be printed.
  package static func width(_ scalar: Unicode.Scalar) -> Int { Int(clocale_width(scalar.value)) }
}
