import Foundation
import Screen
import Testing

@testable import Settings

@Suite("The documents' examples", .timeLimit(.minutes(5)))
struct ReadmeTests {
  @Test(
    "the profile shown in the README can be read, alternatives included", arguments: ["README.md", "README.zh-CN.md"])
  func profile(_ document: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(document), encoding: .utf8)
    let example = try #require(text.components(separatedBy: "```toml\n").dropFirst().first)
      .components(separatedBy: "```")[0]
    let name = try #require(ProfileName("shop"))
    let profile = try Profile.read(name, file: document, bytes: Array(example.utf8))
    #expect(profile.secret?.backend == .command)
    #expect(profile.preferences == standard(with: profile.preferences))
    for line in example.split(separator: "\n") where line.hasPrefix("# ") && line.contains(" = ") {
      let alternative = "corp_id = \"ww1\"\n[secret]\n\(line.dropFirst(2))"
      #expect(throws: Never.self, "\(line)") { try Profile.read(name, file: document, bytes: Array(alternative.utf8)) }
    }
  }

  @Test("the theme shown in the documents can be read, and its tables name every role and layer")
  func theme() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("docs/themes.md"), encoding: .utf8)
    let example = try #require(text.components(separatedBy: "```toml\n").dropFirst().first)
      .components(separatedBy: "```")[0]
    let theme = try ThemeFile.read(file: "docs/themes.md", bytes: Array(example.utf8))
    #expect(theme[.error] == Style(colour: .named(.brightRed), attributes: [.bold]))
    let table = text.split(separator: "\n").filter { $0.hasPrefix("| `") || $0.hasPrefix("| | |") }.joined()
    for name in Role.allCases.map(\.rawValue) + Layer.allCases.map(\.rawValue) {
      #expect(table.contains("`\(name)`"), "\(name)")
    }
  }

  /// What the example shows is what counts without it, but for what has no standard.
  private func standard(with shown: Preferences) -> Preferences {
    var preferences = Preferences()
    preferences.language = shown.language
    preferences.hook = shown.hook
    return preferences
  }
}
