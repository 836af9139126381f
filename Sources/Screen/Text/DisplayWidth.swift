import Model

/// Which side of a column a text stands on.
package enum Alignment: Sendable, Hashable {
  /// Names and words.
  case left
  /// Numbers.
  case right
}

/// Columns a text takes on a terminal, as libc counts them.
package func displayWidth(of text: SafeText) -> Int {
  columns(of: text.text)
}

extension SafeText {
  /// The text, cut so that it takes at most `width` columns; what is cut ends in `…`. A character of two columns is
  /// never halved, so the result may be a column short. Empty when `width` is 0 or less.
  package func truncated(to width: Int) -> SafeText {
    guard displayWidth(of: self) > width else { return self }
    guard width > 0 else { return "" }
    var kept = ""
    var room = width - 1
    for character in text {
      let needed = columns(of: character)
      guard needed <= room else { break }
      kept.append(character)
      room -= needed
    }
    return SafeText(kept + "…")
  }

  /// The text with its middle left out, for ids whose both ends tell them apart: `wrOg…AAAA`.
  package func shortenedInTheMiddle(to width: Int) -> SafeText {
    guard displayWidth(of: self) > width else { return self }
    guard width > 2 else { return truncated(to: width) }
    let tail = (width - 1) / 2
    let head = width - 1 - tail
    return SafeText("\(leading(head))…\(trailing(tail))")
  }

  /// The text, cut or filled with spaces so that it takes exactly `width` columns.
  package func padded(to width: Int, _ alignment: Alignment = .left) -> SafeText {
    let fitting = truncated(to: width)
    let space = String(repeating: " ", count: max(0, width - displayWidth(of: fitting)))
    return switch alignment {
    case .left: SafeText(fitting.text + space)
    case .right: SafeText(space + fitting.text)
    }
  }

  private func leading(_ width: Int) -> String {
    var room = width
    return String(text.prefix { fits($0, into: &room) })
  }

  private func trailing(_ width: Int) -> String {
    var room = width
    return String(text.reversed().prefix { fits($0, into: &room) }.reversed())
  }

  private func fits(_ character: Character, into room: inout Int) -> Bool {
    room -= columns(of: character)
    return room >= 0
  }
}

private func columns(of text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.unicodeScalars.reduce(0) { $0 + max(0, CharacterType.width($1)) }
}

private func columns(of character: Character) -> Int {
  character.unicodeScalars.reduce(0) { $0 + max(0, CharacterType.width($1)) }
}
