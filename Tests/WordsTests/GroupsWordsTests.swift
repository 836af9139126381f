import Model
import Services
import Testing

@testable import Words

@Suite("Words of the groups pane")
struct GroupsWordsTests {
  @Test("every command has a name, and a sentence of help, in both languages", arguments: Language.allCases)
  func commands(_ language: Language) {
    let words = Catalogue(language)
    let texts =
      GroupsTerm.allCases.flatMap { [words[$0], words.groupsHelp($0)] } + MemberRankTerm.allCases.map { words[$0] }
      + GroupOrder.Key.allCases.flatMap { [words[$0], words.sort(by: $0)] }
      + Fullness.allCases.map { words.inShort($0) }
    #expect(texts.flatMap { LanguageRules.faults($0, in: language) }.isEmpty)
  }

  @Test("everything said there is clean in both languages", arguments: Language.allCases)
  func sentences(_ language: Language) {
    let words = Catalogue(language)
    let name: SafeText = language == .zh ? "张伟" : "Zhang Wei"
    let texts = [
      words.ownersShown(1, of: 4), words.ownersShown(4, of: 4), words.membersShown(1, of: 2),
      words.membersShown(1, of: 1),
      words.membersTitle(200), words.marked(12, hidden: 5), words.marked(1, hidden: 0), words.unread(3),
      words.rangeHint,
      words.groupFilterHint, words.groupFilterKeys, words.ownerFilterHint, words.memberFilterHint, words.noMatch(name),
      words.noGroups(of: name), words.noMembers, words.chooseGroup, words.readingDetails, words.neverRead,
      words.detailsNeverRead, words.detailsFailed, words.detailsGone, words.groupsFailed, words.fetchAgain,
      words.refreshMarked(2), words.refreshAsked(groups: 1), words.refreshAsked(owner: name), words.refreshAskedAll,
      words.refreshTakesLong(2400), words.onlyForGroups, words.noGroupHere, words.nothingMarked, words.leftmost,
      words.rightmost, words.chooseOwner,
    ]
    #expect(texts.flatMap { LanguageRules.faults($0, in: language) } == [])
  }

  @Test("one of many is told from many, and hidden marks are told")
  func counts() {
    let words = Catalogue(.en)
    #expect(words.refreshAsked(groups: 1).text == "asked for a refresh of 1 group")
    #expect(words.marked(1204, hidden: 5).text == "1 204 marked (5 hidden)")
    #expect(words.membersShown(1, of: 200).text == "1 of 200 members")
  }
}
