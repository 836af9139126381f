import Interface
import Model
import Screen
import Services
import Words

/// Everything wrong with a file, as a list over the pane.
struct FileFaults: Sendable, Equatable {
  /// More are only counted.
  private static let most = 200

  private let problems: MappingFile.Problems
  private var table = TableView<Int>()
  /// Wrapped to `width`, in the language of `words`.
  private var lines: [SafeText] = []
  private var width = 0
  private var words = Catalogue(.zh)

  init(_ problems: MappingFile.Problems) { self.problems = problems }

  private var count: Int { problems.problems.count }
  private var rows: Rows<Int> { Rows(count: lines.count, id: { $0 }, index: { $0 }) }

  mutating func handle(_ key: Key) { _ = table.handle(key, rows) }

  mutating func settle(in size: Size, _ world: World) {
    if size.width != width || world.words != words {
      (width, words) = (size.width, world.words)
      let told = MappingFile.Problems(problems: Array(problems.problems.prefix(Self.most)), file: problems.file)
      let texts = words.mapping(told).map(words.line) + (count > Self.most ? [words.moreFaults(count - Self.most)] : [])
      lines = texts.flatMap { wrapped($0, width: max(1, width - 2)) }
    }
    table.settle(rows, height: size.height - 1)
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    let title = TableColumn(world.words.fileFaults(count), width: .flexible(least: 1))
    table.draw(on: &canvas, rows, columns: [title], isFocused: true) { [TableCell(lines[$0], .error)] }
  }
}
