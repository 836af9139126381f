import Model
import Services
import Testing

@testable import Words

@Suite("words of the handover panes", .timeLimit(.minutes(5)))
struct HandoverPaneWordsTests {
  private func faults<Of: Term>(_: Of.Type) -> [String] {
    Of.allCases.flatMap { term in
      Language.allCases.flatMap { LanguageRules.faults(Catalogue($0)[term], in: $0) }
    }
  }

  @Test("every command has words of its own in both languages")
  func terms() {
    let all = faults(HandoverPaneTerm.self) + faults(NewOwnersPaneTerm.self) + faults(PreviewPaneTerm.self)
    #expect(all.isEmpty, "\(all)")
  }

  @Test("help says more than the name of the command", arguments: Language.allCases)
  func help(_ language: Language) {
    let words = Catalogue(language)
    for term in [HandoverPaneTerm.mark, .map, .find, .showHidden] { #expect(words.handoverHelp(term) != words[term]) }
    for term in [NewOwnersPaneTerm.mark, .preview] { #expect(words.newOwnersHelp(term) != words[term]) }
    for term in [PreviewPaneTerm.submit, .commit, .back] { #expect(words.previewHelp(term) != words[term]) }
  }
}
