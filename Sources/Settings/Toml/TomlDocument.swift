/// A table of a TOML document: what stands below a name, and on which line.
final class TomlTable {
  /// How a table came to be, which decides who may add to it.
  enum Origin {
    /// `[name]`, or the whole document.
    case header
    /// Named only on the way to another, as `a` by `[a.b]`.
    case implied
    /// On the way of a dotted key.
    case dotted
    /// `{ … }`: complete where it stands.
    case inline
  }

  struct Entry {
    var value: TomlValue
    /// The line of the document on which it was first named, from 1.
    let line: Int
  }

  fileprivate(set) var origin: Origin
  fileprivate(set) var entries: [String: Entry] = [:]

  init(_ origin: Origin) { self.origin = origin }

  subscript(key: String) -> TomlValue? { entries[key]?.value }

  /// In the order of the document.
  var entriesByLine: [(key: String, value: Entry)] {
    entries.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }
  }
}

/// A value as this program needs it: what no setting is, is kept as it was written.
enum TomlValue {
  case text(String)
  case whole(Int)
  case flag(Bool)
  /// A number with a point, a date or a time.
  case other(String)
  case list([TomlValue])
  case table(TomlTable)
  /// `[[name]]`: the one that stands last, to which a header below it adds. No setting is a list of tables.
  case tables(last: TomlTable)

  var table: TomlTable? { if case .table(let table) = self { table } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// As it is told to the person who wrote it.
  var shown: String {
    switch self {
    case .text(let text), .other(let text): text
    case .whole(let number): String(number)
    case .flag(let flag): String(flag)
    case .list(let values): "[\(values.map(\.shown).joined(separator: ", "))]"
    case .table, .tables: "{…}"
    }
  }
}

/// Where a document is no TOML, and why, in English.
struct TomlFault: Error {
  let line: Int
  let what: String
}

extension TomlTable {
  /// Names deeper than this mean nothing to anybody.
  static let deepest = 16

  /// The table that a header `[path]` opens; creates what is not there.
  func opened(_ path: [String], isElement: Bool, line: Int) throws(TomlFault) -> TomlTable {
    var table = self
    for name in path.dropLast() {
      switch table[name] {
      case nil: table = table.created(.implied, name, line)
      case .table(let inner) where inner.origin != .inline: table = inner
      case .tables(let last): table = last
      default: throw TomlFault(line: line, what: "\(name) is no table that can be added to")
      }
    }
    guard let name = path.last else { throw TomlFault(line: line, what: "a table without a name") }
    switch (table[name], isElement) {
    case (nil, false): return table.created(.header, name, line)
    case (.table(let inner), false) where inner.origin == .implied:
      inner.origin = .header
      return inner
    case (nil, true):
      let first = TomlTable(.header)
      table.entries[name] = Entry(value: .tables(last: first), line: line)
      return first
    case (.tables, true):
      let next = TomlTable(.header)
      table.entries[name]?.value = .tables(last: next)
      return next
    default: throw TomlFault(line: line, what: "\(name) stands twice")
    }
  }

  /// Puts a value below a dotted key.
  func put(_ value: TomlValue, at path: [String], line: Int) throws(TomlFault) {
    var table = self
    for name in path.dropLast() {
      switch table[name] {
      case nil: table = table.created(.dotted, name, line)
      case .table(let inner) where inner.origin == .dotted || inner.origin == .implied: table = inner
      default: throw TomlFault(line: line, what: "\(name) cannot be added to here")
      }
    }
    guard let name = path.last, table[name] == nil else {
      throw TomlFault(line: line, what: "\(path.last ?? "") stands twice")
    }
    table.entries[name] = Entry(value: value, line: line)
  }

  private func created(_ origin: Origin, _ name: String, _ line: Int) -> TomlTable {
    let table = TomlTable(origin)
    entries[name] = Entry(value: .table(table), line: line)
    return table
  }
}
