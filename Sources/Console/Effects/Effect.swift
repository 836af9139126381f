import Interface
import Model

/// What a pane wants done. Data: showing effects instead of running them is the dry run.
package enum Effect: Sendable, Hashable {
  /// Shows a pane above this one.
  case push(Place)
  /// Shows a pane instead of everything but the overview.
  case open(Place)
  /// Back to the pane below.
  case back
  /// Back to the pane below, after a question if something would be lost.
  case leavePane
  /// Shows the keys and what they do.
  case help
  /// Says something: on the message line for a while, and in the messages pane.
  case say(SafeText, Message.Weight)
  /// Puts text on the person's clipboard, by way of the terminal.
  case copy(String)
  /// Starts work in the background; answered by ``News``. One that runs already is not begun twice.
  case ask(Request)
  /// Stops waiting for it.
  case cancel(Request)
}

extension Effect {
  /// Whether another pane is on the screen afterwards.
  var showsAnotherPane: Bool {
    switch self {
    case .push, .open, .back, .leavePane: true
    case .help, .say, .copy, .ask, .cancel: false
    }
  }
}

/// The generic parts of Interface with this program's types.
package typealias ConsolePane = AnyPane<World, Effect, News>
