/// A key, as a terminal tells it.
package enum Key: Sendable, Hashable {
  /// A character without control or alt; the space bar is one.
  case character(Character)
  /// Control with a small letter or one of `\ ] ^ _ @`. Tab, enter, backspace and escape are keys of their own.
  case control(Character)
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1 to F12.
  case function(Int)

  /// Full-width letters, digits and signs (U+FF01–FF5E, U+3000) as the key a person meant: with a Chinese input method
  /// on, `m` arrives as U+FF4D.
  package var folded: Key {
    guard case .character(let character) = self, let scalar = character.unicodeScalars.first,
      character.unicodeScalars.count == 1
    else { return self }
    if scalar.value == 0x3000 { return .character(" ") }
    guard (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) else {
      return self
    }
    return .character(Character(plain))
  }
}

/// What a person did at the terminal.
package enum InputEvent: Sendable, Hashable {
  case key(Key)
  /// Text that came in one piece between the marks of a bracketed paste, unchanged.
  case paste(String)
}
