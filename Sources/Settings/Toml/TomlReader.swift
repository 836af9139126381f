import Foundation
import TOMLKit

/// Reads one TOML file key by key and gathers everything that is wrong with it, so that a person mends a file in one go.
///
/// Ask for every key that may stand there, then call ``finish()``: what nobody asked for is an unknown key.
final class TomlReader {
  private let file: String
  private let root: TOMLTable
  private let lines: KeyLines
  private var asked: Set<String> = []
  private var faults: [ConfigurationFault] = []

  /// Throws `.configuration` with the syntax error's line.
  init(file: String, bytes: [UInt8]) throws(SettingsError) {
    guard let read = String(validating: bytes, as: UTF8.self), !read.utf8.contains(0) else {
      throw .notUTF8(path: file)
    }
    // Editors on Windows put a byte order mark in front; TOML does not know it.
    let document = (read.hasPrefix("\u{FEFF}") ? String(read.dropFirst()) : read)
      .replacingOccurrences(of: "\r\n", with: "\n")
    self.file = file
    lines = KeyLines(document)
    do {
      root = try TOMLTable(string: document)
    } catch let error as TOMLParseError {
      let fault = ConfigurationFault(
        file: file, line: error.source.begin.line, key: nil, problem: .syntax(error.description))
      throw .configuration([fault])
    } catch {
      throw .configuration([ConfigurationFault(file: file, line: nil, key: nil, problem: .syntax("\(error)"))])
    }
  }

  func text(_ key: String) -> String? { value(key, .text) { $0.string } }

  func whole(_ key: String, _ range: ClosedRange<Int>) -> Int? {
    value(key, .wholeNumber(range)) { $0.int.flatMap { range.contains($0) ? $0 : nil } }
  }

  func flag(_ key: String) -> Bool? { value(key, .yesOrNo) { $0.bool } }

  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    value(key, .oneOf(Choice.allCases.map(\.rawValue))) { $0.string.flatMap(Choice.init(rawValue:)) }
  }

  /// A text that `parse` makes something of.
  func parsed<Value>(_ key: String, _ allowed: Allowed, _ parse: (String) -> Value?) -> Value? {
    value(key, allowed) { $0.string.flatMap(parse) }
  }

  /// An array of texts that `parse` makes something of.
  func parsedList<Value>(_ key: String, _ allowed: Allowed, _ parse: ([String]) -> Value?) -> Value? {
    value(key, allowed) { node in
      guard let array = node.array else { return nil }
      let texts = array.compactMap { $0.string }
      return texts.count == array.count ? parse(texts) : nil
    }
  }

  /// The keys of a table, for tables whose keys the person chooses.
  func keys(of key: String) -> [String] { value(key, .table) { $0.table }?.keys ?? [] }

  /// Notes a fault found by the caller.
  func fault(_ key: String, _ problem: ConfigurationFault.Problem, allowed: Allowed? = nil) {
    faults.append(ConfigurationFault(file: file, line: lines[key], key: key, problem: problem, allowed: allowed))
  }

  /// The value, or a fault because the key is not there.
  func required<Value>(_ key: String, _ allowed: Allowed, _ found: Value?) -> Value? {
    if found == nil, node(key) == nil {
      faults.append(ConfigurationFault(file: file, line: nil, key: key, problem: .missing, allowed: allowed))
    }
    return found
  }

  /// Throws everything that was wrong, unknown keys included.
  func finish() throws(SettingsError) {
    noteUnknown(in: root, path: "")
    guard !faults.isEmpty else { return }
    let last = Int.max
    throw .configuration(faults.sorted { ($0.line ?? last, $0.key ?? "") < ($1.line ?? last, $1.key ?? "") })
  }

  private func value<Value>(_ key: String, _ allowed: Allowed, _ read: (TOMLValue) -> Value?) -> Value? {
    asked.insert(key)
    guard let node = node(key) else { return nil }
    if let value = read(node) { return value }
    fault(key, .notAllowed(value: Self.shown(node)), allowed: allowed)
    return nil
  }

  private func node(_ key: String) -> TOMLValue? {
    var table: TOMLTable? = root
    let path = key.split(separator: ".").map(String.init)
    for part in path.dropLast() { table = table?[part]?.table }
    return path.last.flatMap { table?[$0]?.tomlValue }
  }

  private func noteUnknown(in table: TOMLTable, path: String) {
    for key in table.keys {
      let full = path + key
      if asked.contains(full) { continue }
      if let inner = table[key]?.table, asked.contains(where: { $0.hasPrefix("\(full).") }) {
        noteUnknown(in: inner, path: "\(full).")
      } else if asked.contains(where: { $0.hasPrefix("\(full).") }) {
        fault(full, .notAllowed(value: table[key].map { Self.shown($0.tomlValue) } ?? ""), allowed: .table)
      } else {
        fault(full, .unknownKey(suggestion: Spelling.nearest(to: key, among: known(below: path)).map { path + $0 }))
      }
    }
  }

  /// Keys and tables that may stand directly below a path (empty, or ending in a dot).
  private func known(below path: String) -> Set<String> {
    Set(
      asked.filter { $0.hasPrefix(path) }.compactMap {
        $0.dropFirst(path.count).split(separator: ".").first.map(String.init)
      })
  }

  private static func shown(_ node: TOMLValue) -> String {
    String((node.string ?? node.debugDescription).prefix(80))
  }
}
