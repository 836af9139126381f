import ArgumentParser
import Model
import Simulator

/// `groupdesk simulate`: a company that behaves like the vendor's, on a port of this machine.
struct SimulateCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Run a simulated company on this machine.",
    discussion: """
      Prints one line, 'listening on http://127.0.0.1:PORT', and serves until it is interrupted. Corp id and secret are \
      known to groupdesk: set GROUPDESK_BASE_URL to that address. The control plane is described in docs/simulator.md.
      """)

  @Option(help: "The port; 0 for a free one.") var port = 0
  @Option(help: "How many customer groups.") var groups = 2400
  @Option(help: "How many people own them.") var owners = 12
  @Option(help: "What everything else follows from.") var seed: UInt64 = 1
  @Option(help: "Company seconds in one real second.") var speed = 1.0
  @Option(help: "Company time at the start, in Shanghai: 2026-11-02T09:00.") var start: String?
  @Option(help: "How many groups each resigned owner has, as 650,40,12.") var resigned: String?
  @Option(help: "Members of a group, as 5-195.") var members: String?
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535.") }
    guard (1...2_000_000).contains(groups) else { throw ValidationError("--groups takes 1 to 2000000.") }
    guard (1...100_000).contains(owners) else { throw ValidationError("--owners takes 1 to 100000.") }
    guard (0...1_000_000).contains(speed) else { throw ValidationError("--speed takes 0 to 1000000.") }
    if start != nil, startMoment == nil { throw ValidationError("--start takes a time like 2026-11-02T09:00.") }
    if resigned != nil, resignations == nil { throw ValidationError("--resigned takes numbers like 650,40,12.") }
    if members != nil, memberRange == nil { throw ValidationError("--members takes two numbers like 5-195.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    let server: Server
    do {
      server = try await Server.start(
        configuration, port: port, start: startMoment?.milliseconds ?? Server.usualStart, speed: speed)
    } catch ServerError.cannotListen(let port, _) {
      program.output.message(program.words.cannotListen(port: port), .error)
      return .usage
    }
    program.output.document("listening on \(server.baseURL)")
    await withTaskCancellationHandler {
      await server.waitUntilDone()
    } onCancel: {
      Task { await server.shutdown() }
    }
    return .done
  }

  private var configuration: CompanyConfiguration {
    var configuration = CompanyConfiguration(
      seed: seed, groups: groups, owners: owners, resigned: resignations, membersPerGroup: memberRange ?? 5...195)
    configuration.joinWays = CompanyConfiguration.usualJoinWays
    return configuration
  }

  private var startMoment: Timestamp? {
    guard let start else { return nil }
    let parts = start.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let day = Day(parts[0]), let time = TimeOfDay(parts[1]) else { return nil }
    return day.moment(time)
  }

  private var resignations: [CompanyConfiguration.Resignation]? {
    guard let resigned else { return nil }
    let counts = resigned.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard counts.count <= owners, counts.allSatisfy({ $0.map { $0 >= 0 && $0 <= groups } ?? false }) else { return nil }
    return counts.enumerated().map { index, count in
      .init(groups: count ?? 0, daysAgo: 12 + 20 * index, customers: 40 + 11 * index)
    }
  }

  private var memberRange: ClosedRange<Int>? {
    guard let members else { return nil }
    let ends = members.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 1, low <= high, high <= 500 else { return nil }
    return low...high
  }
}
