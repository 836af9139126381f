import AsyncHTTPClient
import Model
import NIOCore
import Synchronization

/// What came back over the wire.
struct HTTPAnswer: Sendable {
  let status: Int
  let date: Timestamp?
  let body: [UInt8]
}

/// Why nothing came back.
enum HTTPFailure: Error, Hashable, Sendable {
  case unreachable(Unreachable)
  case timedOut
  case tooLong
  /// The task that asked was cancelled.
  case cancelled
}

/// One request and its whole answer within one deadline. The HTTP client's own deadline ends with the answer's head; a
/// body that trickles in would outlive it.
enum Exchange {
  /// - Parameters:
  ///   - timeOut: real time, until the body's last byte.
  ///   - longest: bytes of body accepted.
  static func run(
    _ request: HTTPClientRequest, on client: HTTPClient, timeOut: Duration, longest: Int
  ) async -> Result<HTTPAnswer, HTTPFailure> {
    let deadline = NIODeadline.now() + TimeAmount(timeOut)
    let isLate = Flag()
    let task = Task {
      let response = try await client.execute(request, deadline: deadline)
      let body = try await response.body.collect(upTo: longest)
      return HTTPAnswer(
        status: Int(response.status.code), date: response.headers.first(name: "date").flatMap(HTTPDate.parse),
        body: Array(buffer: body))
    }
    let timer = client.eventLoopGroup.any().scheduleTask(deadline: deadline) {
      isLate.raise()
      task.cancel()
    }
    defer { timer.cancel() }
    do {
      return .success(
        try await withTaskCancellationHandler {
          try await task.value
        } onCancel: {
          task.cancel()
        })
    } catch {
      if isLate.isRaised { return .failure(.timedOut) }
      return .failure(Task.isCancelled ? .cancelled : HTTPFailure(error))
    }
  }
}

/// Something that happened once, seen from several threads.
final class Flag: Sendable {
  private let state = Atomic(false)
  var isRaised: Bool { state.load(ordering: .acquiring) }
  func raise() { state.store(true, ordering: .releasing) }
}
