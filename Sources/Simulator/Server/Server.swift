import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

/// The simulated company on a port of this machine: the vendor's API under `/cgi-bin/`, the control plane under
/// `/_simulator/`.
///
/// ```swift
/// let server = try await Server.start(CompanyConfiguration(groups: 2400, owners: 12))
/// // server.baseURL, corp id "wwsimulated", secret "simulated-secret"
/// await server.shutdown()
/// ```
package final class Server: Sendable {
  /// 2026-11-02 09:00 in Shanghai, a Monday.
  package static let usualStart: Int64 = 1_793_581_200_000

  package let port: Int
  private let host: CompanyHost
  private let service: HTTPService
  private let running: Task<Void, Never>

  /// `http://127.0.0.1:PORT`
  package var baseURL: String { "http://127.0.0.1:\(port)" }

  private init(port: Int, host: CompanyHost, service: HTTPService, running: Task<Void, Never>) {
    self.port = port
    self.host = host
    self.service = service
    self.running = running
  }

  /// Makes the company and listens on the loopback address; returns when calls are answered.
  /// - Parameters:
  ///   - port: 0 for a free one.
  ///   - start: company time at the start, milliseconds since 1970.
  ///   - speed: company seconds per real second, from 0.
  /// - Throws: ``ServerError/cannotListen(port:reason:)``.
  package static func start(
    _ configuration: CompanyConfiguration = CompanyConfiguration(), port: Int = 0, start: Int64 = usualStart,
    speed: Double = 1, logger: Logger = Logger(label: "simulator", factory: { _ in SwiftLogNoOpLogHandler() })
  ) async throws(ServerError) -> Server {
    let host = CompanyHost(
      Company(configuration, start: start), time: CompanyTime(start: start, speed: speed, at: .now))
    let responder = Responder(host: host)
    let (ports, started) = AsyncThrowingStream<Int, any Error>.makeStream()
    let service = HTTPService(
      childChannelSetup: HTTP1Channel(responder: { request, writer, channel in
        try await responder.respond(to: request, writer: writer, channel: channel)
      }),
      configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? port
        await host.perform { company, _ in company.imageOrigin = "http://127.0.0.1:\(port)" }
        started.yield(port)
        started.finish()
      },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    let running = Task {
      do {
        try await service.run()
      } catch {
        started.finish(throwing: error)
      }
    }
    do {
      for try await port in ports { return Server(port: port, host: host, service: service, running: running) }
    } catch {
      throw ServerError.cannotListen(port: port, reason: "\(error)")
    }
    throw ServerError.cannotListen(port: port, reason: "ended before it began")
  }

  /// Drops held calls and long polls, closes the connections, and returns when the port is free.
  package func shutdown() async {
    await host.stop()
    // The listener closes first and every connection that was accepted comes to its end: one that is dropped unseen, as
    // cancelling does, traps inside NIO.
    let limit = Task {
      guard (try? await Task.sleep(for: Self.grace)) != nil else { return }
      running.cancel()
    }
    try? await service.shutdownGracefully()
    await running.value
    limit.cancel()
  }

  /// Real time for answers under way, which may be slow on purpose; then they are cut off.
  private static let grace = Duration.seconds(1)

  /// Returns when the server has ended.
  package func waitUntilDone() async { await running.value }

  /// Looks at or changes the company from inside the process; the second value is the company's time.
  package func company<Value: Sendable, Failure: Error>(
    _ body: @Sendable (inout Company, Int64) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await host.perform(body)
  }

  /// Lets the clock jump; long polls of `clock` answer.
  package func advanceClock(bySeconds seconds: Int64) async { await host.advanceClock(by: seconds * 1000) }
}

private typealias HTTPService = HummingbirdCore.Server<HTTP1Channel>

/// Why the server does not serve.
package enum ServerError: Error, Sendable {
  /// Another program has the port, or this one may not have it.
  case cannotListen(port: Int, reason: String)
}
