import Foundation

/// Texts as strangers may write them, each made to drive whatever shows or reads it.
enum HostileTexts {
  /// Each at most 256 characters, which is what is kept of a name.
  static let all: [String] =
    controls + sequences + invisible + marks + long + spreadsheet + markup

  private static let controls: [String] = [
    scalars(0x00...0x1F), scalars(0x7F...0x7F), scalars(0x80...0x9F), scalars(0x2028...0x2029),
    "a\r\nb", "first\nsecond\n", "\u{8}\u{8}\u{8}back", "form\u{C}feed", "bell\u{7}", "\u{1B}", "\u{9B}",
  ]

  /// Each kind with seven bits and with eight, ended and not.
  private static let sequences: [String] =
    [
      // CSI: clear, colours, another screen, keypad, scroll region, reports that answer as if typed.
      "[2J", "[31;7777m", "[7777;1H", "[?1049l", "[?1000h", "[1;1r", "[6n", "[c", "[>q", "[21t", "[8;1;1t", "[4h",
      "[3J", "[",
      // OSC: title, clipboard, link, colours, notification, working folder, files.
      "]0;owned\u{7}", "]2;owned\u{1B}\\", "]52;c;cm0gLXJm\u{7}", "]8;;http://example.invalid\u{1B}\\link",
      "]4;1;?\u{7}", "]9;news\u{7}", "]7;file://x/\u{7}", "]1337;File=:AA==\u{7}", "]",
      // DCS, APC, PM, SOS.
      "P$q\"p\u{1B}\\", "P1000p", "_Gf=100;AA\u{1B}\\", "^private\u{1B}\\", "Xstart\u{1B}\\", "P", "_", "^", "X",
    ].flatMap { ["\u{1B}\($0)", eightBit($0)] } + [
      // Reset, index, character sets, save and restore, a sequence cut by another.
      "\u{1B}c", "\u{1B}D", "\u{1B}M", "\u{1B}(0lqk", "\u{1B}7\u{1B}8", "\u{1B}#8", "\u{1B}%@", "\u{1B}[3\u{1B}[1A",
      "\u{E}\u{F}lqk", "\u{1B} F\u{9B}31m",
    ]

  private static let invisible: [String] = [
    "\u{202E}gnp.exe", "\u{202A}a\u{202B}b\u{202C}c\u{202D}d", "\u{2066}a\u{2067}b\u{2068}c\u{2069}",
    "\u{61C}\u{200E}\u{200F}x",
    "tag" + scalars(0xE0001...0xE0001) + scalars(0xE0020...0xE007F), scalars(0xE0100...0xE01EF),
    "zero\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}width", "\u{AD}\u{34F}\u{180E}\u{115F}\u{1160}\u{3164}\u{FFA0}fill",
    scalars(0x206A...0x206F) + scalars(0xFFF9...0xFFFB), "\u{FE0F}\u{FE0E}", "\u{200B}", "\u{3164}",
  ]

  private static let marks: [String] = [
    "\u{301}", "\u{301}\u{302}\u{303}alone", "Z" + String(repeating: "\u{336}\u{300}", count: 100),
    "e\u{301}\u{20DD}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}", "\u{1F1E8}\u{1F1F3}\u{1F1E8}",
    "\u{1F44D}\u{1F3FD}", "\u{200D}\u{1F525}", "1\u{FE0F}\u{20E3}", "\u{0E33}\u{0E33}", "\u{1100}\u{1161}\u{11A8}",
  ]

  private static let long: [String] = [
    String(repeating: "宽", count: 256), String(repeating: "W", count: 256),
    String(repeating: "\u{1F469}\u{1F3FD}\u{200D}\u{1F680}", count: 200), String(repeating: "ﷺ", count: 100),
    String(repeating: " ", count: 200), "\u{E000}\u{F8FF}\u{100000}", "\u{FFFE}\u{FFFF}\u{10FFFF}", "\u{FFFD}",
  ]

  static let spreadsheet: [String] = [
    "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "\u{200B}=1",
    "\u{FEFF}=HYPERLINK(\"http://example.invalid\")", "\"=1\"", "a,b;c\td", "\"\"\"", " =1", "2026-11-21", "1E5",
  ]

  private static let markup: [String] = [
    "\"\\/\u{8}\u{C}", "</script><script>", "\\u001b[2J", "\\x1b[2J", "%s%n%@", "$(reboot)`id`",
    "'; DROP TABLE chat; --",
    "../../etc/passwd", "{\"errcode\":0}", "null",
  ]

  /// What no text in a JSON document may be, as bytes of the inside of a JSON string: broken UTF-8, raw control
  /// characters and sequences, halves of pairs, escapes that end too early.
  static let broken: [[UInt8]] = [
    [0xFF, 0xFE], [0xC0, 0x80], [0xC1, 0xBF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
    [0xE4, 0xBD], [0xF0, 0x9F, 0x98], [0x80], [0xBF, 0xBF], [0x9B, 0x32, 0x4A], [0x9D] + Array("0;t".utf8) + [0x9C],
    [0x90] + Array("q".utf8) + [0x9C], [0x1B] + Array("[2J".utf8), [0x1B, 0x5D] + Array("0;t".utf8) + [0x07],
    [0x00], [0x0D, 0x0A], [0x09], [0x7F], Array("\\ud800".utf8), Array("\\udc00\\ud800x".utf8),
    Array("\\u0000\\u009b2J".utf8),
    [0xC2], [0xE2, 0x80], [0xC2, 0x9B] + Array("31m".utf8),
  ]

  private static func scalars(_ range: ClosedRange<UInt32>) -> String {
    String(String.UnicodeScalarView(range.compactMap(Unicode.Scalar.init)))
  }

  /// The same introduced by one C1 character.
  private static func eightBit(_ sequence: String) -> String {
    let introducers: [Character: String] = [
      "[": "\u{9B}", "]": "\u{9D}", "P": "\u{90}", "_": "\u{9F}", "^": "\u{9E}", "X": "\u{98}",
    ]
    guard let first = sequence.first, let introducer = introducers[first] else { return sequence }
    return (introducer + sequence.dropFirst()).replacingOccurrences(of: "\u{1B}\\", with: "\u{9C}")
  }
}
