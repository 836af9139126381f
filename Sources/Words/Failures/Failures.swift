import Model
import Services
import Settings
import Storage
import WeCom

/// What was going on when something failed, as far as words need it. Everything may be unknown.
package struct Circumstances: Sendable {
  /// Decides who can mend a permission.
  package var application: ApplicationKind
  /// The name of the host that was called, with its port; never a URL.
  package var host: String?
  /// Seconds a call may take.
  package var requestTimeout: Int?
  /// Company time, to say moments as people do.
  package var now: Timestamp?

  package init(
    application: ApplicationKind = .own, host: String? = nil, requestTimeout: Int? = nil, now: Timestamp? = nil
  ) {
    self.application = application
    self.host = host
    self.requestTimeout = requestTimeout
    self.now = now
  }
}

extension Catalogue {
  package func advice(for error: any Error, application: ApplicationKind) -> [Advice] {
    advice(for: error, in: Circumstances(application: application))
  }

  /// What any error means, what to do and who does it; one advice for each thing that is wrong. The one place that turns
  /// an error into words.
  package func advice(for error: any Error, in circumstances: Circumstances) -> [Advice] {
    switch error {
    case let error as CallError: [call(error, circumstances)]
    case let error as CallBlocked: [blocked(error.until, circumstances)]
    case let error as VendorError: [vendor(error, circumstances)]
    case let error as SettingsError: settings(error)
    case let error as StorageError: [storage(error)]
    case let error as AuditMismatch: [auditMismatch(error.fault)]
    case let error as MappingFile.Problems: mapping(error)
    case let error as JoinWayDraft.Problems: joinWayDraft(error)
    case let error as ConfigIDList.Problems: configIDs(error)
    case let error as PlanError: plan(error, circumstances.application)
    case Refusal.readOnly: [refusedReadOnly]
    case let error as JoinWayTrouble: [trouble(error, circumstances)]
    case let error as CodeTrouble: [code(error)]
    case let error as WorkerNotStarted: [workerNotStarted(error)]
    case is CancellationError: [Advice(meaning: interrupted, next: nil, actor: .nobody)]
    default: [unexpected(error)]
    }
  }

  /// What went wrong in one line, for a place beside other things.
  package func inShort(_ error: any Error, _ application: ApplicationKind) -> SafeText {
    advice(for: error, application: application).first.map(line) ?? ""
  }

  /// Only the kind of the error: its text might carry what must not be shown.
  private func unexpected(_ error: any Error) -> Advice {
    let kind = SafeText(String(describing: type(of: error)), limit: 80)
    return advice(
      .init("没有预料到的错误（\(kind)）", "an unexpected error (\(kind))"),
      next: .init("再试一次；若仍然出现，请反馈", "try again; if it stays, report it"), by: .you)
  }

  /// - Parameter code: errno.
  func reason(_ code: Int32) -> SafeText { say(systemReason(code).fault) }
}
