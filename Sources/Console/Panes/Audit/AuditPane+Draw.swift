import Interface
import Model
import Screen
import Services
import Storage
import Words

/// Where the parts of the audit stand.
struct AuditLayout: Sendable, Equatable {
  /// What the last verification found, or how to begin one.
  let head: Int
  let table: Rect
  /// How many rows, or what is being typed.
  let bottom: Int

  init(_ size: Size) {
    head = 0
    bottom = size.height - 1
    table = Rect(x: 0, y: 1, width: size.width, height: bottom - 1)
  }
}

extension AuditPane {
  func draw(on canvas: inout Canvas, _ world: World) {
    let layout = AuditLayout(Size(width: canvas.width, height: canvas.height))
    drawHead(on: &canvas, world, y: layout.head)
    canvas.draw(in: layout.table) { part in
      if list.isEmpty {
        drawEmpty(on: &part, world)
      } else {
        table.draw(on: &part, list.rows, columns: columns(world.words), isFocused: mode == .list) {
          cells(list.all[$0], world)
        }
      }
    }
    drawBottom(on: &canvas, world, y: layout.bottom)
    if case .reading(let box) = mode { box.draw(on: &canvas) }
  }

  private func drawHead(on canvas: inout Canvas, _ world: World, y: Int) {
    let words = world.words
    let (text, role): (SafeText, Role) =
      switch verification {
      case nil: (words.auditNotVerified, .dim)
      case let found? where found.isWhole:
        (words.auditWasWhole(found.tip, at: verifiedAt, now: world.now), .done)
      case let found?: (found.faults.first.map(words.auditFault) ?? "", .warning)
      }
    canvas.write(text, x: 1, y: y, width: canvas.width - 2, role: role)
  }

  private func drawEmpty(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    let (text, role): (SafeText, Role) =
      if list.hasFailed {
        (words.auditFailed, .error)
      } else if list.filter == nil {
        (words.loadingAudit, .dim)
      } else if filter.isEmpty {
        (words.noActsYet, .dim)
      } else {
        (words.nothingMatches(SafeText(filter, limit: 40)), .dim)
      }
    Chrome.paragraph(on: &canvas, text, x: 1, y: canvas.height > 4 ? 1 : 0, width: canvas.width - 2, role: role)
  }

  private func drawBottom(on canvas: inout Canvas, _ world: World, y: Int) {
    let count = world.words.auditRowsShown(list.all.count, isComplete: list.isComplete)
    switch mode {
    case .filtering(let typed): typed.prompt.draw(on: &canvas, y: y, hint: count)
    case .exporting(let prompt): prompt.draw(on: &canvas, y: y)
    case .list, .reading:
      guard list.filter != nil else { return }
      let typed = filter.isEmpty ? "" : "/\(SafeText(filter, limit: 40)) · "
      canvas.write(SafeText("\(typed)\(count)"), x: 1, y: y, width: canvas.width - 1, role: .dim)
    }
  }

  private func columns(_ words: Catalogue) -> [TableColumn] {
    [
      TableColumn(words[GeneralTerm.time], width: .fixed(15)),
      TableColumn(words[AuditTerm.act], width: .fixed(15)),
      TableColumn(words[AuditTerm.actor], width: .flexible(least: 10, weight: 1), dropsAt: 1),
      TableColumn(words[AuditTerm.subject], width: .fixed(12), dropsAt: 3),
      TableColumn(words[GeneralTerm.details], width: .flexible(least: 28, weight: 4), dropsAt: 2),
      TableColumn(words[AuditTerm.row], .right, width: .fixed(9), dropsAt: 4, role: .dim),
    ]
  }

  private func cells(_ entry: AuditEntry, _ world: World) -> [TableCell] {
    let words = world.words
    return [
      TableCell(words.moment(entry.at, now: world.now)),
      TableCell(words.act(of: entry), entry.isWarning ? .warning : .text),
      TableCell(SafeText(entry.actor, limit: 80)), TableCell(SafeText(entry.subject, limit: 80)),
      TableCell(words.summary(of: entry)), TableCell(words.number(Int(entry.seq))),
    ]
  }
}
