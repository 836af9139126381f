/// What really happened, in order: the truth a client's report is compared with.
package struct Journal: Sendable {
  /// Beyond these many entries the older half is forgotten.
  private static let capacity = 1_000_000

  package private(set) var entries: [JournalEntry] = []
  /// The sequence number of the newest entry; 0 at the start.
  package private(set) var last = 0

  mutating func record(_ event: JournalEntry.Event, at now: Int64, call: Int? = nil, of caller: Call? = nil) {
    last += 1
    entries.append(
      JournalEntry(
        sequence: last, at: now, call: call, path: caller?.path, address: caller?.address, port: caller?.port,
        event: event))
    if entries.count > Self.capacity { entries.removeFirst(Self.capacity / 2) }
  }

  /// The entries behind that sequence number, of these kinds or of all, the oldest first.
  package func entries(after sequence: Int, kinds: Set<String>? = nil) -> [JournalEntry] {
    let forgotten = last - entries.count
    let behind = entries.dropFirst(Swift.max(0, sequence - forgotten))
    return kinds.map { kinds in behind.filter { kinds.contains($0.kind) } } ?? Array(behind)
  }

  /// Every transfer so far.
  package var transfers: [JournalEntry.Transfer] {
    entries.compactMap { if case .transfer(let transfer) = $0.event { transfer } else { nil } }
  }
}
