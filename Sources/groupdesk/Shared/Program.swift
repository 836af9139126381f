import ArgumentParser
import Foundation
import Model
import Screen
import Settings
import Words

/// A subcommand: parsed by argument-parser, run with everything it needs handed in.
protocol Subcommand: ParsableCommand, Sendable {
  var shared: SharedOptions { get }
  func run(in program: Program) async throws -> ExitStatus
  /// Whether a theme that cannot be used is told before it runs.
  var warnsAboutTheme: Bool { get }
}

extension Subcommand {
  /// Never called: ``Entry`` runs a subcommand through ``run(in:)``.
  func run() throws { throw CleanExit.helpRequest(self) }

  var warnsAboutTheme: Bool { true }
}

/// What every subcommand of this process shares: flags, environment, folders, words and the two outputs.
struct Program: Sendable {
  let shared: SharedOptions
  let environment: [String: String]
  let folders: Folders
  let themes: ThemeStore
  /// Name of the theme in use.
  let theme: String
  let words: Catalogue
  let output: Output

  /// Runs a subcommand and puts whatever went wrong into words.
  static func run(_ subcommand: any Subcommand) async -> ExitStatus {
    switch load(subcommand.shared) {
    case .failed(let status): return status
    case .ready(let program, _, let fault):
      if let fault, subcommand.warnsAboutTheme { program.warn(about: fault) }
      do { return try await subcommand.run(in: program) } catch { return program.report(error) }
    }
  }

  enum Loaded {
    /// - Parameter themeFault: what is wrong with the theme that was asked for; `theme` is the standard one then.
    case ready(Program, theme: Theme, themeFault: SettingsError?)
    /// It was said on standard error.
    case failed(ExitStatus)
  }

  /// Reads settings, language and theme.
  static func load(_ shared: SharedOptions) -> Loaded {
    let environment = ProcessInfo.processInfo.environment
    var language = Language.chosen(flag: shared.lang, setting: nil, environment: environment)
    do {
      let folders = try Folders(home: shared.home, environment: environment)
      let settings = try ProfileStore(folders: folders).configuration()
      language = Language.chosen(flag: shared.lang, setting: settings.language, environment: environment)
      let themes = ThemeStore(folders: folders, executable: Bundle.main.executablePath)
      let chosen = shared.theme ?? settings.theme ?? ThemeStore.standard
      let (theme, fault) = themes.loadOrStandard(chosen)
      let program = Program(
        shared: shared, environment: environment, folders: folders, themes: themes,
        theme: fault == nil ? chosen : ThemeStore.standard, words: Catalogue(language),
        output: Output(theme: theme, environment: environment))
      return .ready(program, theme: theme, themeFault: fault)
    } catch {
      let output = Output(theme: .plain, environment: environment)
      return .failed(Failure(error, words: Catalogue(language)).show(on: output))
    }
  }

  /// Says on standard error why the standard theme is used.
  private func warn(about fault: SettingsError) {
    for line in (words.settings(fault) + [words.standardThemeUsed]).map(words.line) { output.message(line, .warning) }
  }

  /// Says on standard error what went wrong.
  ///
  /// - Parameter application: decides who can mend a permission; nil: as the profile says.
  func report(_ error: any Error, application: ApplicationKind? = nil) -> ExitStatus {
    var circumstances = Circumstances(try? resolve())
    if let application { circumstances.application = application }
    return Failure(error, words: words, in: circumstances).show(on: output)
  }
}
