import Model
import Storage
import WeCom

extension JoinWayCallResult {
  /// What the ledger keeps of a call's end.
  init(_ end: JoinWayCallEnd) {
    switch end {
    case .notSent: self.init(.notSent, outcome: "notSent")
    case .refused(let error): self.init(.refused, outcome: String(error.code.rawValue))
    case .answered(let config): self.init(.done, outcome: "done", configID: config)
    case .unknown(.timedOut): self.init(.unknown, outcome: "timedOut")
    case .unknown(.connectionLost): self.init(.unknown, outcome: "connectionLost")
    case .unknown(.unreadable): self.init(.unknown, outcome: "unreadable")
    case .unknown(.vendor(let error)): self.init(.unknown, outcome: String(error.code.rawValue))
    }
  }
}
