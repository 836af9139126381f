import Screen

/// Makes keys and pastes of the bytes a terminal sends, however they are cut into pieces. Never fails, and keeps at
/// most ``bound`` bytes.
///
/// - Bytes that are no UTF-8 become U+FFFD. Each scalar is a key; marks, joiners and variation selectors join the
///   character before them where both come in one feed.
/// - Sequences that mean no key are swallowed whole: focus, mouse, answers of the terminal, what is unknown.
/// - An escape alone is a key once ``timeOut()`` is called; before a character it is alt.
/// - A paste is one event, at most ``Paste/limit`` bytes of it. Its closing mark may come as late as it likes; where it
///   never comes, ctrl-c after a pause throws the paste away.
package struct KeyDecoder {
  private enum State {
    case ground
    /// After an escape; the bytes of a character follow if it is alt.
    case escape
    /// `ESC [` and parameters.
    case control([UInt8])
    /// `ESC [ [`.
    case console
    /// `ESC O` and parameters.
    case singleShift([UInt8])
    /// A text from the terminal, begun by `ESC` and this byte, up to `ESC \` or BEL.
    case text(UInt8, isEmpty: Bool)
    case paste
  }

  /// What a feed is decoded to, and the most that can be kept between two.
  package static let bound = Paste.limit + longestSequence
  private static let longestSequence = 64
  /// Scalars of a character that is joined from several.
  private static let longestCharacter = 16

  private var state = State.ground
  private var characters = UTF8Assembler()
  private var paste = Paste()
  /// The character under way came after an escape.
  private var isAlt = false

  package init() {}

  /// Whether something is unfinished that ``timeOut()`` would finish. The clock is the caller's.
  package var isWaiting: Bool {
    switch state {
    case .ground: characters.isWaiting
    case .paste: !paste.isQuiet
    default: true
    }
  }

  /// Bytes kept for later.
  package var kept: Int {
    switch state {
    case .control(let bytes), .singleShift(let bytes): bytes.count
    case .paste: paste.bytes.count
    default: 0
    }
  }

  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    var events: [InputEvent] = []
    var isFirst = true
    for byte in bytes {
      if isFirst, byte == 0x03, case .paste = state, paste.isQuiet { endPaste() }
      isFirst = false
      take(byte, &events)
    }
    return events
  }

  /// No more bytes came for a while (25 ms suits): an escape was the key, what else is unfinished is dropped. Pastes
  /// stay open.
  package mutating func timeOut() -> [InputEvent] {
    var events: [InputEvent] = []
    switch state {
    case .ground where characters.isWaiting:
      characters = UTF8Assembler()
      deliver("\u{FFFD}", &events)
    case .ground: break
    case .escape: events = [.key(.escape)]
    case .control(let bytes) where bytes.isEmpty: events = [.key(.alt("["))]
    case .singleShift(let bytes) where bytes.isEmpty: events = [.key(.alt("O"))]
    case .text(let byte, isEmpty: true): events = [.key(.alt(Character(UnicodeScalar(byte))))]
    case .control, .singleShift, .console, .text: break
    case .paste:
      paste.isQuiet = true
      return []
    }
    state = .ground
    return events
  }

  private mutating func take(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch state {
    case .ground: takeCharacter(byte, &events)
    case .escape: takeAfterEscape(byte, &events)
    case .control(let bytes): takeControl(byte, after: bytes, &events)
    case .console: finish(KeySequence.console(byte), &events)
    case .singleShift(let bytes):
      if (0x30...0x3B).contains(byte) {
        state = .singleShift(extended(bytes, byte))
      } else if (0x20...0x7E).contains(byte) {
        finish(KeySequence.singleShift(byte), &events)
      } else {
        abandon(for: byte, &events)
      }
    case .text(let introducer, _):
      switch byte {
      case 0x07: state = .ground
      case 0x1B: state = .escape
      default: state = .text(introducer, isEmpty: false)
      }
    case .paste: takePasted(byte, &events)
    }
  }

  private mutating func takePasted(_ byte: UInt8, _ events: inout [InputEvent]) {
    paste.isQuiet = false
    guard paste.add(byte) else { return }
    events.append(.paste(paste.text))
    endPaste()
  }

  private mutating func endPaste() {
    state = .ground
    paste = Paste()
  }

  private mutating func takeAfterEscape(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch UnicodeScalar(byte) {
    case "[": state = .control([])
    case "O": state = .singleShift([])
    case "]", "P", "X", "^", "_": state = .text(byte, isEmpty: true)
    // The end of a text.
    case "\\": state = .ground
    case "\u{1B}": events.append(.key(.escape))
    default:
      state = .ground
      isAlt = true
      takeCharacter(byte, &events)
    }
  }

  private mutating func takeControl(_ byte: UInt8, after bytes: [UInt8], _ events: inout [InputEvent]) {
    let isNumber = !bytes.isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) }
    switch byte {
    case UInt8(ascii: "[") where bytes.isEmpty: state = .console
    case UInt8(ascii: "$") where isNumber, 0x40...0x7E: finish(KeySequence.control(bytes[...], byte), &events)
    case 0x20...0x3F: state = .control(extended(bytes, byte))
    default: abandon(for: byte, &events)
    }
  }

  /// What is longer means no key: the rest need not be known.
  private func extended(_ bytes: [UInt8], _ byte: UInt8) -> [UInt8] {
    bytes.count < Self.longestSequence ? bytes + [byte] : bytes
  }

  private mutating func finish(_ meaning: KeySequence.Meaning, _ events: inout [InputEvent]) {
    state = .ground
    switch meaning {
    case .key(let key): events.append(.key(key))
    case .pasteBegins: state = .paste
    case .nothing: break
    }
  }

  /// A sequence was broken off by a byte that cannot be in one.
  private mutating func abandon(for byte: UInt8, _ events: inout [InputEvent]) {
    state = .ground
    takeCharacter(byte, &events)
  }

  private mutating func takeCharacter(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch characters.add(byte) {
    case .needsMore: break
    case .scalar(let scalar): deliver(scalar, &events)
    case .broken: deliver("\u{FFFD}", &events)
    case .brokenBefore:
      deliver("\u{FFFD}", &events)
      takeCharacter(byte, &events)
    }
  }

  private mutating func deliver(_ scalar: Unicode.Scalar, _ events: inout [InputEvent]) {
    let isAlt = isAlt
    self.isAlt = false
    switch scalar.value {
    case 0x1B: state = .escape
    case 0x0A, 0x0D: events.append(.key(.enter))
    case 0x09: events.append(.key(.tab))
    case 0x08, 0x7F: events.append(.key(.backspace))
    case 0x00: events.append(.key(.control("@")))
    case 0x01...0x1A: events.append(.key(.control(Character(UnicodeScalar(UInt8(scalar.value) + 0x60)))))
    case 0x1C...0x1F: events.append(.key(.control(Character(UnicodeScalar(UInt8(scalar.value) + 0x40)))))
    default:
      let character = Character(scalar)
      if isAlt {
        events.append(.key(.alt(character)))
      } else if let joined = joined(events.last, scalar) {
        events[events.count - 1] = .key(.character(joined))
      } else {
        events.append(.key(.character(character)))
      }
    }
  }

  /// The character before and this scalar, if they are one.
  private func joined(_ last: InputEvent?, _ scalar: Unicode.Scalar) -> Character? {
    guard !scalar.isASCII, case .key(.character(let character)) = last,
      character.unicodeScalars.count < Self.longestCharacter
    else { return nil }
    var text = String(character)
    text.unicodeScalars.append(scalar)
    return text.count == 1 ? Character(text) : nil
  }
}
