import Interface
import Model
import QRCodes
import Screen
import Services
import Storage
import Words

/// A join way's QR code: drawn from the link it says, which is fetched where the registry does not have it yet.
struct JoinWayCodeView: Sendable, Equatable {
  private(set) var id: JoinWayID?
  private var state = State.none

  private enum State: Sendable, Equatable {
    case none
    case asked
    case link(String)
    case failed([SafeText])
  }

  init(_ id: JoinWayID? = nil) { self.id = id }

  mutating func show(_ id: JoinWayID?) { if id != self.id { self = JoinWayCodeView(id) } }

  /// Looks again, after something failed.
  mutating func forget() { if case .failed = state { state = .none } }

  /// What the code says; nil while that is not known.
  func link(_ row: JoinWayRow) -> String? {
    if case .link(let link) = state { return link }
    return row.record.link
  }

  /// Asks for the code if nobody has read it yet.
  mutating func ask(_ world: World) -> [Effect] {
    guard let id, state == .none, let row = world.joinWays[id], row.hasCode, row.record.link == nil else { return [] }
    state = .asked
    return [.ask(.joinWays(.code(id)))]
  }

  mutating func receive(_ news: News, _ world: World) {
    guard let id else { return }
    switch news {
    case .answer(.joinWays(.code(id)), .joinWays(.code(let code))): state = .link(code.link)
    case .failed(.joinWays(.code(id)), let error) where error is CancellationError: state = .none
    case .failed(.joinWays(.code(id)), let error):
      state = .failed(world.words.advice(for: error, in: world.circumstances).map(world.words.line))
    default: break
    }
  }

  // MARK: - Drawing

  /// What is drawn in some room.
  enum Drawing: Sendable, Equatable {
    case code(HalfBlocks)
    /// Why there is none, or what there is instead.
    case text([SafeText], Role)
  }

  /// - Parameter key: how the whole screen is had for it; nil where it is had already.
  func drawing(_ row: JoinWayRow, _ world: World, in room: Size, key: SafeText?) -> Drawing {
    let words = world.words
    guard row.hasCode else {
      let url = SafeText(row.record.qrCode, limit: 500)
      return row.record.content.scene == .button && !url.isEmpty
        ? .text([words.buttonHasNoCode, url], .text) : .text([words.noCodeYet], .dim)
    }
    guard let link = link(row) else {
      if case .failed(let why) = state { return .text([words.codeFailed] + why, .error) }
      return .text([words.readingCode], .dim)
    }
    guard let code = QRCode(link) else { return .text([words.line(words.code(.notDrawable))], .error) }
    if let blocks = HalfBlocks(code, columns: room.width, rows: room.height) { return .code(blocks) }
    let least = HalfBlocks.size(of: code, quietZone: HalfBlocks.leastQuietZone)
    return .text([words.codeNeedsRoom(width: least.columns, height: least.rows, key: key)], .dim)
  }
}

extension JoinWayCodeView.Drawing {
  /// Columns and lines it takes of that many columns.
  func size(width: Int) -> Size {
    switch self {
    case .code(let blocks): Size(width: blocks.columns, height: blocks.lines.count)
    case .text(let lines, _): Size(width: width, height: lines.reduce(0) { $0 + wrapped($1, width: width).count })
    }
  }

  func draw(on canvas: inout Canvas, x: Int = 0, y: Int = 0) {
    switch self {
    case .code(let blocks):
      canvas.draw(in: Rect(x: x, y: y, width: blocks.columns, height: blocks.lines.count)) { part in
        part.layer = .code
        part.clear()
        for (y, line) in blocks.lines.enumerated() { part.write(SafeText(line), x: 0, y: y) }
      }
    case .text(let lines, let role):
      var y = y
      for line in lines { y = Chrome.paragraph(on: &canvas, line, x: x, y: y, width: canvas.width - x, role: role) }
    }
  }
}

extension JoinWayRow {
  /// Whether there is an image to be scanned.
  var hasCode: Bool {
    record.standing == .kept && record.content.scene != .button && !record.qrCode.isEmpty
  }

  /// What `y` copies: what a code says, the component's URL, else the address of the image.
  func copied(_ link: String?) -> String? {
    if let link { return link }
    return record.qrCode.isEmpty ? nil : record.qrCode
  }
}
