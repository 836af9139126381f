import Foundation

/// Reads one TOML file key by key and gathers everything that is wrong with it, so that a person mends a file in one go.
///
/// Ask for every key that may stand there, then call ``finish()``: what nobody asked for is an unknown key.
final class TomlReader {
  private let file: String
  private let root: TomlTable
  private var asked: Set<String> = []
  private var faults: [ConfigurationFault] = []
  /// As many as are gathered: nobody reads more.
  private static let mostFaults = 100

  /// Throws `.configuration` with the syntax error's line.
  init(file: String, bytes: [UInt8]) throws(SettingsError) {
    guard let read = String(validating: bytes, as: UTF8.self), !read.utf8.contains(0) else {
      throw .notUTF8(path: file)
    }
    // Editors on Windows put a byte order mark in front; TOML does not know it.
    let document = (read.hasPrefix("\u{FEFF}") ? String(read.dropFirst()) : read)
      .replacingOccurrences(of: "\r\n", with: "\n")
    self.file = file
    do throws(TomlFault) {
      root = try TomlParser.parse(document)
    } catch {
      throw .configuration([
        ConfigurationFault(file: file, line: error.line, key: nil, problem: .syntax(error.what))
      ])
    }
  }

  func text(_ key: String) -> String? { value(key, .text) { $0.text } }

  func whole(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    value(key, .wholeNumber(range)) { node in
      guard case .whole(let number) = node, range.contains(number) else { return nil }
      return number
    }
  }

  func flag(_ key: String) -> Bool? {
    value(key, .yesOrNo) { node in
      guard case .flag(let flag) = node else { return nil }
      return flag
    }
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    value(key, .oneOf(Choice.allCases.map(\.rawValue))) { $0.text.flatMap(Choice.init(rawValue:)) }
  }

  /// A text that `parse` makes something of.
  func parsed<Value>(_ key: String, _ allowed: Allowed, _ parse: (String) -> Value?) -> Value? {
    value(key, allowed) { $0.text.flatMap(parse) }
  }

  /// An array of texts that `parse` makes something of.
  func parsedList<Value>(_ key: String, _ allowed: Allowed, _ parse: ([String]) -> Value?) -> Value? {
    value(key, allowed) { node in
      guard case .list(let values) = node else { return nil }
      let texts = values.compactMap(\.text)
      return texts.count == values.count ? parse(texts) : nil
    }
  }

  /// The keys of a table, for tables whose keys the person chooses.
  func keys(of key: String) -> [String] {
    guard let table = value(key, .table, \.table) else { return [] }
    for (name, entry) in table.entriesByLine where !Self.isName(name) {
      fault(Self.path(key, name), .unknownKey(suggestion: nil), on: entry.line)
    }
    return table.entries.keys.filter(Self.isName).sorted()
  }

  /// Notes a fault found by the caller.
  func fault(_ key: String, _ problem: ConfigurationFault.Problem, allowed: Allowed? = nil) {
    fault(key, problem, allowed: allowed, on: line(of: key))
  }

  private func fault(_ key: String, _ problem: ConfigurationFault.Problem, allowed: Allowed? = nil, on line: Int?) {
    guard faults.count < Self.mostFaults else { return }
    faults.append(ConfigurationFault(file: file, line: line, key: key, problem: problem, allowed: allowed))
  }

  /// The value, or a fault because the key is not there.
  func required<Value>(_ key: String, _ allowed: Allowed, _ found: Value?) -> Value? {
    if found == nil, node(key) == nil {
      fault(key, .missing, allowed: allowed, on: nil)
    }
    return found
  }

  /// Throws everything that was wrong, unknown keys included.
  func finish() throws(SettingsError) {
    noteUnknown(in: root, path: "", known: known())
    guard !faults.isEmpty else { return }
    let last = Int.max
    throw .configuration(faults.sorted { ($0.line ?? last, $0.key ?? "") < ($1.line ?? last, $1.key ?? "") })
  }

  private func value<Value>(_ key: String, _ allowed: Allowed, _ read: (TomlValue) -> Value?) -> Value? {
    asked.insert(key)
    guard let node = node(key) else { return nil }
    if let value = read(node) { return value }
    fault(key, .notAllowed(value: Self.shown(node)), allowed: allowed)
    return nil
  }

  private func node(_ key: String) -> TomlValue? {
    var value: TomlValue? = .table(root)
    for part in key.split(separator: ".") { value = value?.table?[String(part)] }
    return value
  }

  /// The line of a key, or of the nearest key around it.
  private func line(of key: String) -> Int? {
    var table: TomlTable? = root
    var line: Int?
    for part in key.split(separator: ".") {
      guard let entry = table?.entries[String(part)] else { break }
      line = entry.line
      table = entry.value.table
    }
    return line
  }

  private func noteUnknown(in table: TomlTable, path: String, known: [String: Set<String>]) {
    for (key, entry) in table.entriesByLine {
      guard faults.count < Self.mostFaults else { return }
      let full = Self.path(path, key)
      if asked.contains(full) { continue }
      guard known[full] != nil else {
        let near = Spelling.nearest(to: key, among: known[path, default: []]).map { Self.path(path, $0) }
        fault(full, .unknownKey(suggestion: near), on: entry.line)
        continue
      }
      if let inner = entry.value.table {
        noteUnknown(in: inner, path: full, known: known)
      } else {
        fault(full, .notAllowed(value: Self.shown(entry.value)), allowed: .table, on: entry.line)
      }
    }
  }

  /// The keys and tables that may stand directly below each table, by its path; the document's is empty.
  private func known() -> [String: Set<String>] {
    var known: [String: Set<String>] = [:]
    for key in asked {
      var path = ""
      for part in key.split(separator: ".").map(String.init) {
        known[path, default: []].insert(part)
        path = Self.path(path, part)
      }
    }
    return known
  }

  /// Of a key in the table of this path. A key that is no name stands in quotes, so that it is taken for no other: `"a.b"`
  /// is not `b` in `a`.
  private static func path(_ table: String, _ key: String) -> String {
    let key = isName(key) ? key : "\"\(key)\""
    return table.isEmpty ? key : "\(table).\(key)"
  }

  /// Whether a key can be asked for.
  private static func isName(_ key: String) -> Bool { !key.isEmpty && !key.contains(".") }

  private static func shown(_ node: TomlValue) -> String { String(node.shown.prefix(80)) }
}
