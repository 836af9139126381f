import Model

/// Config ids as people keep them: one a line, or pasted with spaces or commas between them, or a table with a column
/// `config_id`.
package struct ConfigIDList: Sendable, Hashable {
  /// Each once, in the order of their first mention.
  package let ids: [ConfigID]

  package struct Problem: Sendable, Hashable {
    /// Counted from 1.
    package var line: Int
    package var kind: Kind

    package init(line: Int, kind: Kind) {
      self.line = line
      self.kind = kind
    }

    package enum Kind: Sendable, Hashable {
      case notAConfigID(String)
      case empty
      case notUTF8
      case openQuote
      case tooMany(limit: Int)
    }
  }

  /// Everything wrong with a list at once; nothing of it is used.
  package struct Problems: Error, Sendable, Hashable {
    package var problems: [Problem]
    /// As the person named it; nil where nobody said.
    package var file: String?

    package init(_ problems: [Problem]) { self.problems = problems }
  }

  /// The most ids one list may have: as many as a corp may have configurations (99547).
  package static let longest = 500_000

  package init(_ bytes: some Collection<UInt8>) throws(Problems) {
    let rows: [CSVReader.Row]
    do throws(CSVReader.Problem) {
      rows = try CSVReader(bytes).rows
    } catch {
      switch error {
      case .notUTF8: throw Problems([.init(line: 1, kind: .notUTF8)])
      case .openQuote(let line): throw Problems([.init(line: line, kind: .openQuote)])
      }
    }
    let column = rows.first?.fields.firstIndex { $0.lowercased() == "config_id" }
    var problems: [Problem] = []
    var ids: [ConfigID] = []
    var seen: Set<ConfigID> = []
    for row in rows.dropFirst(column == nil ? 0 : 1) {
      let texts: [String]
      if let column {
        // A row of an unconfirmed configuration has none.
        texts = column < row.fields.count && !row.fields[column].isEmpty ? [row.fields[column]] : []
      } else {
        texts = row.fields.flatMap { $0.split { $0.isWhitespace || $0 == ";" || $0 == "，" }.map(String.init) }
      }
      for text in texts {
        guard let id = ConfigID(unwrapped(text)) else {
          problems.append(.init(line: row.line, kind: .notAConfigID(text)))
          continue
        }
        if seen.insert(id).inserted { ids.append(id) }
      }
      if ids.count > Self.longest { throw Problems([.init(line: row.line, kind: .tooMany(limit: Self.longest))]) }
    }
    if problems.isEmpty, ids.isEmpty { problems.append(.init(line: 1, kind: .empty)) }
    guard problems.isEmpty else { throw Problems(problems) }
    self.ids = ids
  }
}
