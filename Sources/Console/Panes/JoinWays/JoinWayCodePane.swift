import Interface
import Model
import Screen
import Services
import Words

/// One QR code on the whole screen, to be scanned from it.
struct JoinWayCodePane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  private let id: JoinWayID
  private var code: JoinWayCodeView

  init(_ id: JoinWayID) {
    self.id = id
    code = JoinWayCodeView(id)
  }

  func title(_ world: World) -> SafeText { world.words[JoinWayTerm.qrCode] }

  func commands(_ world: World) -> [Command<Self>] {
    let words = world.words
    let link = world.joinWays[id].flatMap { $0.copied(code.link($0)) }
    return [
      Command(
        .init(
          "join-way-code.copy", [.character("y")], words[JoinWayPaneTerm.copy],
          help: words.joinWayHelp(.copy), disabled: link == nil ? words.noLinkYet : nil)
      ) { _, _ in link.map { [.copy($0)] } ?? [] },
      Command(
        .init(
          "join-way-code.again", [.character("r")], words[JoinWayPaneTerm.readCode], help: words.joinWayHelp(.readCode))
      ) { pane, _ in
        pane.code.forget()
        return []
      },
    ]
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    code.receive(news, world)
    return []
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] { code.ask(world) }

  func draw(on canvas: inout Canvas, _ world: World) {
    guard let row = world.joinWays[id] else {
      canvas.write(world.words.joinWayIsGone, x: 1, y: 0, role: .dim)
      return
    }
    canvas.write(world.words.joinWayName(row.record), x: 1, y: 0, width: canvas.width - 2, role: .title)
    let room = Size(width: canvas.width, height: canvas.height - 1)
    let drawing = code.drawing(row, world, in: room, key: nil)
    let size = drawing.size(width: canvas.width - 2)
    // In the middle, where a camera looks for it.
    drawing.draw(
      on: &canvas, x: max(1, (canvas.width - size.width) / 2), y: 1 + max(0, (room.height - size.height) / 2))
  }
}
