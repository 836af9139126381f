import Model

/// A table for the command line: names left, numbers right, two spaces between columns, no lines.
///
/// ```
/// 群主      群  跟进状态
/// zhangsan 213  正常
/// ```
package struct TextTable: Sendable {
  package struct Column: Sendable {
    package let title: SafeText
    package let alignment: Alignment
    /// Columns it keeps when the terminal is narrow; nil for what must never be cut: ids that are copied, numbers.
    package let narrowest: Int?
    /// How its cells look.
    package let role: Role

    package init(
      _ title: SafeText, _ alignment: Alignment = .left, narrowest: Int? = nil, role: Role = .text
    ) {
      self.title = title
      self.alignment = alignment
      self.narrowest = narrowest
      self.role = role
    }
  }

  /// One cell; without a role it looks as its column does.
  package struct Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    fileprivate let text: SafeText
    fileprivate let role: Role?

    package init(_ text: SafeText, role: Role? = nil) {
      self.text = text
      self.role = role
    }
    package init(stringLiteral value: String) { self.init(SafeText(value)) }
  }

  private let columns: [Column]
  private var rows: [[Cell]] = []

  package init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row. Cells that are missing stay empty; cells without a column are not shown.
  package mutating func add(_ cells: [Cell]) {
    rows.append(columns.indices.map { cells.indices.contains($0) ? cells[$0] : Cell("") })
  }

  package var isEmpty: Bool { rows.isEmpty }

  /// The lines, the titles first, without spaces at their ends.
  /// - Parameter width: the terminal's columns; nil in a pipe, where nothing is cut.
  package func lines(width: Int?, painter: Painter = .plain) -> [String] {
    let widths = columnWidths(within: width)
    let header = columns.map { Cell($0.title, role: .title) }
    return ([header] + rows).map { line(of: $0, widths: widths, painter: painter) }
  }

  /// Whether nothing would be cut in so many columns; nil: in a pipe.
  package func fits(in width: Int?) -> Bool {
    guard let width else { return true }
    return columnWidths(within: nil).reduce(0, +) + gap * max(0, columns.count - 1) <= width
  }

  private func line(of cells: [Cell], widths: [Int], painter: Painter) -> String {
    var line = ""
    var pending = 0
    for (index, cell) in cells.enumerated() {
      let text = cell.text.truncated(to: widths[index])
      let space = widths[index] - displayWidth(of: text)
      let before = columns[index].alignment == .right ? space : 0
      if !text.isEmpty {
        line += String(repeating: " ", count: pending + before)
        line += painter.paint(text, cell.role ?? columns[index].role)
        pending = space - before + gap
      } else {
        pending += space + gap
      }
    }
    return line
  }

  /// Every column as wide as its widest cell; where that is too much, the widest of those that may be cut gives way,
  /// a column at a time.
  private func columnWidths(within limit: Int?) -> [Int] {
    var widths = columns.indices.map { index in
      rows.reduce(displayWidth(of: columns[index].title)) { max($0, displayWidth(of: $1[index].text)) }
    }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + gap * max(0, widths.count - 1) - limit
    while excess > 0 {
      let candidates = columns.indices.filter { index in
        columns[index].narrowest.map { widths[index] > max(1, $0) } ?? false
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}

private let gap = 2
