import Model
import Screen

/// One line of text being typed: wide characters, input methods, paste.
package struct TextField: Sendable, Hashable {
  /// What was typed, unchanged; it becomes clean text where it is drawn.
  package private(set) var text: String
  /// Characters before the cursor.
  package private(set) var position: Int
  /// Shown as dots: a secret.
  package let isHidden: Bool
  /// Characters it takes at most.
  package let limit: Int

  package init(_ text: String = "", isHidden: Bool = false, limit: Int = 400) {
    self.text = text
    position = text.count
    self.isHidden = isHidden
    self.limit = limit
  }

  package enum Outcome: Sendable, Hashable {
    case changed
    /// The cursor moved, or nothing happened to the text.
    case moved
    /// Enter.
    case submitted
    /// Escape, or ctrl-c.
    case cancelled
    /// A key it does not take: up, down, tab, page up, F1 …
    case ignored
  }

  /// Takes a key or a paste. Line breaks and tabs of a paste become spaces, control characters are refused, and what
  /// is beyond the limit is dropped. ctrl-w deletes the word before the cursor, ctrl-u all before it.
  package mutating func handle(_ input: InputEvent) -> Outcome {
    switch input {
    case .paste(let text): insert(text)
    case .key(.character(let character)): insert(String(character))
    case .key(.backspace): remove((position - 1)..<position)
    case .key(.delete): remove(position..<(position + 1))
    case .key(.control("u")): remove(0..<position)
    case .key(.control("w")): remove(startOfWord..<position)
    case .key(.left): move(to: position - 1)
    case .key(.right): move(to: position + 1)
    case .key(.home): move(to: 0)
    case .key(.end), .key(.control("e")): move(to: text.count)
    case .key(.enter): .submitted
    case .key(.escape), .key(.control("c")): .cancelled
    case .key: .ignored
    }
  }

  private var startOfWord: Int {
    let before = text.prefix(position)
    let word = before.lastIndex { $0 != " " } ?? before.startIndex
    guard let space = before[..<word].lastIndex(of: " ") else { return 0 }
    return before[...space].count
  }

  private mutating func move(to place: Int) -> Outcome {
    position = max(0, min(place, text.count))
    return .moved
  }

  private mutating func insert(_ more: String) -> Outcome {
    let clean = Self.oneLine(more, limit: limit - text.count)
    guard !clean.isEmpty else { return .moved }
    let before = text.prefix(position) + clean
    text = String(before + text.dropFirst(position))
    // Counted anew: what was typed may have joined the character before it, as a mark does.
    position = min(before.count, text.count)
    return .changed
  }

  private static func oneLine(_ text: String, limit: Int) -> String {
    guard limit > 0 else { return "" }
    // A character can be made of any number of scalars; a huge paste must not be looked through whole.
    let scalars = String(text.unicodeScalars.prefix(limit * 16))
    let line = scalars.compactMap { character -> Character? in
      if character.isNewline || character == "\t" { return " " }
      return character.unicodeScalars.contains { $0.properties.generalCategory == .control } ? nil : character
    }
    return String(line.prefix(limit))
  }

  private mutating func remove(_ range: Range<Int>) -> Outcome {
    let range = range.clamped(to: 0..<text.count)
    guard !range.isEmpty else { return .moved }
    let before = text.prefix(range.lowerBound)
    text = String(before + text.dropFirst(range.upperBound))
    position = min(before.count, text.count)
    return .changed
  }

  /// On one line of the canvas, scrolled so that the cursor is visible.
  /// - Parameter isFocused: shows the terminal's cursor.
  package func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, isFocused: Bool) {
    canvas.draw(in: Rect(x: x, y: y, width: width, height: 1)) { line in
      line.layer = .field
      line.clear()
      let glyphs = text.map { isHidden ? "•" : SafeText(String($0)) }
      let widths = glyphs.map(displayWidth)
      let first = firstVisible(widths, width: line.width)
      var column = 0
      for (index, glyph) in glyphs.enumerated().dropFirst(first) {
        if index == position, isFocused { line.showCursor(x: column, y: 0) }
        column = line.write(glyph, x: column, y: 0)
      }
      // Input methods open their window at the terminal's cursor.
      if position == glyphs.count, isFocused { line.showCursor(x: column, y: 0) }
    }
  }

  /// The first character on the screen: as early as it may be with the cursor, and a little of what follows it, in
  /// sight.
  private func firstVisible(_ widths: [Int], width: Int) -> Int {
    let atCursor = position < widths.count ? max(1, widths[position]) : 1
    let after = widths.dropFirst(position + 1).reduce(0, +)
    var needed = atCursor + min(after, width / 4)
    var first = position
    while first > 0, needed + widths[first - 1] <= width {
      first -= 1
      needed += widths[first]
    }
    return first
  }
}
