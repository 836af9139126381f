import Model

/// What is known once a call that changes something was attempted.
package enum WriteEnd<Value: Hashable & Sendable>: Hashable, Sendable {
  /// Proven: not one byte of the request left this process.
  case notSent(NotSent)
  /// The vendor turned the whole call down before doing anything.
  case refused(VendorError)
  /// The vendor took the call.
  case answered(Value)
  /// It may have taken effect or not; only reading the remote state tells.
  case unknown(UnknownEnd)
}

/// A transfer's: when answered, every chat of the request that is not in the dictionary is accepted.
package typealias TransferEnd = WriteEnd<[ChatID: VendorError]>

/// A join way's: when answered, the new configuration's id for an add, nil for an update and a delete.
package typealias JoinWayCallEnd = WriteEnd<ConfigID?>

/// Why nothing was sent.
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

/// Why nobody knows whether a call took effect.
package enum UnknownEnd: Hashable, Sendable {
  case timedOut
  case connectionLost
  case unreadable(Unreadable)
  /// −1, 6000, or a code that does not prove that nothing happened.
  case vendor(VendorError)
}

/// A call that changes something: its exact bytes, known before anything is sent, and what its answers mean.
protocol Write: Sendable {
  associatedtype Value: Hashable & Sendable
  var api: API { get }
  /// What is sent, the same for the same values on every machine.
  var body: [UInt8] { get }
  /// Codes that say the call was turned down as a whole.
  var refusals: Set<ErrorCode> { get }
  /// What an answer of success says.
  /// - Parameter credential: shown with the call; no text of the answer quotes it afterwards.
  func value(status: Int, _ body: [UInt8], hiding credential: Credential?) throws(CallError) -> Value
}

extension Write {
  /// What the vendor's answer to this call says.
  func end(status: Int, _ body: [UInt8], hiding credential: Credential? = nil) -> WriteEnd<Value> {
    do throws(CallError) {
      return .answered(try value(status: status, body, hiding: credential))
    } catch {
      switch error {
      case .vendor(let error) where refusals.contains(error.code): return .refused(error)
      case .vendor(let error): return .unknown(.vendor(error))
      case .unreadable(_, let reason): return .unknown(.unreadable(reason))
      // No answer was read.
      case .unreachable, .timedOut, .blocked, .cursorRepeated: return .unknown(.connectionLost)
      }
    }
  }
}
