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
}

extension Subcommand {
  /// Never called: ``Entry`` runs a subcommand through ``run(in:)``.
  func run() throws { throw CleanExit.helpRequest(self) }
}

/// What every subcommand of this process shares: flags, environment, folders, words and the two outputs.
struct Program: Sendable {
  let shared: SharedOptions
  let environment: [String: String]
  let folders: Folders
  let words: Catalogue
  let output: Output

  /// Runs a subcommand and puts whatever went wrong into words.
  static func run(_ subcommand: any Subcommand) async -> ExitStatus {
    let environment = ProcessInfo.processInfo.environment
    let shared = subcommand.shared
    var language = Language.chosen(flag: shared.lang, setting: nil, environment: environment)
    do {
      let folders = try Folders(home: shared.home, environment: environment)
      let settings = try ProfileStore(folders: folders).configuration()
      language = Language.chosen(flag: shared.lang, setting: settings.language, environment: environment)
      let theme = try ThemeStore(folders: folders, executable: Bundle.main.executablePath)
        .load(shared.theme ?? settings.theme ?? ThemeStore.standard)
      let program = Program(
        shared: shared, environment: environment, folders: folders, words: Catalogue(language),
        output: Output(theme: theme, environment: environment))
      do {
        return try await subcommand.run(in: program)
      } catch {
        return program.report(error)
      }
    } catch {
      let output = Output(theme: .plain, environment: environment)
      return Failure(error, words: Catalogue(language)).show(on: output)
    }
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
