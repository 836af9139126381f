import Model

/// How many calls were let through lately: counts by slices of time, so that no window of the whole length ever holds
/// more than is allowed, wherever the vendor begins to count.
struct SlidingWindow: Sendable {
  /// At most this share of the budget is lost to the slices: 1/120.
  private static let slices: Int64 = 120

  private let sliceLength: Int64
  /// Oldest first, each with at least one call.
  private var counts: [(slice: Int64, count: Int)] = []
  private(set) var total = 0

  /// - Parameter length: a multiple of 120 ms.
  init(length: TimeSpan) { sliceLength = length.milliseconds / Self.slices }

  /// Forgets what is older than the window. Time never runs backwards here; a clock set back forgets everything, because
  /// the old counts would otherwise stand for as long as it was set back.
  mutating func advance(to now: Timestamp) {
    let current = now.milliseconds / sliceLength
    if let last = counts.last, last.slice > current + Self.slices {
      counts = []
      total = 0
    }
    // A call of slice s may have been made at its very end, so s counts until all of it is a window ago.
    var expired = 0
    while expired < counts.count, counts[expired].slice < current - Self.slices {
      total -= counts[expired].count
      expired += 1
    }
    if expired > 0 { counts.removeFirst(expired) }
  }

  mutating func add(at now: Timestamp) {
    let current = now.milliseconds / sliceLength
    total += 1
    if let last = counts.indices.last, counts[last].slice >= current {
      counts[last].count += 1
    } else {
      counts.append((current, 1))
    }
  }

  /// The moment from which less than `budget` stands in the window; nil when that is so already.
  func moment(below budget: Int) -> Timestamp? {
    var left = total
    guard left >= budget else { return nil }
    for entry in counts {
      left -= entry.count
      if left < budget { return Timestamp(milliseconds: (entry.slice + Self.slices + 1) * sliceLength) }
    }
    return nil
  }
}
