import Screen
import Simulator
import Terminal

extension FuzzTarget {
  static let terminal = [keys, splitKeys]

  private static let sequences: [[UInt8]] = [
    "jk/张伟 团购\r\u{1B}[A\u{1B}OB\u{1B}[1;5C\u{1B}[5~\u{1B}[[A\t\u{7F}q",
    "\u{1B}[200~张伟\r\nq\u{03}\u{1B}[A\u{1B}[201~j", "\u{1B}[200~\u{1B}[20\u{1B}[201\u{1B}\u{1B}[201~",
    "\u{1B}[<0;12;7M\u{1B}[?62;22c\u{1B}[24;80R\u{1B}]11;rgb:ffff/ffff/ffff\u{07}\u{1B}P>|xterm(379)\u{1B}\\x",
    "\u{1B}x\u{1B}中\u{1B}\u{1B}e\u{301}👩‍❤️‍👨🇨🇳\u{FF4D}",
    "\u{00}\u{01}\u{03}\u{1A}\u{1C}\u{1F}\u{1B}[97;5u\u{1B}[2$\u{1B}[3^",
  ].map { Array($0.utf8) }

  private static let keyTokens = [
    "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}[[", "\u{1B}]", "\u{1B}\\", "\u{07}", "\u{1B}[200~", "\u{1B}[201~", "\u{03}",
    "~",
    ";", "$", "\u{1B}P", "\u{1B}_", "\u{301}", "\u{200D}",
  ].map { Array($0.utf8) }

  /// Any bytes in any pieces, with pauses in between: little is kept, and a pause and ctrl-c get out of everything.
  private static let keys = FuzzTarget(
    name: "keys", seeds: sequences, tokens: keyTokens
  ) { input, chance in
    var decoder = KeyDecoder()
    var events = 0
    for piece in pieces(of: input, &chance) {
      events += decoder.feed(piece).count
      try expect(decoder.kept <= KeyDecoder.bound, "\(decoder.kept) bytes kept")
      if Int.random(in: 0..<4, using: &chance) == 0 { events += decoder.timeOut().count }
    }
    _ = decoder.timeOut()
    try expect(!decoder.isWaiting, "still waiting after a pause")
    try expect(decoder.feed([0x03]).last == .key(.control("c")), "ctrl-c does not get out")
    return events > 0
  }

  /// Where the bytes are cut changes nothing but which marks still find the character before them.
  private static let splitKeys = FuzzTarget(
    name: "split-keys", seeds: sequences, tokens: keyTokens
  ) { input, chance in
    var whole = KeyDecoder()
    let events = whole.feed(input)
    var cut = KeyDecoder()
    let parts = pieces(of: input, &chance).flatMap { cut.feed($0) }
    try expect(scalars(events) == scalars(parts), "cut, it is another: \(events) and \(parts)")
    try expect(whole.isWaiting == cut.isWaiting && whole.kept == cut.kept, "cut, it ends in another state")
    return !events.isEmpty
  }

  private static func pieces(of input: [UInt8], _ chance: inout SeededGenerator) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = input[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...max(4, input.count / 8), using: &chance)
      pieces.append(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    return pieces
  }

  /// Events with joined characters taken apart.
  private static func scalars(_ events: [InputEvent]) -> [InputEvent] {
    events.flatMap { event -> [InputEvent] in
      guard case .key(.character(let character)) = event else { return [event] }
      return character.unicodeScalars.map { .key(.character(Character($0))) }
    }
  }
}
