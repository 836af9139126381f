import Model

/// A table that says which group goes to whom: columns `chat_id` and `new_owner`, in any order, others ignored.
package struct MappingFile: Sendable {
  package let newOwners: [ChatID: UserID]

  /// One thing wrong with a file, on the line it stands on.
  package struct Problem: Sendable, Hashable {
    package var line: Int
    package var kind: Kind

    package init(line: Int, kind: Kind) {
      self.line = line
      self.kind = kind
    }

    package enum Kind: Sendable, Hashable {
      case missingColumn(String)
      case notAChatID(String)
      case notAUserID(String)
      /// The same group stands on an earlier line.
      case duplicate(ChatID, earlierLine: Int)
      case empty
      case notUTF8
      case openQuote
      case tooManyRows(limit: Int)
    }
  }

  /// Everything wrong with a file at once; nothing of it is used.
  package struct Problems: Error, Sendable, Hashable {
    package var problems: [Problem]
    /// As the person named it; nil where nobody said.
    package var file: String?

    package init(problems: [Problem], file: String? = nil) {
      self.problems = problems
      self.file = file
    }
  }

  /// The most groups one file may name.
  package static let longest = 100_000

  package init(_ bytes: some Collection<UInt8>) throws(Problems) {
    let rows = try Self.rows(bytes)
    guard let header = rows.first else { throw Problems(problems: [.init(line: 1, kind: .empty)]) }
    let names = header.fields.map { $0.lowercased() }
    guard let chatColumn = names.firstIndex(of: "chat_id") else {
      throw Problems(problems: [.init(line: header.line, kind: .missingColumn("chat_id"))])
    }
    guard let ownerColumn = names.firstIndex(of: "new_owner") else {
      throw Problems(problems: [.init(line: header.line, kind: .missingColumn("new_owner"))])
    }
    var problems: [Problem] = []
    var newOwners: [ChatID: UserID] = [:]
    var lines: [ChatID: Int] = [:]
    for row in rows.dropFirst() {
      let chatText = chatColumn < row.fields.count ? unwrapped(row.fields[chatColumn]) : ""
      let ownerText = ownerColumn < row.fields.count ? unwrapped(row.fields[ownerColumn]) : ""
      guard let chat = ChatID(chatText) else {
        problems.append(.init(line: row.line, kind: .notAChatID(chatText)))
        continue
      }
      guard let owner = UserID(ownerText) else {
        problems.append(.init(line: row.line, kind: .notAUserID(ownerText)))
        continue
      }
      if let earlier = lines.updateValue(row.line, forKey: chat) {
        problems.append(.init(line: row.line, kind: .duplicate(chat, earlierLine: earlier)))
      }
      newOwners[chat] = owner
    }
    if problems.isEmpty, newOwners.isEmpty { problems.append(.init(line: header.line, kind: .empty)) }
    guard problems.isEmpty else { throw Problems(problems: problems) }
    self.newOwners = newOwners
  }

  /// The groups a file names in its column `chat_id`, or, without a header, in its first column.
  package static func chats(_ bytes: some Collection<UInt8>) throws(Problems) -> [ChatID] {
    let rows = try rows(bytes)
    let names = rows.first?.fields.map { $0.lowercased() } ?? []
    let column = names.firstIndex(of: "chat_id")
    var problems: [Problem] = []
    var chats: [ChatID] = []
    var lines: [ChatID: Int] = [:]
    for row in rows.dropFirst(column == nil ? 0 : 1) {
      let text = (column ?? 0) < row.fields.count ? unwrapped(row.fields[column ?? 0]) : ""
      guard let chat = ChatID(text) else {
        problems.append(.init(line: row.line, kind: .notAChatID(text)))
        continue
      }
      if let earlier = lines.updateValue(row.line, forKey: chat) {
        problems.append(.init(line: row.line, kind: .duplicate(chat, earlierLine: earlier)))
      }
      chats.append(chat)
    }
    if problems.isEmpty, chats.isEmpty { problems.append(.init(line: 1, kind: .empty)) }
    guard problems.isEmpty else { throw Problems(problems: problems) }
    return chats
  }

  private static func rows(_ bytes: some Collection<UInt8>) throws(Problems) -> [CSVReader.Row] {
    do {
      let rows = try CSVReader(bytes).rows
      guard rows.count <= longest + 1 else {
        throw Problems(problems: [.init(line: rows[longest + 1].line, kind: .tooManyRows(limit: longest))])
      }
      return rows
    } catch let problem as CSVReader.Problem {
      switch problem {
      case .notUTF8: throw Problems(problems: [.init(line: 1, kind: .notUTF8)])
      case .openQuote(let line): throw Problems(problems: [.init(line: line, kind: .openQuote)])
      }
    } catch let problems as Problems {
      throw problems
    } catch {
      throw Problems(problems: [.init(line: 1, kind: .notUTF8)])
    }
  }
}

/// An id as this program's own CSV writes it where a spreadsheet would make a number of it: `="10086"`.
func unwrapped(_ field: String) -> String {
  guard field.hasPrefix("=\""), field.hasSuffix("\""), field.count > 3 else { return field }
  return String(field.dropFirst(2).dropLast())
}
