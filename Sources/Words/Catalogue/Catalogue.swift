import Model

/// Everything the program says to people, in the language they chose.
///
/// Each message is a function with typed parameters that holds both languages side by side, so a missing translation does
/// not compile; the messages stand in extensions by subject. Lower modules carry codes and parameters; here they become
/// sentences, and nowhere else. Help texts and the man page are English and stand with the commands.
package struct Catalogue: Sendable, Hashable {
  package let language: Language
  package let surface: Surface

  package init(_ language: Language, surface: Surface = .commandLine) {
    self.language = language
    self.surface = surface
  }

  /// Where a person reads, which decides how the way on is named: by a subcommand, or by a key.
  package enum Surface: Sendable, Hashable { case commandLine, console }

  /// What one would do at the command line, and in the console.
  func way(_ commandLine: Bilingual, console: Bilingual) -> Bilingual {
    surface == .commandLine ? commandLine : console
  }

  /// The words of a term: a title, a state, a label.
  package subscript(term: some Term) -> SafeText { say(term.words) }

  func say(zh: @autoclosure () -> Phrase, en: @autoclosure () -> Phrase) -> SafeText {
    switch language {
    case .zh: SafeText(zh().text)
    case .en: SafeText(en().text)
    }
  }

  func say(_ words: Bilingual) -> SafeText { say(zh: words.zh, en: words.en) }
}

/// The same thing in both languages.
package struct Bilingual: Sendable, Hashable {
  let zh: Phrase
  let en: Phrase

  package init(_ zh: Phrase, _ en: Phrase) {
    self.zh = zh
    self.en = en
  }
}

/// Something with a fixed name: an enum whose every case has words, because the switch over it must be complete.
package protocol Term: Sendable, CaseIterable {
  var words: Bilingual { get }
}
