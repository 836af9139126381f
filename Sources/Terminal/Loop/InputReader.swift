import Glibc
import Screen

/// Reads what has been typed.
struct InputReader {
  /// What one turn reads at most, so that a flood cannot keep the screen from being drawn.
  private static let most = 1 << 20

  let descriptor: Int32
  var decoder = KeyDecoder()
  private var buffer = [UInt8](repeating: 0, count: 65536)

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Everything there is, once there is something; nil if the terminal is gone.
  mutating func read() -> [InputEvent]? {
    var events: [InputEvent] = []
    var total = 0
    repeat {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR || errno == EAGAIN { break }
      guard count > 0 else { return nil }
      events += decoder.feed(buffer[..<count])
      total += count
    } while total < Self.most && hasMore
    return events
  }

  private var hasMore: Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 1
  }
}
