import ArgumentParser
import Foundation
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
    case let error as QRFile.Trouble where error.code == EEXIST:
      lines = [words.line(words.notOverwritten(SafeText(error.path)))]
    case let error as QRFile.Trouble:
      lines = words.settings(.file(path: error.path, operation: .write, code: error.code)).map(words.line)
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
    case is PlanError, is MappingFile.Problems, is JoinWayDraft.Problems, is ConfigIDList.Problems: .usage
    case is ValidationError: .usage
    case JoinWayTrouble.call(let error): status(of: error)
    case JoinWayTrouble.otherConfiguration: .vendorUnavailable
    case JoinWayTrouble.otherProfile: .refusedHere
    case let error as CodeTrouble: status(of: error)
    case let error as QRFile.Trouble: error.code == EEXIST ? .usage : .refusedHere
    // Refused by this program, or by the machine it runs on; the vendor has no part in it.
    default: .refusedHere
    }
  }

  static func status(of error: CallError) -> ExitStatus {
    guard case .vendor(let refusal) = error else { return .vendorUnavailable }
    return status(of: refusal.code)
  }

  private static func status(of trouble: CodeTrouble) -> ExitStatus {
    switch trouble {
    case .redirected, .httpStatus, .timedOut, .unreachable: .vendorUnavailable
    case .address, .decoderMissing: .refusedHere
    case .noImage, .noURL, .tooLarge, .notAnImage, .decoderDied, .noCode, .severalCodes, .notDrawable: .usage
    }
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
