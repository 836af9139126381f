import ArgumentParser
import Foundation
import Model
import Queue
import Services
import Settings
import Simulator
import Words

/// `groupdesk demo`: a small handover, played through on the built-in company.
struct DemoCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Play a small handover through on a simulated company.",
    discussion: """
      Runs the very commands a person would type, against a simulated company in this process whose day lasts some \
      seconds. Files go to a temporary folder unless --home is given.
      """)

  @Option(help: "How many customer groups.") var groups = 1200
  @Option(help: "Company seconds in one real second.") var speed = 8640.0
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (100...20_000).contains(groups) else { throw ValidationError("--groups takes 100 to 20000.") }
    guard (1...20_000).contains(speed) else { throw ValidationError("--speed takes 1 to 20000.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    try shared.authority.mayChange()
    let company = try await DemoCompany.start(groups: groups, speed: speed, home: shared.home)
    let demo = try program.talking(to: company.server.baseURL, home: company.home)
    let status: ExitStatus
    do {
      status = try await play(demo)
    } catch {
      await company.end()
      throw error
    }
    await company.end()
    return status
  }

  private func play(_ program: Program) async throws -> ExitStatus {
    program.output.message(program.words.demoBegins(secondsPerDay: max(1, Int(86_400 / speed))), .dim)
    for line in [["overview"], ["handover", "owners"]] {
      let status = try await type(line, program)
      guard status == .done else { return status }
    }
    guard let (from, to) = try await cast(program) else { return .inPart }
    var status = try await type(["handover", "plan", "--from", from, "--to", to], program)
    guard status == .done else { return status }
    let newest = try await program.withSession(needsVendor: false) { try await $0.handover.reports().first }
    guard let plan = newest else { return .inPart }
    let id = plan.handover.id.rawValue
    for line in [
      ["handover", "start", id, "--confirm", String(plan.count(.planned))], ["queue", "run", "--until-done"],
      ["handover", "status", id],
    ] {
      status = try await type(line, program)
      guard status == .done else { return status }
    }
    program.output.message(program.words.demoEnds, .done)
    return status
  }

  /// Whose groups go to whom: from the resigned owner with the most to the two with the fewest who own some.
  private func cast(_ program: Program) async throws -> (from: String, to: String)? {
    try await program.withSession { session in
      let resigned = try await session.handover.resignedOwners()
      guard let from = resigned.max(by: { $0.waiting < $1.waiting })?.userID else { return nil }
      let fit = try await session.handover.newOwners(oldOwner: from).filter { $0.isEligible && $0.groups > 0 }
      let least = fit.sorted { ($0.groups, $0.userID) < ($1.groups, $1.userID) }.prefix(2)
      return least.isEmpty ? nil : (from.rawValue, least.map(\.userID.rawValue).joined(separator: ","))
    }
  }

  /// Shows a command as it would be typed, and runs it.
  private func type(_ words: [String], _ program: Program) async throws -> ExitStatus {
    program.output.message(
      SafeText("\n$ groupdesk \(words.joined(separator: " "))".trimmingPrefix("\n").description), .title)
    guard let command = try Groupdesk.parseAsRoot(words) as? any Subcommand else { return .usage }
    return try await command.run(in: program)
  }
}

extension Program {
  /// The same program, talking to a simulated company, with its files below `home`.
  func talking(to baseURL: String, home: String) throws -> Program {
    var environment = environment
    environment[Variable.baseURL] = baseURL
    environment[Variable.corpID] = nil
    environment[Variable.secret] = nil
    environment["CREDENTIALS_DIRECTORY"] = nil
    return Program(
      shared: shared, environment: environment, folders: try Folders(home: home, environment: environment),
      themes: themes, theme: theme, words: words, output: output)
  }
}
