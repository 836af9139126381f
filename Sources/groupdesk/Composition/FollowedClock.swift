import AsyncHTTPClient
import Foundation
import Model
import NIOCore
import Synchronization

/// Company time of a simulated company: follows the simulator's clock, its speed and every jump, by a long poll.
final class FollowedClock: CompanyClock {
  private struct State {
    var reading: Reading
    var readAt: ContinuousClock.Instant
    var sleepers: [Int: CheckedContinuation<Void, Never>] = [:]
    var lastSleeper = 0

    func now(at instant: ContinuousClock.Instant) -> Timestamp {
      let passed = Double(TimeSpan(readAt.duration(to: instant)).milliseconds) * reading.speed
      return Timestamp(milliseconds: reading.now + Int64(passed))
    }
  }

  private struct Reading: Decodable, Sendable {
    var now: Int64
    var speed: Double
    var version: Int
  }

  private let state: Mutex<State>
  private let following: Mutex<Task<Void, Never>?> = Mutex(nil)

  var now: Timestamp { state.withLock { $0.now(at: .now) } }
  var speed: Double { state.withLock { $0.reading.speed } }

  /// Nil when nobody answers there as a simulator does.
  static func follow(_ baseURL: String) async -> FollowedClock? {
    guard let first = await read(baseURL, after: nil) else { return nil }
    let clock = FollowedClock(first)
    clock.following.withLock { following in
      following = Task { [weak clock] in
        var version = first.version
        while !Task.isCancelled {
          guard let reading = await read(baseURL, after: version) else {
            // The simulator is gone; its last reading runs on.
            try? await Task.sleep(for: .seconds(1))
            continue
          }
          version = reading.version
          guard let clock else { return }
          clock.set(reading)
        }
      }
    }
    return clock
  }

  private init(_ reading: Reading) { state = Mutex(State(reading: reading, readAt: .now)) }

  deinit { following.withLock { $0?.cancel() } }

  func sleep(until deadline: Timestamp) async throws {
    while true {
      try Task.checkCancellation()
      let (now, speed) = state.withLock { ($0.now(at: .now), $0.reading.speed) }
      let remaining = (deadline - now).milliseconds
      if remaining <= 0 { return }
      // A jump or another speed wakes it; so does the time that is expected to be left.
      await nextChange(within: speed > 0 ? .milliseconds(max(1, Int64(Double(remaining) / speed))) : .seconds(3600))
    }
  }

  private func nextChange(within limit: Duration) async {
    let id = state.withLock { state in
      state.lastSleeper += 1
      return state.lastSleeper
    }
    let alarm = Task { [weak self] in
      try? await Task.sleep(for: limit)
      self?.wake(id)
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        state.withLock { $0.sleepers[id] = continuation }
        // The alarm or the cancellation may have come before there was somebody to wake.
        if Task.isCancelled || alarm.isCancelled { wake(id) }
      }
    } onCancel: {
      wake(id)
    }
    alarm.cancel()
  }

  private func wake(_ id: Int) { state.withLock { $0.sleepers.removeValue(forKey: id) }?.resume() }

  private func set(_ reading: Reading) {
    let sleepers = state.withLock { state in
      state.reading = reading
      state.readAt = .now
      defer { state.sleepers = [:] }
      return state.sleepers.values.map { $0 }
    }
    for sleeper in sleepers { sleeper.resume() }
  }

  /// Seconds a long poll lasts: nothing happens at an idle company, and nobody need wake up for it.
  private static let patience = 600

  private static func read(_ baseURL: String, after version: Int?) async -> Reading? {
    let query = version.map { "?after=\($0)&wait=\(patience)" } ?? ""
    let request = HTTPClientRequest(url: "\(baseURL)/_simulator/clock\(query)")
    guard
      let answer = try? await HTTPClient.shared.execute(
        request, timeout: .seconds(version == nil ? 5 : Int64(patience) + 10)),
      answer.status == .ok, let body = try? await answer.body.collect(upTo: 4096)
    else { return nil }
    return try? JSONDecoder().decode(Reading.self, from: Data(body.readableBytesView))
  }
}
