import Model
import Screen

/// Text broken into lines of at most that many columns, between words or between wide characters. What has no such
/// place is broken anywhere; a single character wider than the line has a line of its own.
package func wrapped(_ text: SafeText, width: Int) -> [SafeText] {
  guard width > 0 else { return [] }
  if displayWidth(of: text) <= width { return [text] }
  var lines: [SafeText] = []
  var line: [Glyph] = []
  for glyph in text.text.map(Glyph.init) {
    line.append(glyph)
    while line.count > 1, line.reduce(0, { $0 + $1.width }) > width {
      // A space that does not fit is the end of the line, and not seen.
      if glyph.isSpace { break }
      let end = line.indices.dropFirst().last { Glyph.canBreak(line[$0 - 1], line[$0]) } ?? line.count - 1
      lines.append(SafeText(trimmed(line[..<end])))
      line.removeSubrange(..<end)
    }
  }
  let rest = trimmed(line[...])
  return rest.isEmpty ? lines : lines + [SafeText(rest)]
}

/// The first lines of a wrapped text; where there are more, the last one ends in `…`.
package func wrapped(_ text: SafeText, width: Int, most: Int) -> [SafeText] {
  let lines = wrapped(text, width: width)
  guard lines.count > most, most > 0 else { return Array(lines.prefix(max(0, most))) }
  return lines.prefix(most - 1) + [SafeText("\(lines[most - 1])…").truncated(to: width)]
}

/// The text without the spaces at its end.
private func trimmed(_ glyphs: ArraySlice<Glyph>) -> String {
  let end = glyphs.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? glyphs.startIndex
  return String(glyphs[..<end].map(\.character))
}

private struct Glyph {
  let character: Character
  let width: Int

  init(_ character: Character) {
    self.character = character
    width = displayWidth(of: SafeText(String(character)))
  }

  var isSpace: Bool { character == " " }

  static func canBreak(_ left: Glyph, _ right: Glyph) -> Bool {
    if left.isSpace { return true }
    return (left.width > 1 || right.width > 1) && !closing.contains(right.character)
      && !opening.contains(left.character)
  }
}

/// What no line begins with.
private let closing: Set<Character> = Set("，。、；：？！）」』】》〉％…,.;:?!)]}%”’")
/// What no line ends with.
private let opening: Set<Character> = Set("（「『【《〈([{“‘")
