import Model
import Screen

/// A part of the program that fills the screen between title line and footer. A value: what it shows is a function of
/// its state and of the context, what it wants done it returns as effects.
package protocol Pane<Context, Effect, News>: Sendable, Equatable {
  /// What all panes look at: data, language, time.
  associatedtype Context: Sendable
  /// What a pane wants done; showing it instead of doing it is the dry run.
  associatedtype Effect: Sendable
  /// Answers to effects, and changes of the world.
  associatedtype News: Sendable

  /// For the breadcrumbs.
  func title(_ context: Context) -> SafeText

  /// What can be done here now, in the order of footer and help. None of the keys may be one of ``ListKey``'s where the
  /// pane has a list.
  func commands(_ context: Context) -> [Command<Self>]

  /// Whether keys are text now: a field has the focus. Then no command is looked for; ``handle(_:_:)`` gets everything.
  var takesText: Bool { get }

  /// What keys do while ``takesText``, for the footer; nil for what they do everywhere: accept, cancel.
  func textKeys(_ context: Context) -> [CommandInfo]?

  /// What no command took. Keys are folded to half width unless ``takesText``.
  mutating func handle(_ input: InputEvent, _ context: Context) -> [Effect]

  /// Something happened that was not typed.
  mutating func receive(_ news: News, _ context: Context) -> [Effect]

  /// Called once a turn before drawing: brings scroll positions in line with the size, and says what has become visible.
  mutating func settle(in size: Size, _ context: Context) -> [Effect]

  func draw(on canvas: inout Canvas, _ context: Context)

  /// What `esc` and `q` would throw away; nil when the pane may be left without asking.
  func unsaved(_ context: Context) -> SafeText?

  /// What is to be done when the pane is gone for good.
  func leave(_ context: Context) -> [Effect]
}

extension Pane {
  package var takesText: Bool { false }
  package func textKeys(_ context: Context) -> [CommandInfo]? { nil }
  package mutating func handle(_ input: InputEvent, _ context: Context) -> [Effect] { [] }
  package mutating func receive(_ news: News, _ context: Context) -> [Effect] { [] }
  package mutating func settle(in size: Size, _ context: Context) -> [Effect] { [] }
  package func unsaved(_ context: Context) -> SafeText? { nil }
  package func leave(_ context: Context) -> [Effect] { [] }
}
