import ArgumentParser
import Model
import Screen
import Services
import Words

/// `groupdesk handover owners`
struct HandoverOwnersCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "owners", abstract: "Who left and still owns groups; with --new, who may receive them.")

  @Flag(name: .customLong("new"), help: "Members who may receive groups, and why somebody may not.") var showsNew =
    false
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession { session in
      try await program.ensureSwept(session)
      if showsNew {
        try await showNewOwners(program, session)
      } else {
        try await showResigned(program, session)
      }
      if let swept = try await session.groups.sweptAt() {
        program.output.message(program.words.dataAge(session.clock.now - swept), .dim)
      }
      return .done
    }
  }

  private func showResigned(_ program: Program, _ session: Session) async throws {
    let owners = try await session.handover.resignedOwners()
    let (words, now) = (program.words, session.clock.now)
    program.output.rows(owners.map { ResignedRow($0, now) }, form: form.form) {
      var table = TextTable([
        .init("userid"), .init(words[HandoverTerm.resignedMember], narrowest: 8),
        .init(words[HandoverTerm.resignedAt]), .init(words[HandoverTerm.daysLeft], .right),
        .init(words[HandoverTerm.waitingGroups], .right), .init(words[HandoverTerm.inProgress], .right),
      ])
      for owner in owners {
        let left = owner.daysLeft(at: now)
        table.add([
          .init(SafeText(owner.userID)), .init(SafeText(owner.name ?? "—", limit: 40)),
          .init(owner.resignedAt.map { words.day(Day(at: $0), now: now) } ?? "—"),
          .init(left.map { words.daysLeft($0) } ?? "—", role: left.map { $0 < 30 ? .warning : .text }),
          .init(words.number(owner.waiting)), .init(words.number(owner.inProgress)),
        ])
      }
      return table
    }
    guard form.form == .table else { return }
    if owners.isEmpty { program.output.message(words.overviewHandover(members: 0, groups: 0), .dim) }
    let customers = owners.reduce(0) { $0 + $1.waitingCustomers }
    if customers > 0 { program.output.message(words.customersWaiting(customers), .dim) }
  }

  private func showNewOwners(_ program: Program, _ session: Session) async throws {
    let owners = try await session.handover.newOwners().sorted { left, right in
      (left.isEligible ? 0 : 1, left.groups + left.expected, left.userID)
        < (right.isEligible ? 0 : 1, right.groups + right.expected, right.userID)
    }
    let words = program.words
    program.output.rows(owners.map(NewOwnerRow.init), form: form.form) {
      var table = TextTable([
        .init("userid"), .init(words[HandoverTerm.newOwner], narrowest: 8), .init(words[HandoverTerm.load], .right),
        .init(words[HandoverTerm.loadAfter], .right), .init(words[HandoverTerm.eligible], narrowest: 12),
      ])
      for owner in owners {
        table.add([
          .init(SafeText(owner.userID)), .init(SafeText(owner.name ?? "—", limit: 40)),
          .init(words.number(owner.groups)), .init(words.number(owner.groups + owner.expected)),
          .init(program.verdict(on: owner), role: owner.isEligible ? .done : .warning),
        ])
      }
      return table
    }
    let unknowns = owners.filter(\.isEligible).flatMap(\.unknowns)
    guard form.form == .table, !unknowns.isEmpty else { return }
    program.output.message(words.onlyTransferTells(NewOwner.Unknown.allCases.filter(unknowns.contains)), .dim)
  }
}

extension Program {
  /// `✓`, or everything that stands in the way.
  func verdict(on owner: NewOwner) -> SafeText {
    owner.isEligible ? "✓" : SafeText(owner.obstacles.map { words.obstacle($0).text }.joined(separator: " · "))
  }
}

/// A resigned owner as scripts get it.
struct ResignedRow: Codable, Sendable {
  let handover_userid: String
  let name: String?
  let dimission_time: Int64?
  let days_left: Int?
  let waiting: Int
  let in_progress: Int
  let waiting_customers: Int

  init(_ owner: ResignedOwner, _ now: Timestamp) {
    handover_userid = owner.userID.rawValue
    name = owner.name
    dimission_time = owner.resignedAt?.seconds
    days_left = owner.daysLeft(at: now)
    waiting = owner.waiting
    in_progress = owner.inProgress
    waiting_customers = owner.waitingCustomers
  }
}

/// Somebody who may receive groups, as scripts get it.
struct NewOwnerRow: Codable, Sendable {
  let userid: String
  let name: String?
  let groups: Int
  let expected: Int
  let eligible: Bool
  let obstacles: [String]
  let unknown: [String]

  init(_ owner: NewOwner) {
    userid = owner.userID.rawValue
    name = owner.name
    groups = owner.groups
    expected = owner.expected
    eligible = owner.isEligible
    obstacles = owner.obstacles.map(\.code)
    unknown = owner.unknowns.map(\.rawValue)
  }
}

extension NewOwner.Obstacle {
  /// A word for scripts.
  var code: String {
    switch self {
    case .noCustomerContact: "no_customer_contact"
    case .notActive(let activation): "status_\(activation.rawValue)"
    case .unknownMember: "unknown_member"
    case .isOldOwner: "old_owner"
    }
  }
}
