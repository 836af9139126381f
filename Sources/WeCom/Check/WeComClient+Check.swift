import Model

extension WeComClient {
  /// Tries what the program needs, with four or five calls, and reports all of it in one go. A bad secret costs one
  /// call and ends the check.
  package func check() async -> ConnectionReport {
    var report = ConnectionReport()
    do { try await check(&report) } catch {
      // Cancelled: whatever was not reached stays unchecked.
      report.close(because: .server)
    }
    report.clockSkew = clockSkew
    return report
  }

  private func check(_ report: inout ConnectionReport) async throws {
    if let error = try await failure({ _ = try await self.keeper.current() }) {
      return report.note(credentials: error)
    }
    report.note(.ok, at: .server, .corpID, .secret)

    // Without a filter: 81017 says that the call is allowed, and that more people are visible than it takes.
    let unfiltered = try await failure { _ = try await self.listGroups(limit: 1, priority: .foreground) }
    if let error = unfiltered, error.code != .tooMuchAsked {
      let step = ConnectionReport.Step(error)
      if step > .trustedIP { report.note(.ok, at: .trustedIP) }
      if step > .callableApplication { report.note(.ok, at: .callableApplication) }
      report.note(.failed(error), at: step)
      // Without a visible range the rest can still be told.
      guard step == .visibleRange else { return report.close(because: step) }
    }
    report.note(.ok, at: .trustedIP, .callableApplication)

    var users: [UserID] = []
    if let error = try await failure({ users = try await self.followUsers(priority: .foreground) }) {
      report.note(.failed(error), at: .followUsers)
      return report.close(because: .followUsers)
    }
    guard let first = users.first else {
      report.note(.empty, at: .followUsers)
      return report.close(because: .followUsers)
    }
    report.note(.ok, at: .followUsers)

    if unfiltered?.code == .tooMuchAsked {
      let filtered = try await failure {
        _ = try await self.listGroups(owners: OwnerFilter(first), limit: 1, priority: .foreground)
      }
      report.note(filtered.map { .failed($0) } ?? .ok, at: .visibleRange)
    }
    report.note(.ok, at: .visibleRange)

    let contacts = try await failure { _ = try await self.member(first, priority: .foreground) }
    report.note(contacts.map { .failed($0) } ?? .ok, at: .contacts)
  }

  /// Nil for success; throws `CancellationError` only.
  private func failure(_ call: () async throws -> Void) async throws -> CallError? {
    do {
      try await call()
      return nil
    } catch let error as CallError { return error }
  }
}

extension ConnectionReport {
  /// What a failure to get a token says of the first steps.
  fileprivate mutating func note(credentials error: CallError) {
    let outcome = Outcome.failed(error)
    guard let code = error.code else {
      note(outcome, at: .server)
      return close(because: .server)
    }
    note(.ok, at: .server)
    switch code {
    case .badCorpID:
      note(outcome, at: .corpID)
      close(because: .corpID)
    case .untrustedIP:
      note(outcome, at: .trustedIP)
      close(because: .trustedIP)
    default:
      if code == .badSecret { note(.ok, at: .corpID) }
      note(outcome, at: .secret)
      close(because: .secret)
    }
  }
}

extension ConnectionReport.Step {
  /// The step that a failed `groupchat/list` is about.
  fileprivate init(_ error: CallError) {
    guard let code = error.code else {
      self = .server
      return
    }
    switch code {
    case .untrustedIP: self = .trustedIP
    case .outOfRange, .outOfVisibleRange, .departmentOutOfRange: self = .visibleRange
    case .badToken, .tokenExpired, .badSecret, .tokenOfAnotherApplication: self = .secret
    default: self = .callableApplication
    }
  }
}
