import Interface
import Model
import Screen
import Services
import Storage
import Words

/// How the form looks, and what its preview says.
extension JoinWayFormPane {
  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    switch step {
    case .reading: canvas.write(words.readingJoinWay, x: 1, y: 1, role: .progress)
    case .failed(let why): canvas.paragraph([words.joinWayNotRead] + why, y: 1, isFocused: false, role: .error)
    case .typing: drawForm(on: &canvas, world)
    case .ended(let box, let canGoOn):
      // What was written is not to be typed again: its own state would be taken.
      if canGoOn { drawForm(on: &canvas, world) }
      box.draw(on: &canvas)
    case .picking(let picker): picker.draw(on: &canvas, world)
    case .previewing(let confirmation):
      drawPreview(on: &canvas, world)
      confirmation.draw(on: &canvas, y: canvas.height - 1, world)
    case .writing:
      drawPreview(on: &canvas, world)
      canvas.write(words.writingJoinWays, x: 1, y: canvas.height - 1, role: .progress)
    case .comparing(let comparison): comparison.draw(on: &canvas, world)
    }
  }

  private func drawForm(on canvas: inout Canvas, _ world: World) {
    canvas.draw(in: Rect(x: 1, y: 0, width: canvas.width - 2, height: canvas.height - 1)) { form?.draw(on: &$0) }
    let (text, role): (SafeText, Role) =
      form?.mayBeSent == true ? (summary(world), .text) : (world.words.notReadyYet, .warning)
    canvas.write(text, x: 1, y: canvas.height - 1, width: canvas.width - 2, role: role)
  }

  /// How many fields are changed, on the last line.
  private func summary(_ world: World) -> SafeText {
    guard let content = form?.content, subject != .new else { return world.words.submitHint }
    let changed = content.differences(from: base)
    return world.words.fieldsChanged(changed.map { world.words[$0] }, left: JoinWayField.allCases.count - changed.count)
  }

  func previewLines(_ world: World, width: Int) -> [(text: SafeText, role: Role)] {
    guard let content = form?.content else { return [] }
    let words = world.words
    var lines: [(SafeText, Role)] = []
    if subject == .new {
      for field in JoinWayField.allCases {
        let value = words.value(of: field, in: content, group: { world.joinWayGroupName($0) })
        lines.append((SafeText("\(words[field]): \(value)"), .text))
      }
    } else {
      let changed = content.differences(from: base)
      lines += changed.map { (world.change(of: $0, from: base, to: content), .warning) }
      lines.append((words.writtenBack(JoinWayField.allCases.count - changed.count), .dim))
      for field in JoinWayField.allCases where !changed.contains(field) {
        let value = words.value(of: field, in: content, group: { world.joinWayGroupName($0) })
        lines.append((SafeText("  \(words[field]): \(value)"), .dim))
      }
    }
    for fault in form?.faults ?? [] {
      lines.append((SafeText("! \(world.text(of: fault))"), .warning))
    }
    return lines.flatMap { line in wrapped(line.0, width: width).map { ($0, line.1) } }
  }

  private func drawPreview(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let title = subject == .new ? words.willBeMade(corp: world.corp) : words.willBeOverwritten(corp: world.corp)
    canvas.write(title, x: 1, y: 0, width: canvas.width - 2, role: .title)
    let room = max(0, canvas.height - 3)
    for (y, line) in previewLines(world, width: canvas.width - 3).dropFirst(preview.top).prefix(room).enumerated() {
      canvas.write(line.text, x: 2, y: y + 1, role: line.role)
    }
  }
}
