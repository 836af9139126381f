import Model
import Simulator

/// The randomness of a world, all of it from its seed.
struct Dice {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x5EED) }

  /// True with that probability, 0…1.
  mutating func chance(_ probability: Double) -> Bool {
    probability > 0 && generator.fraction() < probability
  }

  mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  mutating func span(in range: ClosedRange<TimeSpan>) -> TimeSpan {
    TimeSpan(
      milliseconds: Int64.random(in: range.lowerBound.milliseconds...range.upperBound.milliseconds, using: &generator))
  }

  mutating func moment(in range: ClosedRange<Timestamp>) -> Timestamp {
    range.lowerBound + span(in: .seconds(0)...(range.upperBound - range.lowerBound))
  }

  /// Nil only of nothing.
  mutating func pick<T>(_ elements: some Collection<T>) -> T? { elements.randomElement(using: &generator) }

  mutating func shuffled<T>(_ elements: [T]) -> [T] { elements.shuffled(using: &generator) }
}
