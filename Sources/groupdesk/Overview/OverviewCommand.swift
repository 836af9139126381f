import ArgumentParser
import Console
import Model
import Services
import Words

/// `groupdesk overview`
struct OverviewCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "overview", abstract: "What waits, what runs, what needs a hand.")

  @Flag(help: "One JSON document.") var json = false
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession { session in
      try await program.ensureSwept(session)
      let overview = try await session.handover.overview()
      let joinWays = JoinWaysSnapshot(version: 0, try await session.joinWays.rows())
      let isWorking = try session.isWorkerRunning
      if json {
        program.output.json(OverviewDocument(overview, joinWays, session, isWorking: isWorking))
      } else {
        let names = try await program.names(of: overview.jobs, session)
        let page = OverviewPage(
          overview: overview, joinWays: joinWays, isWorking: isWorking, corp: SafeText(session.corp, limit: 80),
          isDemo: session.profile.isSimulated, authority: session.authority, now: session.clock.now,
          application: session.profile.application, words: program.words,
          person: { program.person($0, names) })
        for (line, role) in page.lines { program.output.line(line, role) }
      }
      return .done
    }
  }
}
