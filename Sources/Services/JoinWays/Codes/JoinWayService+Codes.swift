import Model
import Storage

extension JoinWayService {
  /// The configuration's QR code: fetched, read, and its link remembered. Throws ``CodeTrouble``; ``CodeTrouble/noURL`` for
  /// an id nobody knows, too.
  package func code(of id: JoinWayID) async throws -> JoinWayCode {
    let record = try await company.ledger.perform { try JoinWayRegistry(engine: $0).record(id) }
    guard let record else { throw CodeTrouble.noURL }
    return try await code(of: record)
  }

  /// Which configurations a poster is; reads the images of those never read. A poster may bear other codes besides: what
  /// any of them says is looked for. Throws ``CodeTrouble``.
  package func find(
    image: [UInt8], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> [JoinWayRow] {
    let texts = try await codes.read(image)
    guard !texts.isEmpty else { throw CodeTrouble.noCode }
    return try await find(Set(texts.map(CodeLink.init)), progress)
  }

  /// The same by a link: what a code says, or a `qr_code`.
  package func find(
    link: String, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> [JoinWayRow] {
    try await find([CodeLink(link)], progress)
  }

  private func find(
    _ links: Set<CodeLink>, _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> [JoinWayRow] {
    let ids = try await ids(saying: links, progress)
    return ids.isEmpty ? [] : try await rows(.ids(ids))
  }

  /// Configurations whose code says one of these, or whose `qr_code` is one. Those removed are known, too, if their image
  /// was read in time.
  func ids(
    saying links: Set<CodeLink>, _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> [JoinWayID] {
    let records = try await company.ledger.perform {
      try JoinWayRegistry(engine: $0).records([.kept, .unconfirmed, .gone, .removed], includingForgotten: true)
    }
    let known = records.filter { record in
      [record.link, record.qrCode].contains { $0.map { !$0.isEmpty && links.contains(CodeLink($0)) } ?? false }
    }
    guard known.isEmpty else { return known.map(\.id) }
    let unread = records.filter {
      $0.link == nil && $0.standing != .removed && $0.content.scene != .button && !$0.qrCode.isEmpty
    }
    return try await read(unread, until: links, progress)
  }

  /// Reads images until one says what is looked for; two configurations never have the same link. One that cannot be read
  /// keeps nobody from the others.
  private func read(
    _ records: [JoinWayRecord], until links: Set<CodeLink>, _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> [JoinWayID] {
    try await withThrowingTaskGroup(of: JoinWayID?.self) { group in
      var waiting = records[...]
      var done = 0
      func next() {
        guard let record = waiting.popFirst() else { return }
        group.addTask {
          do {
            return links.contains(CodeLink(try await code(of: record).link)) ? record.id : nil
          } catch is CodeTrouble {
            return nil
          }
        }
      }
      for _ in 0..<Self.atOnce { next() }
      while let found = try await group.next() {
        done += 1
        progress(done, records.count)
        if let found {
          group.cancelAll()
          return [found]
        }
        next()
      }
      return []
    }
  }

  /// Images that are fetched and read at the same time.
  private static let atOnce = 4

  private func code(of record: JoinWayRecord) async throws -> JoinWayCode {
    guard record.content.scene != .button else { throw CodeTrouble.noImage }
    guard !record.qrCode.isEmpty else { throw CodeTrouble.noURL }
    let texts = try await codes.read(try await codes.fetch(record.qrCode))
    guard let link = texts.first else { throw CodeTrouble.noCode }
    guard texts.count == 1 else { throw CodeTrouble.severalCodes(texts) }
    if record.link != link, authority == .mayChange {
      try await company.ledger.perform {
        try JoinWayRegistry(engine: $0).setLink(record.id, link, ofCode: record.qrCode)
      }
    }
    return JoinWayCode(link: link, url: record.qrCode)
  }
}
