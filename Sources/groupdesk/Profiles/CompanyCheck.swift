import Settings
import WeCom
import Words

/// Tries a connection and tells all of it in one go: what is right, what is not, and who must act.
struct CompanyCheck {
  let program: Program
  let name: ProfileName?

  func run(json: Bool) async throws -> ExitStatus {
    let page = try await page()
    if json {
      program.output.json(page.document)
    } else {
      for (line, role) in page.lines { program.output.line(line, role) }
    }
    return page.status
  }

  /// Tries the connection.
  func page() async throws -> CheckPage {
    let profile = try ProfileStore(folders: program.folders).resolve(
      ConnectionFlags(profile: name, readOnly: program.shared.readOnly), environment: program.environment)
    return CheckPage(
      profile: profile, outcome: try await outcome(profile), words: program.words, circumstances: Circumstances(profile)
    )
  }

  private func outcome(_ profile: ResolvedProfile) async throws -> CheckPage.Outcome {
    let client: WeComClient
    do {
      client = try await program.client(for: profile, await program.companyClock(of: profile))
    } catch let error as SettingsError {
      return .noSecret(error)
    }
    let report = await client.check()
    await client.shutdown()
    try Task.checkCancellation()
    return .report(report)
  }
}
