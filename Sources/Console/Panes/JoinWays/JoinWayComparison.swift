import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Two people, one configuration: what was there, what the other made of it, what this one wants; field by field.
struct JoinWayComparison: Sendable, Equatable {
  let conflict: JoinWayConflict
  private var selected = Choice.merged

  /// What is to stand there in the end.
  enum Choice: String, Sendable, CaseIterable { case theirs, mine, merged, back }

  init(_ conflict: JoinWayConflict) { self.conflict = conflict }

  /// Left, right and tab choose, enter takes; escape goes back to the form.
  mutating func handle(_ input: InputEvent) -> Choice? {
    guard case .key(let pressed) = input else { return nil }
    let all = Choice.allCases
    let index = all.firstIndex(of: selected) ?? 0
    switch pressed.folded {
    case .left, .backTab, .up, .character("h"), .character("k"): selected = all[max(0, index - 1)]
    case .right, .tab, .down, .character("l"), .character("j"): selected = all[min(all.count - 1, index + 1)]
    case .enter: return selected
    case .escape, .control("c"): return .back
    default: break
    }
    return nil
  }

  private var fields: [JoinWayField] {
    JoinWayField.allCases.filter { conflict.theirs.contains($0) || conflict.mine.contains($0) }
  }

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    var y = Chrome.paragraph(
      on: &canvas, words.changedByOthers(corp: world.corp), x: 1, y: 0, width: canvas.width - 2, role: .warning)
    func say(_ term: JoinWaySideTerm, _ text: SafeText, _ role: Role) {
      let label = words[term]
      canvas.write(label, x: 3, y: y, role: .dim)
      let x = 3 + (JoinWaySideTerm.allCases.map { displayWidth(of: words[$0]) }.max() ?? 0) + 1
      y = max(y + 1, Chrome.paragraph(on: &canvas, text, x: x, y: y, width: canvas.width - x - 1, role: role))
    }
    for field in fields where y < canvas.height - 3 {
      let isContested = conflict.contested.contains(field)
      let title: SafeText = isContested ? SafeText("\(words[field]) · \(words.bothChanged)") : words[field]
      canvas.write(title, x: 1, y: y, width: canvas.width - 2, role: .title)
      y += 1
      func value(_ content: JoinWayContent) -> SafeText {
        words.value(of: field, in: content, group: { world.joinWayGroupName($0) })
      }
      say(.base, value(conflict.base), .dim)
      say(.theirs, value(conflict.remote), conflict.theirs.contains(field) ? .warning : .text)
      say(.mine, value(conflict.wanted), conflict.mine.contains(field) ? .progress : .text)
    }
    canvas.clear(Rect(x: 0, y: canvas.height - 1, width: canvas.width, height: 1))
    var x = 1
    for choice in Choice.allCases {
      let text: SafeText = choice == selected ? "[ \(words[choice.term]) ]" : "  \(words[choice.term])  "
      let end = canvas.write(text, x: x, y: canvas.height - 1)
      if choice == selected {
        canvas.highlight(Rect(x: x, y: canvas.height - 1, width: end - x, height: 1), .cursor)
        canvas.showCursor(x: x, y: canvas.height - 1)
      }
      x = end + 1
    }
  }
}

extension JoinWayComparison.Choice {
  /// Nil: back to what was typed.
  func content(_ conflict: JoinWayConflict) -> JoinWayContent? {
    switch self {
    case .theirs: conflict.remote
    case .mine: conflict.wanted
    case .merged: conflict.merged
    case .back: nil
    }
  }

  fileprivate var term: JoinWayChoiceTerm {
    switch self {
    case .theirs: .theirs
    case .mine: .mine
    case .merged: .merged
    case .back: .back
    }
  }
}
