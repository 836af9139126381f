import Model

/// What went wrong, what to do about it, and who does it: the three things every error message says.
package struct Advice: Sendable, Hashable {
  package let meaning: SafeText
  /// Nil where nothing has to be done.
  package let next: SafeText?
  package let actor: Actor

  package init(meaning: SafeText, next: SafeText?, actor: Actor) {
    self.meaning = meaning
    self.next = next
    self.actor = actor
  }
}

/// Who has to act.
package enum Actor: Term {
  /// Whoever sits at the program.
  case you
  /// 企业管理员
  case corpAdministrator
  /// 服务商
  case provider
  case newOwner
  /// The program goes on by itself.
  case program
  case nobody

  package var words: Bilingual {
    switch self {
    case .you: .init("你", "you")
    case .corpAdministrator: .init("企业管理员", "the corp's administrator")
    case .provider: .init("服务商", "the provider")
    case .newOwner: .init("新群主", "the new owner")
    case .program: .init("本程序", "this program")
    case .nobody: .init("无需处理", "nobody")
    }
  }
}

extension Catalogue {
  /// One line: what happened, and what who does about it.
  package func line(_ advice: Advice) -> SafeText {
    guard let next = advice.next else { return say(zh: "\(advice.meaning)。", en: "\(advice.meaning).") }
    switch advice.actor {
    case .corpAdministrator, .provider, .newOwner:
      let who = self[advice.actor]
      return say(zh: "\(advice.meaning)。请\(who)：\(next)。", en: "\(advice.meaning). For \(who): \(next).")
    case .you, .program, .nobody:
      return say(zh: "\(advice.meaning)。\(next)。", en: "\(advice.meaning). \(sentence(next)).")
    }
  }

  func advice(_ meaning: Bilingual, next: Bilingual?, by actor: Actor) -> Advice {
    Advice(meaning: say(meaning), next: next.map(say), actor: actor)
  }

  /// With a capital at its beginning.
  private func sentence(_ text: SafeText) -> SafeText {
    SafeText(text.text.prefix(1).uppercased() + text.text.dropFirst())
  }
}
