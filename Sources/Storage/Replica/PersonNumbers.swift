import Model
import Synchronization

/// The numbers that stand for people in memberships, as far as they were looked up before: saves a look-up a member.
///
/// Holds fingerprints instead of texts: a refresh asks for every member of every group, and following a text for each
/// costs more than storing the membership.
package final class PersonNumbers: Sendable {
  struct Known: Sendable {
    var number: Int64
    /// Of the name that is stored.
    var name: Fingerprint
  }

  /// Beyond this many people everything is forgotten: about 60 MB.
  private static let most = 780_000
  private let known = Mutex<[Fingerprint: Known]>([:])

  package init() {}

  /// Lets `body` look at everybody known, while nobody else adds to it.
  func look<Result: Sendable>(_ body: (borrowing [Fingerprint: Known]) -> sending Result) -> Result {
    known.withLock { body($0) }
  }

  func remember(_ entries: [(person: Fingerprint, known: Known)]) {
    known.withLock { known in
      if known.count + entries.count > Self.most { known = [:] }
      for entry in entries { known[entry.person] = entry.known }
    }
  }
}

/// Stands for a text in this process: 128 bits of a hash whose key is drawn at every start, so two texts of one corp
/// do not share one.
struct Fingerprint: Hashable, Sendable {
  private let high: Int
  private let low: Int

  init(_ text: String) {
    var text = text
    (high, low) = text.withUTF8 { bytes in
      var first = Hasher()
      first.combine(bytes: UnsafeRawBufferPointer(bytes))
      var second = first
      second.combine(UInt8(1))
      return (first.finalize(), second.finalize())
    }
  }

  func hash(into hasher: inout Hasher) { hasher.combine(low) }
}
