/// Wall time as the company lives it: quota day, sending window, quiet period, the 150 s between two reads, follow-up,
/// token life and the vendor's blocks. With the real vendor it is the machine's clock; against the simulated company it
/// follows the simulator's, jumps and speed included. Time-outs of gate, HTTP, database and screen are *not* company
/// time; they use `ContinuousClock`.
package protocol CompanyClock: Sendable {
  /// The present moment. Does not block.
  var now: Timestamp { get }
  /// Company seconds that pass in one real second; 1 with the real vendor.
  var speed: Double { get }
  /// Returns once `now >= deadline`, also when the clock jumps there; throws `CancellationError` when cancelled.
  func sleep(until deadline: Timestamp) async throws
}
