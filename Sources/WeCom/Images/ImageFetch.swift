import AsyncHTTPClient
import Model
import NIOCore
import NIOPosix

/// Fetches an image the vendor named. Whoever tells a URL must not be able to make this program look into the network it
/// stands in, so it asks the vendor's hosts only (``ImageAddress``), connects to none but the addresses it has looked
/// at itself, follows nothing, shows nothing of ours, and stops reading early.
package struct ImageFetch: Sendable {
  /// Why there is no image.
  package enum Failure: Error, Hashable, Sendable {
    case address(ImageAddress.Fault)
    /// Its name has no address.
    case notResolved(String)
    /// Another address instead of an image.
    case redirected
    case status(Int)
    case tooLarge
    case timedOut
    case unreachable
  }

  private let base: Connection.Address
  private let timeOut: Duration
  private let resolve: @Sendable (String, Duration) async throws -> [IPAddress]

  /// - Parameters:
  ///   - base: where the API is.
  ///   - timeOut: real time for all of it, from the name to the last byte.
  package init(base: Connection.Address, timeOut: Duration = .seconds(5)) {
    self.init(base: base, timeOut: timeOut) { try await NameResolver.addresses(of: $0, timeOut: $1) }
  }

  /// - Parameter resolve: the addresses of a name, within a time.
  init(
    base: Connection.Address, timeOut: Duration,
    resolve: @escaping @Sendable (String, Duration) async throws -> [IPAddress]
  ) {
    self.base = base
    self.timeOut = timeOut
    self.resolve = resolve
  }

  /// The bytes behind a URL, whatever they are. Throws ``Failure`` and `CancellationError`.
  package func bytes(of url: String) async throws -> [UInt8] {
    let deadline = ContinuousClock.now + timeOut
    let address: ImageAddress
    do throws(ImageAddress.Fault) { address = try ImageAddress(url, base: base) } catch { throw Failure.address(error) }
    if address.isOwn { return try await get(address, at: nil, until: deadline) }

    for place in try await places(of: address.host, until: deadline).prefix(Self.mostPlaces) {
      do {
        return try await get(address, at: place, until: deadline)
      } catch Failure.unreachable {
        continue
      }
    }
    throw Failure.unreachable
  }

  /// Addresses of a name that are tried, one after the other.
  private static let mostPlaces = 4

  /// All addresses of a name; one that leads elsewhere than into the internet spoils all of them.
  private func places(of host: String, until deadline: ContinuousClock.Instant) async throws -> [IPAddress] {
    let found: [IPAddress]
    do {
      found = try await resolve(host, deadline - .now)
    } catch is NameResolver.TimedOut {
      throw Failure.timedOut
    } catch is NameResolver.Unresolved {
      throw Failure.notResolved(host)
    }
    if let inner = found.first(where: { !$0.isGlobal }) {
      throw Failure.address(.privateAddress(inner.description))
    }
    return found
  }

  /// - Parameter place: where to connect to; nil lets the system look.
  private func get(
    _ address: ImageAddress, at place: IPAddress?, until deadline: ContinuousClock.Instant
  ) async throws -> [UInt8] {
    let left = deadline - .now
    guard left > .zero else { throw Failure.timedOut }
    let configuration = Self.configuration(of: address, at: place, timeOut: left)
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    defer { client.shutdown { _ in } }
    var request = HTTPClientRequest(url: address.url)
    request.headers.add(name: "accept", value: "image/*")
    switch await Exchange.run(request, on: client, timeOut: left, longest: CodeLimits.longestImage) {
    case .success(let answer):
      if (300..<400).contains(answer.status) { throw Failure.redirected }
      guard answer.status == 200 else { throw Failure.status(answer.status) }
      return answer.body
    case .failure(.unreachable): throw Failure.unreachable
    case .failure(.timedOut): throw Failure.timedOut
    case .failure(.tooLong): throw Failure.tooLarge
    case .failure(.cancelled): throw CancellationError()
    }
  }

  /// Connects to the address that was looked at and no other; whose certificate is wanted is the name's business.
  static func configuration(
    of address: ImageAddress, at place: IPAddress?, timeOut: Duration
  ) -> HTTPClient.Configuration {
    var configuration = Caller.configuration(timeOut: timeOut)
    configuration.timeout.connect = min(TimeAmount(timeOut), .seconds(2))
    if let place { configuration.dnsOverride = [address.host: place.description] }
    return configuration
  }
}
