import Model
import WeCom

extension WeComClient {
  /// Every group of these owners with its status; nothing when the vendor answers with one of the tolerated codes.
  func groups(
    ownedBy owners: [UserID], tolerating codes: Set<ErrorCode>, _ priority: CallPriority
  ) async throws -> [GroupStatus] {
    var groups: [GroupStatus] = []
    for filter in OwnerFilter.split(owners) {
      groups += try await Self.tolerating(codes) {
        try await self.allGroups(owners: filter, priority: priority).collect().rows
      }
    }
    return groups
  }

  /// Every visible group with this status, whoever owns it; nothing when the vendor answers with a tolerated code.
  func groups(
    withStatus status: FollowUpStatus, tolerating codes: Set<ErrorCode>, _ priority: CallPriority
  ) async throws -> [GroupStatus] {
    try await Self.tolerating(codes) {
      try await self.allGroups(status: status, priority: priority).collect().rows
    }
  }

  private static func tolerating<Row>(
    _ codes: Set<ErrorCode>, _ read: () async throws -> [Row]
  ) async throws -> [Row] {
    do {
      return try await read()
    } catch CallError.vendor(let error) where codes.contains(error.code) {
      return []
    }
  }
}

extension Set<ErrorCode> {
  /// By one of the vendor's two rules a resigned userid is no valid owner filter (93414).
  static let resignedOwnerFilter: Self = [.badUserID, .unknownUserID]
  /// What else may be wrong with one owner's filter while the other lists still tell enough.
  static let ownerFilter: Self = resignedOwnerFilter.union([.outOfRange, .outOfVisibleRange, .departmentOutOfRange])
  /// More than 1000 people are visible: unfiltered lists are refused, the filtered ones have to do.
  static let unfilteredList: Self = [.tooMuchAsked]
}

extension ReadFailure {
  /// - Parameter error: what a read of ``WeComClient`` threw.
  package init(_ error: any Error) {
    switch error {
    case CallError.vendor(let refusal):
      switch refusal.code.disposition {
      case .repeat, .wait: self = .unreachable
      case .refresh, .final: self = .refused(code: refusal.code.rawValue)
      }
    case CallError.blocked(let block): self = .blocked(until: block.until)
    default: self = .unreachable
    }
  }
}
