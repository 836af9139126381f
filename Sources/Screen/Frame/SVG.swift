import Model

extension Frame {
  /// The frame as a picture for a document: one SVG, the same for the same frame, that needs nothing from elsewhere.
  ///
  /// - Parameters:
  ///   - title: what the picture shows, for those who cannot see it.
  ///   - ground: the terminal it is shown on, where the theme uses the terminal's own colours.
  package func svg(theme: Theme, title: SafeText, ground: Ground = .dark) -> String {
    Picture(frame: self, theme: theme, ground: ground).text(title)
  }
}

private struct Picture {
  let frame: Frame
  let theme: Theme
  let ground: Ground

  /// Pixels. A letter of most fonts of fixed width is 0.6 of its size wide; a line is as high as lets borders meet.
  private static let cell = Size(width: 9, height: 17)
  private static let fontSize = 15
  /// From the top of a line to the foot of its letters.
  private static let baseline = 13
  private static let margin = 9
  private static let fonts =
    "'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', Menlo, Consolas, 'PingFang SC', monospace"

  /// What a piece of text looks like here.
  private struct Ink: Hashable {
    let text: RGB
    let page: RGB
    let attributes: Set<Style.Attribute>
  }

  /// Neighbours of one line that look the same and are equally wide.
  private struct Run {
    let x: Int
    let y: Int
    let ink: Ink
    var cells: [Cell]

    /// Columns of each cell.
    var step: Int { cells.first.map { Int($0.width) } ?? 1 }
    var columns: Int { cells.count * step }
  }

  func text(_ title: SafeText) -> String {
    let page = ink(of: .plain)
    let width = frame.size.width * Self.cell.width + 2 * Self.margin
    let height = frame.size.height * Self.cell.height + 2 * Self.margin
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      role="img" font-family="\(Self.fonts)" font-size="\(Self.fontSize)" xml:space="preserve">
      """,
      "<title>\(escaped(title.text))</title>",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(page.page.text)\"/>",
    ]
    for run in runs { lines += elements(of: run, on: page) }
    if let cursor = frame.cursor {
      let box = box(x: cursor.x, y: cursor.y, columns: 1)
      lines.append("<rect \(box) fill=\"none\" stroke=\"\(page.text.text)\"/>")
    }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  private var runs: [Run] {
    var runs: [Run] = []
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width where !frame[x, y].isRightHalf {
        let cell = frame[x, y]
        let ink = ink(of: cell.look)
        if let last = runs.last, last.y == y, last.ink == ink, last.step == Int(cell.width) {
          runs[runs.count - 1].cells.append(cell)
        } else {
          runs.append(Run(x: x, y: y, ink: ink, cells: [cell]))
        }
      }
    }
    return runs
  }

  private func ink(of look: Look) -> Ink {
    let style = theme.style(of: look)
    let text = style.colour.map { ground[$0] } ?? ground.text
    let page = style.background.map { ground[$0] } ?? ground.page
    let isReversed = style.attributes.contains(.reverse)
    return Ink(text: isReversed ? page : text, page: isReversed ? text : page, attributes: style.attributes)
  }

  private func elements(of run: Run, on page: Ink) -> [String] {
    var elements: [String] = []
    if run.ink.page != page.page {
      elements.append("<rect \(box(x: run.x, y: run.y, columns: run.columns)) fill=\"\(run.ink.page.text)\"/>")
    }
    if run.ink.attributes.contains(.underline) {
      // Not a decoration of the text, for not every viewer underlines spaces.
      let (x, y, width) = (left(run.x), top(run.y) + Self.baseline + 2, run.columns * Self.cell.width)
      elements.append("<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"1\" fill=\"\(run.ink.text.text)\"/>")
    }
    var cells = run.cells.drop { $0.isBlank }
    while cells.last?.isBlank == true { cells.removeLast() }
    guard !cells.isEmpty else { return elements }
    let (x, y) = (left(run.x + cells.startIndex * run.step), top(run.y) + Self.baseline)
    // The length keeps text in its columns, whatever the font.
    let length = cells.count * run.step * Self.cell.width
    let text = escaped(cells.map(\.text).joined())
    elements.append(
      "<text x=\"\(x)\" y=\"\(y)\" textLength=\"\(length)\" fill=\"\(run.ink.text.text)\"\(decoration(run.ink.attributes))>"
        + "\(text)</text>")
    return elements
  }

  private func left(_ column: Int) -> Int { Self.margin + column * Self.cell.width }
  private func top(_ line: Int) -> Int { Self.margin + line * Self.cell.height }

  private func box(x: Int, y: Int, columns: Int) -> String {
    "x=\"\(left(x))\" y=\"\(top(y))\" width=\"\(columns * Self.cell.width)\" height=\"\(Self.cell.height)\""
  }

  private func decoration(_ attributes: Set<Style.Attribute>) -> String {
    Style.Attribute.allCases.filter(attributes.contains).map { attribute in
      switch attribute {
      case .bold: " font-weight=\"bold\""
      case .dim: " fill-opacity=\"0.65\""
      case .italic: " font-style=\"italic\""
      // Drawn already.
      case .underline, .reverse: ""
      }
    }.joined()
  }
}

/// Clean text has no character XML forbids, only such as mean something to it; a mark may follow one of them.
private func escaped(_ text: String) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
    case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
    case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}

extension Cell {
  fileprivate var isBlank: Bool { text == " " }
}
