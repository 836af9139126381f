import Model
import Screen
import Storage

extension JobState {
  /// The colour of the state.
  package var role: Role {
    switch self {
    case .done: .done
    case .failed, .attention: .error
    case .doneWithErrors, .paused: .warning
    case .running: .progress
    case .draft, .queued, .waiting, .cancelled: .text
    }
  }

  /// One column that tells the states apart without colour.
  package var sign: SafeText {
    switch self {
    case .draft, .queued: "○"
    case .running: "▶"
    case .waiting: "…"
    case .paused: "‖"
    case .attention: "!"
    case .done: "✓"
    case .doneWithErrors: "◐"
    case .cancelled: "–"
    case .failed: "✗"
    }
  }
}

extension ItemState {
  /// The colour of the state.
  package var role: Role {
    switch self {
    case .done: .done
    case .accepted, .sending: .progress
    case .rejected, .stuck: .error
    case .unknown, .foreign, .gone, .changed, .conflict: .warning
    case .planned, .ready, .excluded, .cancelled: .text
    }
  }

  /// One column that tells the states apart without colour.
  package var sign: SafeText {
    switch self {
    case .planned, .ready: "○"
    case .sending: "▶"
    case .accepted: "→"
    case .done: "✓"
    case .rejected, .foreign, .gone, .changed, .conflict: "✗"
    case .unknown: "?"
    case .stuck: "!"
    case .excluded, .cancelled: "–"
    }
  }
}
