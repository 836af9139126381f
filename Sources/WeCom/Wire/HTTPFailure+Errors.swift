import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

extension HTTPFailure {
  /// What an error of the HTTP client means.
  init(_ error: any Error) {
    switch error {
    case is NIOTooManyBytesError: self = .tooLong
    case let error as HTTPClientError: self.init(error)
    case let error as NIOConnectionError: self = .unreachable(Unreachable(error))
    case let error as IOError: self = .unreachable(Unreachable(error))
    case let error as ChannelError:
      if case .connectTimeout = error { self = .unreachable(.connectTimedOut) } else { self = .unreachable(.closed) }
    case is CancellationError: self = .cancelled
    default:
      // NIOSSL is no dependency of ours; its errors are known by their module.
      let isTLS = String(reflecting: type(of: error)).hasPrefix("NIOSSL.")
      self = .unreachable(isTLS ? .tls : .closed)
    }
  }

  private init(_ error: HTTPClientError) {
    switch error {
    case .readTimeout, .writeTimeout, .deadlineExceeded: self = .timedOut
    case .connectTimeout, .getConnectionFromPoolTimeout: self = .unreachable(.connectTimedOut)
    case .tlsHandshakeTimeout: self = .unreachable(.tls)
    case .invalidURL, .emptyHost, .emptyScheme: self = .unreachable(.badAddress)
    case .alreadyShutdown, .cancelled: self = .unreachable(.shutDown)
    default: self = .unreachable(.closed)
    }
  }
}

extension Unreachable {
  fileprivate init(_ error: NIOConnectionError) {
    if let cause = error.connectionErrors.first?.error {
      switch cause {
      case let cause as IOError: self.init(cause)
      case ChannelError.connectTimeout: self = .connectTimedOut
      default: self = .network(errno: nil)
      }
    } else {
      self = error.dnsAError != nil || error.dnsAAAAError != nil ? .unknownHost : .network(errno: nil)
    }
  }

  fileprivate init(_ error: IOError) {
    switch error.errnoCode {
    case ECONNREFUSED: self = .refused
    case ETIMEDOUT: self = .connectTimedOut
    case ECONNRESET, EPIPE: self = .closed
    default: self = .network(errno: error.errnoCode)
    }
  }
}
