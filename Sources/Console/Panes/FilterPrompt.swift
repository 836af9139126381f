import Interface
import Model
import Screen

/// A filter being typed: it applies while it is typed, enter keeps it, escape brings back the one before.
struct FilterPrompt: Sendable, Equatable {
  private(set) var prompt: Prompt
  private let before: String

  /// - Parameter filter: the one there is.
  init(_ filter: String) {
    prompt = Prompt("/", TextField(filter))
    before = filter
  }

  /// What a key or a paste made of it.
  struct Change: Sendable, Equatable {
    var filter: String
    /// Whether typing goes on.
    var isOpen: Bool
    /// A key for the list, not for the text.
    var isForList: Bool
  }

  mutating func handle(_ input: InputEvent) -> Change {
    let outcome = prompt.field.handle(input)
    return Change(
      filter: outcome == .cancelled ? before : prompt.field.text.trimmingWhiteSpace,
      isOpen: outcome != .submitted && outcome != .cancelled, isForList: outcome == .ignored)
  }
}
