import Interface
import Model
import Screen
import Words

/// Everything that was said since the start, newest last: toasts vanish, this stays.
struct MessagesPane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  private var table = TableView<Message>()
  /// The newest one the list has shown: a cursor on it follows what is said later.
  private var newest: Message?
  private var box: TextBox?

  func title(_ world: World) -> SafeText { world.words[AppTerm.messages] }

  var takesText: Bool { box != nil }

  func commands(_ world: World) -> [Command<Self>] {
    let words = world.words
    let disabled = table.cursor == nil ? words.noMessageChosen : nil
    return [
      Command(
        CommandInfo(
          "messages.open", [.enter], words[MessageTerm.open], help: words.openMessageHelp, disabled: disabled)
      ) { pane, world in
        pane.box = pane.table.cursor.map { message in
          TextBox(
            world.words[message.weight.term], lines: [message.text, "", SafeText(message.at.description)])
        }
        return []
      },
      Command(
        CommandInfo(
          "messages.copy", [.character("y")], words[MessageTerm.copy], help: words.copyMessageHelp, disabled: disabled)
      ) { pane, _ in
        pane.table.cursor.map { [.copy($0.text.text)] } ?? []
      },
    ]
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    if var box {
      self.box = box.handle(input) ? box : nil
    } else if case .key(let key) = input {
      _ = table.handle(key, rows(world))
    }
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    let rows = rows(world)
    if table.cursor == nil || table.cursor == newest { table.move(toIndex: rows.count - 1, rows) }
    newest = world.messages.last
    table.settle(rows, height: size.height - 2)
    box?.settle(in: size)
    return []
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    guard !world.messages.isEmpty else {
      Chrome.paragraph(
        on: &canvas, words.noMessages, x: 1, y: min(1, canvas.height - 1), width: canvas.width - 2, role: .dim)
      return
    }
    let rows = rows(world)
    canvas.draw(in: Rect(x: 0, y: 0, width: canvas.width, height: canvas.height - 1)) { part in
      table.draw(on: &part, rows, columns: columns(words), isFocused: box == nil) { index in
        let message = world.messages[index]
        return [
          TableCell(words.moment(message.at, now: world.now)),
          TableCell(words[message.weight.term], message.weight.role), TableCell(message.text),
        ]
      }
    }
    canvas.write(
      words.place(table.cursorIndex + 1, of: rows.count), x: 1, y: canvas.height - 1, width: canvas.width - 1,
      role: .dim)
    box?.draw(on: &canvas)
  }

  private func rows(_ world: World) -> Rows<Message> {
    let messages = world.messages
    return Rows(count: messages.count, id: { messages[$0] }, index: { messages.lastIndex(of: $0) })
  }

  private func columns(_ words: Catalogue) -> [TableColumn] {
    [
      TableColumn(words[GeneralTerm.time], width: .fixed(15), dropsAt: 1, role: .dim),
      TableColumn("", width: .fixed(7)),
      TableColumn(words[MessageTerm.message], width: .flexible(least: 16)),
    ]
  }
}

extension Message.Weight {
  /// What it is called, so that it is told not by colour alone.
  fileprivate var term: MessageTerm {
    switch self {
    case .info: .info
    case .success: .success
    case .warning: .warning
    case .error: .error
    }
  }
}
