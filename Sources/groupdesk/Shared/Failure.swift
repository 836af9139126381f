import ArgumentParser
import Model
import Screen
import Services
import Settings
import WeCom
import Words

/// Something that went wrong, as the person gets to see it: words, and the exit code scripts rely on.
struct Failure {
  let lines: [SafeText]
  let status: ExitStatus

  init(_ error: any Error, words: Catalogue, in circumstances: Circumstances = Circumstances()) {
    status = Self.status(of: error)
    switch error {
    // It was said when it happened.
    case is RefreshFailed: lines = []
    // English, as every text about the usage is.
    case let error as ValidationError: lines = [SafeText(error.message, limit: 400)]
    case let file as InputFile.Unusable:
      lines = words.mapping(MappingFile.Problems(problems: file.problems, file: file.path)).map(words.line)
    default: lines = words.advice(for: error, in: circumstances).map(words.line)
    }
  }

  /// Says it on standard error.
  func show(on output: Output) -> ExitStatus {
    output.clearProgress()
    for line in lines { output.message(line, .error) }
    return status
  }

  static func status(of error: any Error) -> ExitStatus {
    switch error {
    case is CancellationError: .interrupted
    case let error as CallError: status(of: error)
    case let error as VendorError: status(of: error.code)
    case is CallBlocked: .vendorUnavailable
    case let error as RefreshFailed: error.status
    case let error as SettingsError: status(of: error)
    case is PlanError, is MappingFile.Problems, is InputFile.Unusable, is ValidationError: .usage
    // Refused by this program, or by the machine it runs on; the vendor has no part in it.
    default: .refusedHere
    }
  }

  private static func status(of error: CallError) -> ExitStatus {
    guard case .vendor(let refusal) = error else { return .vendorUnavailable }
    return status(of: refusal.code)
  }

  private static func status(of code: ErrorCode) -> ExitStatus {
    switch code.disposition {
    case .repeat, .wait: .vendorUnavailable
    case .refresh: .refusedByVendor
    case .final: code.responsible == .supportStaff && code != .badCorpID ? .usage : .refusedByVendor
    }
  }

  private static func status(of error: SettingsError) -> ExitStatus {
    switch error {
    case .file(_, .write, _), .file(_, .createFolder, _): .refusedHere
    default: .usage
    }
  }
}

extension Circumstances {
  /// - Parameter profile: nil where whom to talk to is not known.
  init(_ profile: ResolvedProfile?, now: Timestamp? = nil) {
    self.init(
      application: profile?.application ?? .own, host: profile?.baseURL.authority,
      requestTimeout: profile?.preferences.requestTimeout, now: now)
  }
}
