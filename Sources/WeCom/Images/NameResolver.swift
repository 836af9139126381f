import Foundation
import NIOCore
import NIOPosix

/// Asks the system for the addresses of a name.
enum NameResolver {
  struct Unresolved: Error {}
  struct TimedOut: Error {}

  /// In the system's order. `getaddrinfo` blocks and cannot be stopped, so it runs on a thread for such, which is left
  /// behind when time is over.
  static func addresses(of host: String, timeOut: Duration) async throws -> [IPAddress] {
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let promise = loop.makePromise(of: [IPAddress].self)
    let timer = loop.scheduleTask(in: TimeAmount(timeOut)) { promise.fail(TimedOut()) }
    defer { timer.cancel() }
    NIOThreadPool.singleton.runIfActive(eventLoop: loop) { try lookUp(host) }.cascade(to: promise)
    return try await withTaskCancellationHandler {
      try await promise.futureResult.get()
    } onCancel: {
      promise.fail(CancellationError())
    }
  }

  private static func lookUp(_ host: String) throws -> [IPAddress] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_ADDRCONFIG
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { throw Unresolved() }
    defer { freeaddrinfo(list) }
    var found: [IPAddress] = []
    for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
      guard let entry, let address = IPAddress(entry.pointee) else { continue }
      if !found.contains(address) { found.append(address) }
    }
    guard !found.isEmpty else { throw Unresolved() }
    return found
  }
}

extension IPAddress {
  fileprivate init?(_ entry: addrinfo) {
    guard let address = entry.ai_addr else { return nil }
    switch entry.ai_family {
    case AF_INET:
      self.init(
        bytes: address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
          withUnsafeBytes(of: address.pointee.sin_addr) { Array($0) }
        })
    case AF_INET6:
      self.init(
        bytes: address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
          withUnsafeBytes(of: address.pointee.sin6_addr) { Array($0) }
        })
    default: return nil
    }
  }
}
