import Glibc
import Model
import Screen

@testable import Terminal

/// Two ends, closed when it goes.
final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    closeWriting()
  }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(writing, bytes, bytes.count)
  }

  /// Until nothing more fits.
  func fill() {
    let flags = fcntl(writing, F_GETFL)
    _ = fcntl(writing, F_SETFL, flags | O_NONBLOCK)
    while Glibc.write(writing, "x", 1) == 1 {}
    _ = fcntl(writing, F_SETFL, flags)
  }

  func empty() {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    _ = read(reading, &buffer, buffer.count)
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}

/// Notes what it is asked to do.
final class RecordingDisplay: Display {
  enum Call: Equatable {
    case fit, redraw, suspend, resume
    case show(String)
    case copy(String)
  }

  var calls: [Call] = []
  var size = Size(width: 4, height: 1)
  /// What it writes to; whoever reads from it decides when.
  let terminal = Pipe()
  var descriptor: Int32 { terminal.writing }

  func fit() -> Size {
    calls.append(.fit)
    return size
  }
  func show(_ frame: Frame) { calls.append(.show(frame.lines[0])) }
  func redraw() { calls.append(.redraw) }
  func copy(_ text: String) { calls.append(.copy(text)) }
  func suspend() { calls.append(.suspend) }
  func resume() { calls.append(.resume) }
}

/// Signals that a test raises.
final class FakeSignals: SignalSource {
  private let bell = Pipe()
  private var arrived = SignalSet()
  private(set) var stops = 0
  var descriptor: Int32 { bell.reading }

  func raise(_ numbers: Int32...) {
    for number in numbers { arrived.insert(SignalSet(number)) }
    bell.write("!")
  }

  func take() -> SignalSet {
    bell.empty()
    defer { arrived = [] }
    return arrived
  }

  func stop() { stops += 1 }
}

/// Notes its turns; a test says what each of them does.
struct RecordingClient: LoopClient {
  var turns: [[LoopEvent<String>]] = []
  /// Gets the number of the turn, from 1.
  let step: (Int, [LoopEvent<String>]) -> LoopStep

  mutating func turn(_ events: [LoopEvent<String>]) -> LoopStep {
    turns.append(events)
    return step(turns.count, events)
  }
}

extension Frame {
  /// One line with that text.
  static func line(_ text: String) -> Frame {
    var canvas = Canvas(size: Size(width: max(1, text.count), height: 1))
    canvas.write(SafeText(text), x: 0, y: 0)
    return canvas.frame
  }
}
