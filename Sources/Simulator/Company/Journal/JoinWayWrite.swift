extension JournalEntry {
  /// A call that adds, updates or deletes a join way, whatever became of it.
  package struct JoinWayWrite: Sendable {
    package enum Kind: String, Sendable { case add, update, delete }

    package let kind: Kind
    /// The one that was made or named; nil where a body named none, or an add was refused.
    package let configID: String?
    /// The code that was, or would have been, answered.
    package let code: Int
    package let hadEffect: Bool
    package let fault: Fault.Kind?
    package let delivery: Reply.Delivery
    /// The body as it was sent.
    package let body: String
  }
}

extension Journal {
  /// Every add, update and delete of a join way so far.
  package var joinWayWrites: [JournalEntry.JoinWayWrite] {
    entries.compactMap { if case .joinWay(let write) = $0.event { write } else { nil } }
  }
}

extension JournalEntry.JoinWayWrite {
  func write(to writer: inout JSONWriter) {
    writer.member("kind", kind.rawValue)
    if let configID { writer.member("config_id", configID) }
    writer.member("errcode", code)
    writer.member("effect", hadEffect)
    if let fault { writer.member("fault", fault.rawValue) }
    writer.member("answer", delivery.name)
    if let fields = JSONReader.read(Array(body.utf8)), fields.object != nil {
      writer.key("fields")
      fields.write(to: &writer)
    }
    writer.member("body", body)
  }
}

extension Reply.Delivery {
  /// As the journal calls it.
  var name: String {
    switch self {
    case .whole: "whole"
    case .cut: "cut"
    case .dropped: "dropped"
    case .reset: "reset"
    }
  }
}
