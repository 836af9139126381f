import Foundation

/// Secrets to look for, in every form they are likely to be written.
struct Canaries: Sendable {
  private let needles: [(name: String, bytes: Data)]

  init(_ secrets: [String]) {
    needles = secrets.flatMap { secret in
      Self.forms(of: secret).map { (name: "\(secret.prefix(8))…", bytes: Data($0)) }
    }
  }

  /// As it is, percent-encoded, as JSON writes it, hexadecimal, and as base64 whatever stands before it.
  private static func forms(of secret: String) -> Set<[UInt8]> {
    let plain = Array(secret.utf8)
    let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    let percent = plain.map { unreserved.contains($0) ? String(Character(.init($0))) : String(format: "%%%02X", $0) }
    let hexadecimal = plain.map { String(format: "%02x", $0) }.joined()
    var forms: Set<[UInt8]> = [
      plain, Array(percent.joined().utf8), Array(percent.joined().lowercased().utf8), Array(hexadecimal.utf8),
      Array(hexadecimal.uppercased().utf8), Array(secret.replacingOccurrences(of: "/", with: "\\/").utf8),
    ]
    for shift in 0..<3 {
      // Characters that depend on the bytes beside it are left out.
      let padded = Data([UInt8](repeating: 0, count: shift) + plain)
      let whole = padded.base64EncodedString().drop { $0 == "=" }
      let text = whole.dropFirst(shift == 0 ? 0 : shift + 1).prefix { $0 != "=" }.dropLast(2)
      forms.insert(Array(text.utf8))
    }
    return forms
  }

  func found(in text: String) -> [String] { found(in: Data(text.utf8)) }

  /// Which secrets stand in there.
  func found(in data: Data) -> [String] { needles.filter { data.range(of: $0.bytes) != nil }.map(\.name) }

  /// Which files below a folder hold one, in their content or their name.
  func files(below folder: String, except: Set<String> = []) throws -> [String] {
    guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
    var found: [String] = []
    for case let name as String in names where !except.contains(name) {
      let isFile = names.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      let content = isFile ? try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")) : Data()
      if !self.found(in: name).isEmpty || !self.found(in: content).isEmpty { found.append(name) }
    }
    return found
  }

  /// Which processes that work below a folder show one in their arguments or their environment. Throws for one whose
  /// environment cannot be read while it runs.
  func processes(
    workingBelow folder: String
  ) throws -> (processes: [pid_t], arguments: [pid_t], environments: [pid_t]) {
    var (processes, arguments, environments): ([pid_t], [pid_t], [pid_t]) = ([], [], [])
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = pid_t(name), let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline"),
        line.range(of: Data(folder.utf8)) != nil
      else { continue }
      let environment: Data
      do {
        environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/environ"))
      } catch {
        if kill(process, 0) != 0, errno == ESRCH { continue }
        throw error
      }
      processes.append(process)
      if !found(in: line).isEmpty { arguments.append(process) }
      if !found(in: environment).isEmpty { environments.append(process) }
    }
    return (processes, arguments, environments)
  }
}
