import Foundation
import Model
import Services
import Simulator

/// The built-in company: a simulated one served inside this process, with files of its own.
struct DemoCompany: Sendable {
  let server: Server
  /// Below it are all files of the demo.
  let home: String
  private let isTemporary: Bool

  /// - Parameters:
  ///   - groups: how many customer groups.
  ///   - speed: company seconds in one real second.
  ///   - home: the folder for its files; nil for a temporary one that goes with it.
  static func start(groups: Int, speed: Double, home: String?) async throws -> DemoCompany {
    var configuration = CompanyConfiguration(
      groups: groups, owners: 8,
      resigned: [
        .init(groups: groups * 13 / 48, daysAgo: 12, customers: 34), .init(groups: 20, daysAgo: 340, customers: 11),
      ],
      membersPerGroup: 5...60)
    configuration.fullPerThousand = 0
    configuration.hasStrangeNames = false
    configuration.joinWays = CompanyConfiguration.usualJoinWays
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("groupdesk-demo-\(Identity.newID())")
    return DemoCompany(
      server: try await Server.start(configuration, speed: speed), home: home ?? folder.path, isTemporary: home == nil)
  }

  /// Takes the company's own join ways into a registry that has none: nobody could learn their ids, for the vendor has no
  /// list of them.
  func introduceJoinWays(to session: Session) async throws {
    guard session.authority == .mayChange, try await session.joinWays.rows(.all).isEmpty else { return }
    let ids = await server.company { company, _ in company.ownConfigIDs }
    _ = try await session.joinWays.importWays(ids.compactMap { ConfigID($0) })
  }

  func end() async {
    await server.shutdown()
    if isTemporary { try? FileManager.default.removeItem(atPath: home) }
  }
}
