import Foundation
import Testing

@Suite("The documents", .timeLimit(.minutes(5)))
struct GuideTests {
  private static let documents = [
    "README.md", "README.zh-CN.md", "docs/guide.md", "docs/guide.zh-CN.md", "docs/architecture.md", "docs/themes.md",
  ]
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func text(_ document: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(document), encoding: .utf8)
  }

  @Test("every subcommand the documents show exists", arguments: documents)
  func subcommands(_ document: String) throws {
    let known = try commandNames()
    // Words up to the first that cannot be a subcommand: an option, a value in capitals, a comment.
    for command in try text(document).matches(of: /groupdesk(?<words>(?: [a-z]+)+)/) {
      let words = command.words.split(separator: " ").map(String.init)
      guard let first = words.first, known.groups.contains(first), words.count > 1 else { continue }
      #expect(known.names.contains(words[1]), "groupdesk \(first) \(words[1])")
    }
  }

  /// The names the sources give to subcommands, and those among them that have subcommands themselves.
  private func commandNames() throws -> (names: Set<String>, groups: Set<String>) {
    let sources = root.appendingPathComponent("Sources/groupdesk")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var names: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      names.formUnion(text.matches(of: /commandName: "(?<name>[a-z]+)"/).map { String($0.name) })
    }
    return (names, ["groups", "handover", "queue", "audit", "profile", "themes"])
  }
}
