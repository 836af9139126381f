import Screen
import Testing

/// What terminals send, and what it means.
enum Sequences {
  struct Example: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let events: [InputEvent]

    init(_ text: String, _ events: [InputEvent]) {
      bytes = Array(text.utf8)
      self.events = events
    }

    var testDescription: String { String(decoding: bytes, as: UTF8.self).debugDescription }
  }

  static let keys: [Example] = plain + cursor + editing + function + keypad + pastes

  private static let plain: [Example] =
    [
      ("a", .character("a")), (" ", .character(" ")), ("中", .character("中")), ("ｍ", .character("ｍ")),
      ("🎁", .character("🎁")),
    ]
    .map(key)
    + [("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{08}", .backspace)].map(key)
    + [("\u{00}", "@"), ("\u{01}", "a"), ("\u{03}", "c"), ("\u{1A}", "z"), ("\u{1C}", "\\"), ("\u{1D}", "]")]
    .map { ($0.0, Key.control($0.1)) }.map(key)
    + [("\u{1E}", "^"), ("\u{1F}", "_")].map { ($0.0, Key.control($0.1)) }.map(key)
    + [("\u{1B}x", .alt("x")), ("\u{1B}中", .alt("中")), ("\u{1B}\u{7F}", .backspace), ("\u{1B}\r", .enter)].map(key)

  /// xterm in both modes, with modifiers, rxvt.
  private static let cursor: [Example] =
    zip("ABCDHF", [Key.up, .down, .right, .left, .home, .end]).flatMap { final, meaning in
      ["\u{1B}[\(final)", "\u{1B}O\(final)", "\u{1B}[1;5\(final)", "\u{1B}[1;2\(final)", "\u{1B}O5\(final)"].map {
        Example($0, [.key(meaning)])
      }
    }
    + zip("abcd", [Key.up, .down, .right, .left]).flatMap { final, meaning in
      ["\u{1B}[\(final)", "\u{1B}O\(final)"].map { Example($0, [.key(meaning)]) }
    }

  private static let editing: [Example] =
    [(1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home), (8, .end)]
    .flatMap { (number: Int, meaning: Key) in
      ["~", ";5~", "^", "$", "@"].map { Example("\u{1B}[\(number)\($0)", [.key(meaning)]) }
    } + [Example("\u{1B}[Z", [.key(.backTab)])]

  private static let function: [Example] =
    zip("PQRS", 1...4).flatMap { final, number in
      ["\u{1B}O\(final)", "\u{1B}[1;2\(final)"].map { Example($0, [.key(.function(number))]) }
    }
    + zip([11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24], 1...12).flatMap { code, number in
      ["\u{1B}[\(code)~", "\u{1B}[\(code);6~", "\u{1B}[\(code)^"].map { Example($0, [.key(.function(number))]) }
    }
    + zip("ABCDE", 1...5).map { Example("\u{1B}[[\($0)", [.key(.function($1))]) }

  private static let keypad: [Example] =
    zip("jklmnopqrstuvwxy", "*+,-./0123456789").map { Example("\u{1B}O\($0)", [.key(.character($1))]) }
    + [("\u{1B}OM", .enter), ("\u{1B}OI", .tab), ("\u{1B}OX", .character("=")), ("\u{1B}O ", .character(" "))].map(key)

  private static let pastes: [Example] = [
    Example("\u{1B}[200~\u{1B}[201~", [.paste("")]),
    Example("\u{1B}[200~张伟\r\nq\u{03}\u{1B}[A\u{1B}[201~j", [.paste("张伟\r\nq\u{03}\u{1B}[A"), .key(.character("j"))]),
    Example("\u{1B}[200~\u{1B}[20\u{1B}[201\u{1B}\u{1B}[201~", [.paste("\u{1B}[20\u{1B}[201\u{1B}")]),
  ]

  /// Focus, mouse, answers, and sequences that nobody has invented yet.
  static let swallowed: [Example] = [
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[<0;12;7M", "\u{1B}[<0;12;7m", "\u{1B}[?62;22c", "\u{1B}[>41;354;0c",
    "\u{1B}[24;80R", "\u{1B}[?2026;2$y", "\u{1B}[99~", "\u{1B}[25~", "\u{1B}[97;5u", "\u{1B}[E", "\u{1B}[[Z",
    "\u{1B}[\(String(repeating: "1;", count: 100))!x", "\u{1B}[123456789012345678901234567890~",
    "\u{1B}]11;rgb:ffff/ffff/ffff\u{07}", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}P>|xterm(379)\u{1B}\\",
    "\u{1B}_app\u{1B}\\",
  ].map { Example($0, []) }

  private static func key(_ pair: (text: String, key: Key)) -> Example { Example(pair.text, [.key(pair.key)]) }
}
