import Model
import Screen

/// Labelled fields below each other.
package struct Form: Sendable, Hashable {
  package struct Field: Sendable, Hashable {
    package enum Input: Sendable, Hashable {
      case text(TextField)
      /// One of several; left, right and space change it.
      case choice([Choice], selected: Int)
      /// Space changes it.
      case toggle(Bool)
      /// Chosen elsewhere: enter and space open that.
      case link(SafeText)
    }

    package struct Choice: Sendable, Hashable {
      package let id: String
      package let title: SafeText
      package init(_ id: String, _ title: SafeText) {
        self.id = id
        self.title = title
      }
    }

    package let id: String
    package let label: SafeText
    /// Below the field while it has the focus.
    package let hint: SafeText
    package var input: Input
    /// What is wrong with it, below the field, until it is changed.
    package var fault: SafeText?
    /// What a person should know about it, below the field.
    package var warnings: [SafeText] = []
    /// Behind the field: how much of it there may be.
    package var trailing: SafeText = ""

    package init(_ id: String, _ label: SafeText, hint: SafeText = "", _ input: Input) {
      self.id = id
      self.label = label
      self.hint = hint
      self.input = input
    }
  }

  package var fields: [Field]
  package private(set) var focus: Int
  /// Something was changed since the form was made.
  package private(set) var isDirty: Bool

  package init(_ fields: [Field]) {
    self.fields = fields
    focus = 0
    isDirty = false
  }

  package enum Outcome: Sendable, Hashable {
    case changed
    case moved
    /// Enter on the last field, or ctrl-o anywhere.
    case submitted
    case cancelled
    /// Enter or space on a field that is chosen elsewhere.
    case opened
    case ignored
  }

  /// Tab, down and enter go to the next field, back-tab and up to the one before; tab goes around. Enter on the last
  /// field and ctrl-o submit, escape and ctrl-c cancel. All else is for the field.
  package mutating func handle(_ input: InputEvent) -> Outcome {
    let last = fields.count - 1
    if fields.indices.contains(focus), case .link = fields[focus].input, case .key(let key) = input,
      [.enter, .character(" ")].contains(key.folded)
    {
      return .opened
    }
    switch input {
    case .key(.tab): return move(to: focus < last ? focus + 1 : 0)
    case .key(.backTab): return move(to: focus > 0 ? focus - 1 : last)
    case .key(.down): return move(to: focus + 1)
    case .key(.up): return move(to: focus - 1)
    case .key(.enter) where focus < last: return move(to: focus + 1)
    case .key(.enter), .key(.control("o")): return .submitted
    case .key(.escape), .key(.control("c")): return .cancelled
    default: break
    }
    guard fields.indices.contains(focus) else { return .ignored }
    let outcome = fields[focus].input.handle(input)
    if outcome == .changed {
      isDirty = true
      fields[focus].fault = nil
    }
    return outcome
  }

  private mutating func move(to index: Int) -> Outcome {
    focus = max(0, min(index, fields.count - 1))
    return .moved
  }

  /// The text of a field, the id of its choice, `true` or `false`; empty for a field there is not.
  package func value(_ id: String) -> String {
    switch fields.first(where: { $0.id == id })?.input {
    case .text(let field): field.text
    case .choice(let choices, let selected): choices.indices.contains(selected) ? choices[selected].id : ""
    case .toggle(let isOn): String(isOn)
    case .link, nil: ""
    }
  }

  package mutating func focus(on id: String) {
    if let index = fields.firstIndex(where: { $0.id == id }) { focus = index }
  }
}

extension Form.Field.Input {
  fileprivate mutating func handle(_ input: InputEvent) -> Form.Outcome {
    if case .text(var field) = self {
      let outcome = field.handle(input)
      self = .text(field)
      return switch outcome {
      case .changed: .changed
      case .moved: .moved
      // The form has taken these keys already.
      case .submitted, .cancelled, .ignored: .ignored
      }
    }
    guard case .key(let key) = input else { return .ignored }
    switch (self, key.folded) {
    case (.choice(let choices, let selected), .right), (.choice(let choices, let selected), .character(" ")):
      self = .choice(choices, selected: selected + 1 < choices.count ? selected + 1 : 0)
    case (.choice(let choices, let selected), .left):
      self = .choice(choices, selected: selected > 0 ? selected - 1 : max(0, choices.count - 1))
    case (.toggle(let isOn), .character(" ")): self = .toggle(!isOn)
    default: return .ignored
    }
    return .changed
  }
}
