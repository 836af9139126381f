import Model
import Screen
import Services
import Settings
import WeCom
import Words

/// What a check found, as people and scripts get it.
struct CheckPage {
  enum Outcome {
    /// The secret could not be had, so nobody was asked anything.
    case noSecret(SettingsError)
    case report(ConnectionReport)
  }

  let profile: ResolvedProfile
  let outcome: Outcome
  let words: Catalogue
  let circumstances: Circumstances

  /// What the program cannot do without. It works with bare userids where the application may not know members.
  private static let needed = Set(ConnectionReport.Step.allCases).subtracting([.contacts])
  /// A clock that is off by more makes days wrong, and nothing is sent.
  private static let greatestSkew = TimeSpan.seconds(30)

  // MARK: For scripts and the exit code

  var status: ExitStatus {
    switch outcome {
    case .noSecret(let error): return Failure.status(of: error)
    case .report(let report):
      for (step, outcome) in report.lines where Self.needed.contains(step) {
        switch outcome {
        case .ok, .notChecked: continue
        case .failed(let error): return Failure.status(of: error)
        case .empty: return .refusedByVendor
        }
      }
      return isClockRight ? .done : .refusedHere
    }
  }

  struct Document: Encodable, Sendable {
    struct Step: Encodable, Sendable {
      let step: String
      let outcome: String
      let errcode: Int?
      let who: String?
    }

    let profile: String?
    let corpID: String
    let host: String
    let secretBackend: String
    let ready: Bool
    let ip: String?
    let steps: [Step]

    enum CodingKeys: String, CodingKey {
      case profile
      case corpID = "corp_id"
      case host
      case secretBackend = "secret_backend"
      case ready, ip, steps
    }
  }

  var document: Document {
    var steps: [Document.Step] = []
    var ip: String?
    switch outcome {
    case .noSecret:
      steps.append(.init(step: "secretSource", outcome: "failed", errcode: nil, who: "you"))
    case .report(let report):
      ip = report.ip
      steps.append(.init(step: "secretSource", outcome: "ok", errcode: nil, who: nil))
      steps += report.lines.map(step)
      steps.append(.init(step: "clock", outcome: isClockRight ? "ok" : "failed", errcode: nil, who: nil))
    }
    return Document(
      profile: profile.name?.text, corpID: profile.corpID.rawValue, host: profile.baseURL.authority,
      secretBackend: profile.secret.backend.rawValue, ready: status == .done, ip: ip, steps: steps)
  }

  private func step(_ step: ConnectionReport.Step, _ outcome: ConnectionReport.Outcome) -> Document.Step {
    let (text, error): (String, CallError?) =
      switch outcome {
      case .ok: ("ok", nil)
      case .failed(let error): ("failed", error)
      case .empty: ("empty", nil)
      case .notChecked: ("notChecked", nil)
      }
    return .init(
      step: "\(step)", outcome: text, errcode: error?.code?.rawValue,
      who: advice(outcome).map { "\($0.actor)" })
  }

  // MARK: For people

  var lines: [(SafeText, Role)] {
    var lines: [(SafeText, Role)] = [(title, .title)]
    let source = words[CheckTerm.secretSource]
    let place = words.secretSource(profile.secret)
    switch outcome {
    case .noSecret(let error):
      let why = words.settings(error).first.map(words.line)
      lines.append((words.check(.failed, source, detail: why ?? place), .error))
      let because = words.notChecked(because: source)
      lines += ConnectionReport.Step.allCases.map { (words.check(.notChecked, words[$0], detail: because), .dim) }
    case .report(let report):
      lines.append((words.check(.fine, source, detail: place), .done))
      lines += report.lines.map(line)
      lines.append(clockLine(report))
    }
    let corp = SafeText(profile.corpName ?? profile.corpID.rawValue, limit: 80)
    lines.append(status == .done ? (words.checkPassed(corp), .done) : (words.checkFailed(corp), .error))
    return lines
  }

  private var title: SafeText {
    let name = profile.name.map { "\($0.text) · " } ?? ""
    return SafeText("\(name)\(profile.corpID) · \(profile.baseURL.authority)")
  }

  private func line(_ step: ConnectionReport.Step, _ outcome: ConnectionReport.Outcome) -> (SafeText, Role) {
    switch outcome {
    case .ok: return (words.check(.fine, words[step]), .done)
    case .notChecked(let step2):
      return (words.check(.notChecked, words[step], detail: words.notChecked(because: words[step2])), .dim)
    case .failed where step == .contacts:
      return (words.check(.notChecked, words[step], detail: words.onlyUserIDs), .warning)
    case .failed, .empty:
      return (words.check(.failed, words[step], detail: advice(outcome).map(words.line)), .error)
    }
  }

  private func advice(_ outcome: ConnectionReport.Outcome) -> Advice? {
    switch outcome {
    case .ok, .notChecked: nil
    case .failed(let error): words.advice(for: error, in: circumstances).first
    case .empty: words.nobodyVisible
    }
  }

  private var skew: TimeSpan? {
    guard case .report(let report) = outcome, let skew = report.clockSkew else { return nil }
    return TimeSpan(milliseconds: abs(skew.milliseconds))
  }

  /// A simulated company's time is its own and is followed.
  private var isClockRight: Bool { profile.baseURL.isLoopback || skew.map { $0 <= Self.greatestSkew } ?? true }

  private func clockLine(_ report: ConnectionReport) -> (SafeText, Role) {
    let clock = words[CheckTerm.clock]
    guard let skew else {
      return (
        words.check(.notChecked, clock, detail: words.notChecked(because: words[ConnectionReport.Step.server])), .dim
      )
    }
    return isClockRight
      ? (words.check(.fine, clock), .done)
      : (words.check(.failed, clock, detail: words.line(words.clockSkew(words.duration(skew)))), .error)
  }
}
