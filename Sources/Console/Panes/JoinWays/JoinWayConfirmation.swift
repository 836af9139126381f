import Interface
import Model
import Screen
import Words

/// The question before something is overwritten, with the corp's name in it: enter for one configuration, the typed number
/// for several.
struct JoinWayConfirmation: Sendable, Equatable {
  let count: Int
  /// The number being typed; nil where enter is enough.
  private(set) var field: TextField?

  init(count: Int) {
    self.count = count
    field = count == 1 ? nil : TextField(limit: 6)
  }

  enum Outcome: Sendable, Equatable {
    case undecided, cancelled, confirmed
    case wrong(String)
    /// For the list above.
    case ignored
  }

  mutating func handle(_ input: InputEvent) -> Outcome {
    guard case .key(let pressed) = input else { return .undecided }
    let key = pressed.folded
    guard var field else {
      switch key {
      case .enter: return .confirmed
      case .escape, .control("c"), .character("q"): return .cancelled
      default: return .ignored
      }
    }
    if case .character(let character) = key, !("0"..."9").contains(character) { return .ignored }
    let outcome = field.handle(.key(key))
    self.field = field
    switch outcome {
    case .cancelled: return .cancelled
    case .submitted:
      if field.text == String(count) { return .confirmed }
      self.field = TextField(limit: 6)
      return .wrong(field.text)
    case .ignored: return .ignored
    case .changed, .moved: return .undecided
    }
  }

  /// What keys do now, for the footer; nil while a number is typed.
  func textKeys(_ world: World) -> [CommandInfo]? {
    guard field == nil else { return nil }
    return [
      CommandInfo("join-ways.text-write", [.enter], world.words[JoinWayPaneTerm.write], help: ""),
      CommandInfo("join-ways.text-back", [.escape], world.words[JoinWayPaneTerm.back], help: ""),
    ]
  }

  func draw(on canvas: inout Canvas, y: Int, _ world: World) {
    let words = world.words
    guard let field else {
      canvas.draw(in: Rect(x: 0, y: y, width: canvas.width, height: 1)) { line in
        line.clear()
        line.write(words.enterWrites(corp: world.corp), x: 1, y: 0, width: line.width - 2, role: .title)
      }
      return
    }
    Prompt(words.confirmJoinWays(count, corp: world.corp), field).draw(on: &canvas, y: y, hint: words.escapeCancels)
  }
}
