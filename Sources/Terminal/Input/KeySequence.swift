import Screen

/// What the sequences mean that terminals send for keys: xterm, the Linux console, tmux and screen, rxvt, PuTTY.
/// Keys with modifiers are delivered as the plain ones.
enum KeySequence {
  enum Meaning: Equatable {
    case key(Key)
    case pasteBegins
    /// Focus, answers, what is not known.
    case nothing
  }

  /// `ESC [ parameters final`.
  static func control(_ parameters: ArraySlice<UInt8>, _ final: UInt8) -> Meaning {
    // `<`, `=`, `>` and `?` begin what is no key: mouse, answers of the terminal.
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return .nothing }
    let number = firstNumber(parameters)
    switch UnicodeScalar(final) {
    // rxvt ends with `^`, `$` and `@` where control or shift was held.
    case "~", "^", "$", "@": return number == 200 && final == UInt8(ascii: "~") ? .pasteBegins : numbered(number)
    case "Z": return .key(.backTab)
    // With another number it is a place on the screen.
    case "R" where number > 1: return .nothing
    default: return letter(final)
    }
  }

  /// `ESC O parameters final`.
  static func singleShift(_ final: UInt8) -> Meaning {
    switch UnicodeScalar(final) {
    case "M": return .key(.enter)
    case "I": return .key(.tab)
    case " ": return .key(.character(" "))
    case "X": return .key(.character("="))
    // The keypad: the letters stand for `*+,-./0123456789`.
    case "j"..."y": return .key(.character(Character(UnicodeScalar(final - 0x40))))
    default: return letter(final)
    }
  }

  /// `ESC [ [ final`: the Linux console's F1 to F5.
  static func console(_ final: UInt8) -> Meaning {
    (0x41...0x45).contains(final) ? .key(.function(Int(final) - 0x40)) : .nothing
  }

  private static func letter(_ final: UInt8) -> Meaning {
    switch UnicodeScalar(final) {
    // Small letters: rxvt with control or shift.
    case "A", "a": .key(.up)
    case "B", "b": .key(.down)
    case "C", "c": .key(.right)
    case "D", "d": .key(.left)
    case "H": .key(.home)
    case "F": .key(.end)
    case "P"..."S": .key(.function(Int(final) - 0x4F))
    default: .nothing
    }
  }

  private static func numbered(_ number: Int) -> Meaning {
    switch number {
    case 1, 7: .key(.home)
    case 2: .key(.insert)
    case 3: .key(.delete)
    case 4, 8: .key(.end)
    case 5: .key(.pageUp)
    case 6: .key(.pageDown)
    case 11...15: .key(.function(number - 10))
    case 17...21: .key(.function(number - 11))
    case 23, 24: .key(.function(number - 12))
    default: .nothing
    }
  }

  /// 0 if there is none; the number is cut where no key is meant any more.
  private static func firstNumber(_ parameters: ArraySlice<UInt8>) -> Int {
    parameters.prefix { (0x30...0x39).contains($0) }.prefix(4).reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}
