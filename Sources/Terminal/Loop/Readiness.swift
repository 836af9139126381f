import Glibc

/// Which of the loop's descriptors have something to say. A descriptor whose other end is gone counts as ready: the
/// read from it tells.
struct Readiness {
  var input = false
  var signals = false
  var mailbox = false
  /// There is nothing to be written, or it can be.
  var output = false

  /// Waits until one of them is ready, a signal has come or it is time. May return early with nothing.
  ///
  /// - Parameter output: nil when it need not be waited for.
  static func wait(
    input: Int32, signals: Int32, mailbox: Int32, output: Int32?, until end: ContinuousClock.Instant?
  ) -> Readiness {
    var requests = [input, signals, mailbox].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // A negative descriptor is skipped.
    requests.append(pollfd(fd: output ?? -1, events: Int16(POLLOUT), revents: 0))
    guard poll(&requests, nfds_t(requests.count), milliseconds(until: end)) >= 0 else { return Readiness() }
    let isReady = requests.map { $0.revents != 0 }
    return Readiness(
      input: isReady[0], signals: isReady[1], mailbox: isReady[2], output: output == nil || isReady[3])
  }

  /// Rounded up, so that it is time when the wait is over; -1 for ever.
  private static func milliseconds(until end: ContinuousClock.Instant?) -> Int32 {
    guard let end else { return -1 }
    let left = (end - ContinuousClock.now) / Duration.milliseconds(1)
    return Int32(min(max(0, left.rounded(.up)), 86_400_000))
  }
}
