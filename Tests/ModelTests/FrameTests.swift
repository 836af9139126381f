import Model
import Screen
import Testing

@Suite("Frames and their differences", .timeLimit(.minutes(5)))
struct FrameTests {
  /// Numbers that are the same in every run (SplitMix64).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let texts: [SafeText] = [
    "a", "群", "销售客服群", "🎁x", "e\u{301}e\u{301}", "─ab群─", "   ", "かな", "\u{1B}[31m", "👨‍👩‍👧",
  ]

  /// Writes and highlights at places inside and outside.
  private func scribble(_ count: Int, on canvas: inout Canvas, _ random: inout Seeded) {
    for _ in 0..<count {
      let part = Rect(
        x: Int.random(in: -2...10, using: &random), y: Int.random(in: -1...4, using: &random),
        width: Int.random(in: 0...14, using: &random), height: Int.random(in: 0...4, using: &random))
      let (x, y) = (Int.random(in: -6...14, using: &random), Int.random(in: -1...4, using: &random))
      let text = Self.texts.randomElement(using: &random) ?? ""
      let role = Role.allCases.randomElement(using: &random) ?? .text
      switch Int.random(in: 0..<6, using: &random) {
      case 0: canvas.highlight(part, .cursor)
      case 1: canvas.clear(part, layer: .bar)
      case 2: canvas.write(text, x: x, y: y, width: part.width, .right, role: role)
      case 3: canvas.draw(in: part) { $0.write(text, x: x / 2, y: y, role: role) }
      default: canvas.write(text, x: x, y: y, role: role)
      }
    }
  }

  private func frames(seed: UInt64) -> (before: Frame, after: Frame) {
    var random = Seeded(state: seed)
    var canvas = Canvas(size: Size(width: 12, height: 4))
    scribble(12, on: &canvas, &random)
    let before = canvas.frame
    scribble(Int.random(in: 1...8, using: &random), on: &canvas, &random)
    return (before, canvas.frame)
  }

  @Test(
    "every wide character has both its halves, whatever was drawn over it", arguments: 1...300 as ClosedRange<UInt64>)
  func halves(_ seed: UInt64) {
    let frame = frames(seed: seed).after
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width {
        #expect(frame[x, y].width != 2 || x + 1 < frame.size.width && frame[x + 1, y].isRightHalf)
        #expect(!frame[x, y].isRightHalf || x > 0 && frame[x - 1, y].width == 2)
      }
    }
  }

  @Test("the changes make the new frame of the old one", arguments: 1...300 as ClosedRange<UInt64>)
  func changes(_ seed: UInt64) {
    let (before, after) = frames(seed: seed)
    var screen = before
    for change in after.changes(from: before) {
      for (offset, cell) in change.cells.enumerated() { screen[change.x + offset, change.y] = cell }
    }
    #expect(screen.cells == after.cells)
  }

  @Test(
    "a change begins and ends with whole characters, of the old frame and of the new",
    arguments: 1...300 as ClosedRange<UInt64>)
  func whole(_ seed: UInt64) {
    let (before, after) = frames(seed: seed)
    for change in after.changes(from: before) {
      let end = change.x + change.cells.count - 1
      for frame in [before, after] {
        #expect(!frame[change.x, change.y].isRightHalf)
        #expect(frame[end, change.y].width != 2)
      }
    }
  }

  @Test("nothing changes between equal frames, and everything where the size differs")
  func extremes() {
    let frame = frames(seed: 1).after
    #expect(frame.changes(from: frame).isEmpty)
    #expect(frame.changes(from: nil).flatMap(\.cells) == frame.cells)
    #expect(frame.changes(from: Frame(size: Size(width: 4, height: 12))).flatMap(\.cells) == frame.cells)
  }

  @Test("a change of one line is as long as what differs")
  func shortest() {
    var canvas = Canvas(size: Size(width: 20, height: 2))
    canvas.write("abc群主def", x: 0, y: 0)
    let before = canvas.frame
    canvas.write("x", x: 1, y: 0)
    #expect(canvas.frame.changes(from: before).map { [$0.x, $0.y, $0.cells.count] } == [[1, 0, 1]])
    canvas.write("员", x: 5, y: 0)
    #expect(canvas.frame.changes(from: before).map { [$0.x, $0.y, $0.cells.count] } == [[1, 0, 6]])
  }
}
