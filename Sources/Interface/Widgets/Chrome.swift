import Model
import Screen

/// The lines around a pane. Each draws on one line of the canvas.
package enum Chrome {
  /// Title line: where one is (`示例公司 › 客户群 › 张伟`), and on the right what always has to be in sight. Crumbs are cut
  /// from the left, the status never before the crumbs.
  package static func title(
    on canvas: inout Canvas, y: Int, crumbs: [SafeText], status: SafeText, role: Role = .title
  ) {
    bar(on: &canvas, y: y) { line in
      let room = line.width - 2 * margin
      let status = status.truncated(to: room)
      let statusWidth = displayWidth(of: status)
      let crumbsWidth = statusWidth == 0 ? room : room - statusWidth - gap
      line.write(joined(crumbs, width: crumbsWidth), x: margin, y: 0, role: role)
      line.write(status, x: line.width - margin - statusWidth, y: 0)
    }
  }

  private static func joined(_ crumbs: [SafeText], width: Int) -> SafeText {
    for first in crumbs.indices {
      let kept = crumbs[first...].map(\.text)
      let text = SafeText(((first > 0 ? ["…"] : []) + kept).joined(separator: " › "))
      if displayWidth(of: text) <= width { return text }
    }
    return (crumbs.last ?? "").truncated(to: width)
  }

  /// Footer: keys and names of what can be done, as many as fit whole; the last two of `trailing` (palette, help) always.
  package static func footer(
    on canvas: inout Canvas, y: Int, commands: [CommandInfo], trailing: [CommandInfo]
  ) {
    let always = trailing.suffix(2).compactMap(Hint.init)
    let others = (commands.filter { $0.isInFooter && $0.disabled == nil } + trailing.dropLast(2)).compactMap(Hint.init)
    bar(on: &canvas, y: y) { line in
      var room = line.width - 2 * margin - always.reduce(0) { $0 + $1.width + gap } + gap
      // What is left out leaves no hole that something less important fills.
      let fitting = others.prefix { hint in
        room -= hint.width + gap
        return room >= 0
      }
      var x = margin
      for hint in fitting + always {
        let end = line.write(hint.key, x: x, y: 0, role: .key)
        x = line.write(hint.name, x: end + 1, y: 0) + gap
      }
    }
  }

  private struct Hint {
    let key: SafeText
    let name: SafeText

    init?(_ command: CommandInfo) {
      guard let key = command.keys.first else { return nil }
      self.key = Chrome.name(of: key)
      name = command.name
    }

    var width: Int { displayWidth(of: key) + 1 + displayWidth(of: name) }
  }

  /// Progress bar: `██████░░░░`; without characters beyond ASCII if `isPlain`: `[####....]`. Full only when all is done.
  package static func progress(
    on canvas: inout Canvas, x: Int, y: Int, width: Int, done: Int, total: Int, isPlain: Bool = false
  ) {
    let length = max(0, isPlain ? width - 2 : width)
    let fraction = total > 0 ? max(0, min(1, Double(done) / Double(total))) : 0
    let filled = Int(Double(length) * fraction)
    var x = x
    if isPlain { x = canvas.write("[", x: x, y: y, role: .border) }
    x = canvas.write(bar(isPlain ? "#" : "█", filled), x: x, y: y, role: .progress)
    x = canvas.write(bar(isPlain ? "." : "░", length - filled), x: x, y: y, role: .dim)
    if isPlain { canvas.write("]", x: x, y: y, role: .border) }
  }

  private static func bar(_ character: Character, _ length: Int) -> SafeText {
    SafeText(String(repeating: character, count: length))
  }

  /// Text over several lines, broken between words or between wide characters, from `y` on; returns the line after it.
  @discardableResult
  package static func paragraph(
    on canvas: inout Canvas, _ text: SafeText, x: Int, y: Int, width: Int, role: Role = .text
  ) -> Int {
    let lines = wrapped(text, width: width)
    for (offset, line) in lines.enumerated() { canvas.write(line, x: x, y: y + offset, role: role) }
    return y + lines.count
  }

  /// Clears a line in the look of a bar and draws on it as on a canvas of its own.
  private static func bar(on canvas: inout Canvas, y: Int, _ body: (inout Canvas) -> Void) {
    canvas.draw(in: Rect(x: 0, y: y, width: canvas.width, height: 1)) { line in
      line.layer = .bar
      line.clear()
      body(&line)
    }
  }
}

/// Columns left free at both ends of a line.
private let margin = 1
/// Columns between two things on a line.
private let gap = 2
