import Model
import Screen

/// A pane of any kind, for the stack.
package struct AnyPane<Context: Sendable, Effect: Sendable, News: Sendable>: Sendable, Equatable {
  private var base: any Pane<Context, Effect, News>

  package init(_ pane: some Pane<Context, Effect, News>) { base = pane }

  /// The pane itself, for tests and for whoever knows its kind.
  package func cast<P: Pane>(to kind: P.Type) -> P? { base as? P }

  package static func == (left: Self, right: Self) -> Bool {
    func isEqual<P: Pane>(_ pane: P) -> Bool { right.base as? P == pane }
    return isEqual(left.base)
  }

  package func title(_ context: Context) -> SafeText { base.title(context) }
  package var takesText: Bool { base.takesText }
  package func textKeys(_ context: Context) -> [CommandInfo]? { base.textKeys(context) }
  package func draw(on canvas: inout Canvas, _ context: Context) { base.draw(on: &canvas, context) }
  package func unsaved(_ context: Context) -> SafeText? { base.unsaved(context) }
  package func leave(_ context: Context) -> [Effect] { base.leave(context) }

  package func commands(_ context: Context) -> [CommandInfo] {
    func infos<P: Pane<Context, Effect, News>>(_ pane: P) -> [CommandInfo] { pane.commands(context).map(\.info) }
    return infos(base)
  }

  /// Runs the command with that id; nil when the pane has none, or none that can be done now.
  package mutating func run(_ id: String, _ context: Context) -> [Effect]? {
    func run<P: Pane<Context, Effect, News>>(_ pane: P) -> (any Pane<Context, Effect, News>, [Effect])? {
      guard let command = pane.commands(context).first(where: { $0.info.id == id }), command.info.disabled == nil else {
        return nil
      }
      var pane = pane
      let effects = command.run(&pane, context)
      return (pane, effects)
    }
    guard let (pane, effects) = run(base) else { return nil }
    base = pane
    return effects
  }

  package mutating func handle(_ input: InputEvent, _ context: Context) -> [Effect] { base.handle(input, context) }
  package mutating func receive(_ news: News, _ context: Context) -> [Effect] { base.receive(news, context) }
  package mutating func settle(in size: Size, _ context: Context) -> [Effect] { base.settle(in: size, context) }
}
