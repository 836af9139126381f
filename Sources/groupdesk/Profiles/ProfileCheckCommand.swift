import ArgumentParser
import Settings

/// `groupdesk profile check`
struct ProfileCheckCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Try what a profile needs: corp id, secret, IP, permissions, visible range.")

  @Argument(help: "The profile; without it the one that would be used.") var name: ProfileName?
  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await CompanyCheck(program: program, name: name ?? shared.profile).run(json: json)
  }
}
