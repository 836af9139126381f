import Model
import Screen

/// One thing a person can do in a pane: the record that feeds keys, footer, palette and help.
package struct Command<Target: Pane>: Sendable {
  package let info: CommandInfo
  package let run: @Sendable (inout Target, Target.Context) -> [Target.Effect]

  package init(_ info: CommandInfo, run: @escaping @Sendable (inout Target, Target.Context) -> [Target.Effect]) {
    self.info = info
    self.run = run
  }
}

/// What a command is, without what it does.
package struct CommandInfo: Sendable, Hashable {
  /// `handover.mark-all`: how the palette and tests name it; lower case, unique in the program.
  package let id: String
  /// Any of these does it. Empty: only the palette, or the pane itself after a confirmation.
  package let keys: [Key]
  /// A word or two, for footer and palette.
  package let name: SafeText
  /// A sentence, for help.
  package let help: SafeText
  /// Changes something at the vendor that nobody can take back. Such a command has no key: the pane runs it when a
  /// person has confirmed.
  package let isDestructive: Bool
  /// Why it cannot be done now; nil when it can.
  package let disabled: SafeText?
  /// Whether the footer shows it while there is room.
  package let isInFooter: Bool

  package init(
    _ id: String, _ keys: [Key], _ name: SafeText, help: SafeText, isDestructive: Bool = false,
    disabled: SafeText? = nil, isInFooter: Bool = true
  ) {
    self.id = id
    self.keys = keys
    self.name = name
    self.help = help
    self.isDestructive = isDestructive
    self.disabled = disabled
    self.isInFooter = isInFooter
  }
}
