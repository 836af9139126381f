import Interface
import Model
import Screen
import Testing

@Suite("Widgets on small screens")
struct SizeTests {
  /// What strangers call things.
  private static let hostile: [SafeText] = [
    "", "销售客服群 17", "会员🎁👨‍👩‍👧🇨🇳", "e\u{301}\u{302}\u{303}\u{304}", "a\u{200B}\u{202E}\u{FEFF}b", "\u{1B}[31m\r\n\t",
    "averylongwordwithoutanyplacetobreakitanywhere", "ｆｕｌｌ　ｗｉｄｔｈ", "   ", "日本語、（テスト）。한국어",
  ]

  private static let raw = "销a\u{301}👨‍👩‍👧\u{200B}\u{202E}b\u{1B}群 word 客服"

  private static let commands = hostile.enumerated().map { index, text in
    CommandInfo.sample(
      "command.\(index)", [.character(Character("\u{7FA4}")), .function(index)], text, help: text,
      disabled: index % 3 == 0 ? text : nil)
  }

  private static let widgets: [(name: String, draw: @Sendable (inout Canvas) -> Void)] = [
    ("list", { drawList(on: &$0, isFocused: true, isMarked: { $0 % 2 == 0 }) }),
    ("list without focus", { drawList(on: &$0, isFocused: false, isMarked: nil) }),
    (
      "title",
      { for (y, text) in hostile.enumerated() { Chrome.title(on: &$0, y: y, crumbs: hostile, status: text) } }
    ), ("footer", { Chrome.footer(on: &$0, y: 0, commands: commands, trailing: commands) }),
    (
      "progress",
      { canvas in
        for isPlain in [false, true] {
          Chrome.progress(on: &canvas, x: 0, y: 0, width: canvas.width, done: 3, total: 5, isPlain: isPlain)
        }
      }
    ),
    (
      "paragraph",
      { canvas in
        var y = -2
        for text in hostile { y = Chrome.paragraph(on: &canvas, text, x: 1, y: y, width: canvas.width - 2) }
      }
    ),
    (
      "field",
      { canvas in
        var field = TextField(raw)
        for y in 0..<raw.count {
          field.draw(on: &canvas, x: 0, y: y, width: canvas.width, isFocused: true)
          _ = field.handle(.key(.left))
        }
      }
    ),
    (
      "prompt",
      { for (y, text) in hostile.enumerated() { Prompt(text, TextField(raw)).draw(on: &$0, y: y, hint: text) } }
    ),
    (
      "dialog",
      { canvas in
        var dialog = Dialog(hostile[1], lines: hostile, answers: hostile.map { .init($0.text, $0) })
        for _ in hostile {
          dialog.draw(on: &canvas)
          _ = dialog.handle(.key(.left))
        }
      }
    ),
    (
      "palette",
      { canvas in
        var palette = Palette()
        for _ in commands {
          palette.draw(on: &canvas, commands, noMatch: hostile[2])
          _ = palette.handle(.key(.up), commands)
        }
        _ = palette.handle(.paste(raw), commands)
        palette.draw(on: &canvas, commands, noMatch: hostile[2])
      }
    ),
    (
      "help",
      { canvas in
        var help = HelpView()
        let sections = [HelpView.Section(hostile[2], commands), HelpView.Section("", [])]
        help.draw(on: &canvas, sections)
        _ = help.handle(.key(.end), lines: help.lines(sections, width: canvas.width), height: canvas.height)
        help.draw(on: &canvas, sections)
      }
    ),
    (
      "form",
      { canvas in
        var form = Form(
          hostile.enumerated().map { index, text in
            let inputs: [Form.Field.Input] = [
              .text(TextField(raw)), .toggle(true), .choice(hostile.map { .init($0.text, $0) }, selected: index),
              .choice([], selected: 3),
            ]
            return Form.Field("\(index)", text, hint: text, inputs[index % inputs.count])
          })
        form.fields[0].fault = hostile[6]
        for _ in hostile {
          form.draw(on: &canvas, isFocused: true)
          _ = form.handle(.key(.tab))
        }
      }
    ),
  ]

  private static func drawList(on canvas: inout Canvas, isFocused: Bool, isMarked: ((Int) -> Bool)?) {
    let rows = Rows(Array(hostile.indices))
    var table = TableView<Int>(cursor: 4)
    table.settle(rows, height: canvas.height - 1)
    let columns = [
      TableColumn(hostile[1], width: .flexible(least: 6)), TableColumn(hostile[2], .right, width: .fixed(5)),
      TableColumn(hostile[3], width: .flexible(least: 3, weight: 2), dropsAt: 1),
    ]
    table.draw(on: &canvas, rows, columns: columns, isFocused: isFocused, isMarked: isMarked) { index in
      [TableCell(hostile[index]), TableCell(hostile[index], .error)]
    }
  }

  @Test("at no size does a widget write outside its canvas", arguments: widgets.map(\.name))
  func outside(_ name: String) throws {
    let draw = try #require(Self.widgets.first { $0.name == name }?.draw)
    for width in 0...30 {
      for height in 0...8 {
        var canvas = Canvas(size: Size(width: width + 4, height: height + 2))
        for y in 0..<canvas.height { canvas.write(SafeText(String(repeating: "#", count: width + 4)), x: 0, y: y) }
        let part = Rect(x: 2, y: 1, width: width, height: height)
        canvas.draw(in: part, draw)
        let isUntouched = Self.isUntouched(canvas.frame, around: part)
        #expect(isUntouched, "\(width)×\(height)")
        // A canvas of that very size, which has no cells around it.
        var alone = Canvas(size: Size(width: width, height: height))
        draw(&alone)
      }
    }
  }

  private static func isUntouched(_ frame: Frame, around part: Rect) -> Bool {
    let isCursorInside = frame.cursor.map {
      (part.x..<part.right).contains($0.x) && (part.y..<part.bottom).contains($0.y)
    }
    let untouched = Cell("#")
    return isCursorInside != false
      && (0..<frame.size.height).allSatisfy { y in
        (0..<frame.size.width).allSatisfy { x in
          (part.x..<part.right).contains(x) && (part.y..<part.bottom).contains(y) || frame[x, y] == untouched
        }
      }
  }
}
