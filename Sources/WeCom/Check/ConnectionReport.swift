import Model

/// What a connection may do and what is missing, in the order it was tried. Who must act follows from each step's error.
package struct ConnectionReport: Hashable, Sendable {
  package enum Step: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Somebody answers at the address, and speaks this API.
    case server
    case corpID
    case secret
    /// 企业可信IP: calls from this machine are let in.
    case trustedIP
    /// 可调用接口的应用: the application may call 客户联系.
    case callableApplication
    /// 客户联系 is in use: there are follow users, who may own groups.
    case followUsers
    /// 可见范围: the application sees those people's groups.
    case visibleRange
    /// The application may read members of the corp.
    case contacts

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package enum Outcome: Hashable, Sendable {
    case ok
    case failed(CallError)
    /// It works, and finds nobody.
    case empty
    /// That step stood in the way.
    case notChecked(because: Step)
  }

  package private(set) var outcomes: [Step: Outcome] = [:]
  /// Server's time minus company time.
  package internal(set) var clockSkew: TimeSpan?

  /// Every step with its outcome, in order.
  package var lines: [(step: Step, outcome: Outcome)] { Step.allCases.map { ($0, self[$0]) } }
  package var isGood: Bool { outcomes.count == Step.allCases.count && outcomes.values.allSatisfy { $0 == .ok } }

  /// The caller's address as the vendor sees it, if an answer told.
  package var ip: String? {
    for case .failed(.vendor(let error)) in Step.allCases.map({ self[$0] }) {
      if let ip = error.ip { return ip }
    }
    return nil
  }

  package subscript(step: Step) -> Outcome { outcomes[step] ?? .notChecked(because: .server) }

  /// Keeps the first outcome of a step, but for a failure of what went well before.
  mutating func note(_ outcome: Outcome, at steps: Step...) {
    for step in steps where outcomes[step] ?? .ok == .ok { outcomes[step] = outcome }
  }

  /// Marks everything still open as not checked.
  mutating func close(because step: Step) {
    for open in Step.allCases where outcomes[open] == nil { outcomes[open] = .notChecked(because: step) }
  }
}
