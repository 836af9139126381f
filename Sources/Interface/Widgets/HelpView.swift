import Model
import Screen

/// `?` – all commands with their keys and what they do, scrollable.
package struct HelpView: Sendable, Hashable {
  package struct Section: Sendable, Hashable {
    package let title: SafeText
    package let commands: [CommandInfo]
    package init(_ title: SafeText, _ commands: [CommandInfo]) {
      self.title = title
      self.commands = commands
    }
  }

  /// The first line on the screen.
  package private(set) var top = 0
  package init() {}

  /// Scrolls with the keys of a list. False when the key closes it: escape, q, ?, F1, ctrl-c.
  ///
  /// - Parameters:
  ///   - lines: all there are, from ``lines(_:width:)``.
  ///   - height: how many of them are on the screen.
  package mutating func handle(_ input: InputEvent, lines: Int, height: Int) -> Bool {
    guard case .key(let key) = input else { return true }
    switch key.folded {
    case .escape, .character("q"), .character("?"), .function(1), .control("c"): return false
    case let key:
      let count = lines - height + 1
      guard let meaning = ListKey(key) else { return true }
      top = meaning.target(from: min(top, max(0, count - 1)), count: count, page: max(1, height))
      return true
    }
  }

  /// How many lines it takes on a canvas of that width.
  package func lines(_ sections: [Section], width: Int) -> Int { layout(sections, width: width).count }

  package func draw(on canvas: inout Canvas, _ sections: [Section]) {
    canvas.clear()
    // Away from what it lies over; a screen reader begins to read here.
    canvas.showCursor(x: 0, y: 0)
    let lines = layout(sections, width: canvas.width)
    let first = max(0, min(top, lines.count - canvas.height))
    for (y, line) in lines.dropFirst(first).prefix(canvas.height).enumerated() {
      for piece in line { canvas.write(piece.text, x: piece.x, y: y, width: piece.width, role: piece.role) }
    }
  }

  private struct Piece {
    let text: SafeText
    let x: Int
    let width: Int
    let role: Role
  }

  private func layout(_ sections: [Section], width: Int) -> [[Piece]] {
    let commands = sections.flatMap(\.commands)
    let keyWidth = min(commands.map { displayWidth(of: Chrome.names(of: $0.keys)) }.max() ?? 0, width / 4)
    let nameWidth = min(commands.map { displayWidth(of: $0.name) }.max() ?? 0, width / 3)
    let nameStart = margin + keyWidth + gap
    let helpStart = nameStart + nameWidth + gap
    // Help stands beside the name, or below it where that would be too narrow to read.
    let isBeside = width - margin - helpStart >= leastHelp
    let textStart = isBeside ? helpStart : nameStart
    let textWidth = width - margin - textStart

    var lines: [[Piece]] = []
    for section in sections {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Piece(text: section.title, x: margin, width: width - 2 * margin, role: .title)])
      for command in section.commands {
        let name = isBeside ? nameWidth : width - margin - nameStart
        let head = [
          Piece(text: Chrome.names(of: command.keys), x: margin, width: keyWidth, role: .key),
          Piece(text: command.name, x: nameStart, width: name, role: .text),
        ]
        var text = wrapped(command.help, width: textWidth).map { line in
          Piece(text: line, x: textStart, width: textWidth, role: .dim)
        }
        if let reason = command.disabled {
          text += wrapped(reason, width: textWidth).map { line in
            Piece(text: line, x: textStart, width: textWidth, role: .warning)
          }
        }
        lines.append(isBeside ? head + text.prefix(1) : head)
        lines += text.dropFirst(isBeside ? 1 : 0).map { [$0] }
      }
    }
    return lines
  }
}

/// Columns left free at both ends.
private let margin = 1
/// Columns between keys, name and help.
private let gap = 2
/// Columns that help needs beside the name.
private let leastHelp = 24
