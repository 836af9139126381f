import Model
import Screen

extension Chrome {
  /// What all keys of a command are called, beside each other.
  package static func names(of keys: [Key]) -> SafeText {
    SafeText(keys.map { name(of: $0).text }.joined(separator: " "))
  }

  /// What a key is called: `⏎`, `␣`, `esc`, `^l`, `F1`.
  package static func name(of key: Key) -> SafeText {
    switch key {
    case .character(" "): "␣"
    case .character(let character): SafeText(String(character))
    case .control(let character): "^\(SafeText(String(character)))"
    case .alt(let character): "alt-\(SafeText(String(character)))"
    case .enter: "⏎"
    case .escape: "esc"
    case .tab: "tab"
    case .backTab: "shift-tab"
    case .backspace: "⌫"
    case .delete: "del"
    case .insert: "ins"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "home"
    case .end: "end"
    case .pageUp: "pgup"
    case .pageDown: "pgdn"
    case .function(let number): "F\(number)"
    }
  }
}
