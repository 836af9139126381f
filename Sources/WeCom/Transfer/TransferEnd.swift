import Model

/// What is known once a transfer was attempted.
package enum TransferEnd: Hashable, Sendable {
  /// Proven: not one byte of the request left this process.
  case notSent(NotSent)
  /// The vendor turned the whole call down before doing anything.
  case refused(VendorError)
  /// The vendor took the call. Every chat of the request that is not in `failed` is accepted.
  case answered(failed: [ChatID: VendorError])
  /// It may have taken effect or not; only reading the remote state tells.
  case unknown(Unknown)

  package enum NotSent: Error, Hashable, Sendable {
    /// No valid token was at hand: ``WeComClient/prepareToSend(_:)`` comes first.
    case noToken
    /// `mayStillSend` said no.
    case gateClosed
    /// The limiter did not let it through at once; with the block, if it named one.
    case limited(CallBlocked?)
    case unreachable(Unreachable)
    /// No connection within the time-out.
    case timedOut
  }

  package enum Unknown: Hashable, Sendable {
    case timedOut
    case connectionLost
    case unreadable(Unreadable)
    /// −1, 6000, or a code that does not prove that nothing happened.
    case vendor(VendorError)
  }
}

extension TransferEnd {
  /// What the vendor's answer to a request says.
  package init(of request: TransferRequest, status: Int, _ body: [UInt8]) {
    self.init(of: request, status: status, body, hiding: nil)
  }

  /// - Parameter credential: shown with the call; no text of the answer quotes it afterwards.
  init(of request: TransferRequest, status: Int, _ body: [UInt8], hiding credential: Credential?) {
    do throws(CallError) {
      let answer = try TransferAnswer.value(status: status, body, from: request.kind.api, hiding: credential)
      do throws(Unreadable) { self = .answered(failed: try answer.failed(of: request, hiding: credential)) } catch {
        self = .unknown(.unreadable(error))
      }
    } catch {
      switch error {
      case .vendor(let error) where ErrorCode.refusesTransfer.contains(error.code): self = .refused(error)
      case .vendor(let error): self = .unknown(.vendor(error))
      case .unreadable(_, let reason): self = .unknown(.unreadable(reason))
      // No answer was read.
      case .unreachable, .timedOut, .blocked, .cursorRepeated: self = .unknown(.connectionLost)
      }
    }
  }
}

extension ErrorCode {
  /// Codes at the top of a transfer's answer that say the call was turned down as a whole: its token, the caller's IP,
  /// the rate, the form of the request, the application's permission, or the one new owner of all its chats. Not among
  /// them is what could as well be said of a single chat when others had been handed over before.
  package static let refusesTransfer: Set<ErrorCode> = [
    .badToken, .tokenExpired, .badSecret, .tokenMissing, .suiteTokenMissing, .untrustedIP, .overLimit, .tooManyAtOnce,
    .badParameter, .emptyParameter, .notAuthorised, .mayNotCall, .authorisationGone, .authorisationInvalid,
    .notLoggedInForAYear, .unknownNewOwner, .newOwnerNoCustomerContact, .noCustomerContact, .noRealName,
    .memberNotActivated,
  ]

  /// Codes, for a chat or for a whole transfer, that say the new owner is unfit whatever the chat.
  package static let newOwnerUnfit: Set<ErrorCode> = [
    .notLoggedInForAYear, .unknownNewOwner, .newOwnerNoCustomerContact, .noCustomerContact, .noRealName,
    .memberNotActivated,
  ]
}
