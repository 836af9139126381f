import Model
import Simulator
import Storage
import Testing
import WeCom

@testable import Services

extension Office {
  static let addJoinWay = "externalcontact/groupchat/add_join_way"
  static let getJoinWay = "externalcontact/groupchat/get_join_way"
  static let updateJoinWay = "externalcontact/groupchat/update_join_way"
  static let deleteJoinWay = "externalcontact/groupchat/del_join_way"

  /// An office whose replica knows the company's groups.
  static func openWithGroups(
    _ configuration: CompanyConfiguration = Self.configuration, _ body: (Office) async throws -> Void
  ) async throws {
    try await open(configuration) { office in
      var office = office
      // Real time is waited for where a call may still be on its way.
      office.rules.requestTimeout = .milliseconds(50)
      try await office.sweep.run { _, _ in }
      try await body(office)
    }
  }

  /// A content nobody could object to.
  func content(_ remark: String = "门店 A 海报", state: String = "shopA", groups: Int = 2) async throws -> JoinWayContent {
    let owner = try await successors(1)[0]
    return JoinWayContent(
      remark: remark, roomBaseName: "销售客服群", roomBaseID: 10,
      chats: Array(try await chats(of: owner.rawValue).prefix(groups)), state: state)
  }

  /// Adds a configuration and expects that to work.
  func added(_ content: JoinWayContent) async throws -> JoinWayRecord {
    guard case .done(let record, let differing) = try await joinWays().add(content) else {
      throw Unexpected()
    }
    #expect(differing.isEmpty)
    return record
  }

  struct Unexpected: Error {}

  /// The next call of this path meets with this.
  func nextCall(_ path: String, _ kind: Fault.Kind, code: Int? = nil) async throws {
    var fault = Fault(kind, path: path)
    fault.code = code
    try await company { [fault] company, _ in company.add([fault]) }
  }

  /// What the company did, in its order: kind and code of each write that came to it.
  func writes() async throws -> [String] {
    try await company { company, _ in
      company.journal.joinWayWrites.map { "\($0.kind.rawValue) \($0.code)\($0.hadEffect ? "" : " without effect")" }
    }
  }

  func configIDs() async throws -> [ConfigID] {
    try await company { company, _ in company.ownConfigIDs }.compactMap { ConfigID($0) }
  }

  /// Somebody else overwrites a configuration past this registry.
  func changeElsewhere(_ record: JoinWayRecord, _ change: (inout JoinWayContent) -> Void) async throws {
    let config = try #require(record.configID)
    var content = try await client.joinWay(config, priority: .foreground).content
    change(&content)
    try await client.prepareToSend(.update(config))
    #expect(await client.send(.update(config, content)) { true } == .answered(nil))
  }

  func removeElsewhere(_ record: JoinWayRecord) async throws {
    let config = try #require(record.configID)
    try await company { company, now in try company.removeJoinWay(config.rawValue, at: now) }
  }

  /// What the vendor has now.
  func remote(_ record: JoinWayRecord) async throws -> JoinWayContent {
    try await client.joinWay(#require(record.configID), priority: .foreground).content
  }

  func record(_ id: JoinWayID) async throws -> JoinWayRecord {
    try #require(try await joinWays().registry { try $0.record(id) })
  }

  /// Beyond the quiet period of a call that was sent just now.
  func waitOutQuietPeriod() async throws {
    try await clock.advance(by: TimeSpan(milliseconds: rules.quietPeriod.milliseconds + 60_000))
  }
}
