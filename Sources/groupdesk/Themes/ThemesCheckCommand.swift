import ArgumentParser
import Model
import Screen
import Settings
import Words

/// `groupdesk themes check`
struct ThemesCheckCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say everything that is wrong with a theme: file, line and key.",
    discussion: "Exact colours that are hard to read are said too; they are no error.")

  @Argument(help: "A theme's name, or a file (with a '/' or '.toml' in its name); every theme if left out.")
  var theme: String?

  @OptionGroup var shared: SharedOptions

  /// It says at its own place what is wrong.
  var warnsAboutTheme: Bool { false }

  func run(in program: Program) async throws -> ExitStatus {
    let (words, output) = (program.words, program.output)
    var status = ExitStatus.done
    for theme in try theme.map({ [$0] }) ?? program.themes.list().map(\.name) {
      let title = SafeText(theme, limit: 200)
      do throws(SettingsError) {
        let read = Self.isFile(theme) ? try ThemeStore.read(theme) : try program.themes.load(theme)
        output.line(words.check(.fine, title), .done)
        for poor in read.poorContrasts() { output.line("  \(line(poor, words))", .warning) }
      } catch {
        output.line(words.check(.failed, title), .error)
        for line in words.settings(error).map(words.line) { output.line("  \(line)", .error) }
        status = .usage
      }
    }
    return status
  }

  private func line(_ poor: PoorContrast, _ words: Catalogue) -> SafeText {
    words.poorContrast(
      role: SafeText("roles.\(poor.look.role.rawValue)"), layer: SafeText("layers.\(poor.look.layer.rawValue)"),
      contrast: poor.contrast, needed: poor.needed)
  }

  private static func isFile(_ theme: String) -> Bool { theme.contains("/") || theme.hasSuffix(".toml") }
}
