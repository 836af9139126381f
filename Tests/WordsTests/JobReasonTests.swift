import Model
import Services
import Storage
import Testing

@testable import Words

@Suite("Why a job waits, in words", .timeLimit(.minutes(5)))
struct JobReasonTests {
  private static let reasons: [JobReason] = {
    let user = UserID(unchecked: "li")
    let later = Timestamp(seconds: 1_795_100_000)
    return [
      .quotaUsedUp(owner: user, until: later), .quotaClosed(owner: user, until: later), .outsideWindow(until: later),
      .midnight(until: later), .retrying(groups: 2, until: later), .checking(groups: 100),
      .following(groups: 1), .otherHandover(owner: user), .unreachable, .rateLimited, .refused(code: 60020),
      .newOwnerUnfit(newOwner: user, code: 84083), .newOwnerUnfit(newOwner: user, code: 12345),
      .clockSkew(seconds: -31), .unanswered(groups: 2), .tooSlow, .auditMismatch, .internalError("handover"),
    ]
  }()
  private let now = Timestamp(seconds: 1_795_000_000)

  private func text(
    _ reason: JobReason, _ language: Language, at notBefore: Timestamp?, name: SafeText = "Li"
  ) -> SafeText {
    Catalogue(language).reason(reason, notBefore: notBefore, now: now, application: .own, names: { _ in name })
  }

  @Test("every reason has a sentence, with and without a moment, in both languages", arguments: Language.allCases)
  func complete(_ language: Language) {
    let later = now + .hours(30)
    let faults = Self.reasons.flatMap { reason in
      [nil, later].flatMap { LanguageRules.faults(text(reason, language, at: $0), in: language) }
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test(
    "what no job can wait for is not read from its row",
    arguments: [
      #"{"outsideWindow":{"until":9223372036854775807}}"#, #"{"midnight":{"until":-9223372036854775808}}"#,
      #"{"clockSkew":{"seconds":-9223372036854775808}}"#, #"{"clockSkew":{"seconds":9223372036854775807}}"#,
      #"{"otherHandover":{"owner":""}}"#, "{}", "",
    ])
  func impossible(_ stored: String) {
    #expect(JobReason(stored: stored) == nil)
  }

  @Test("a job that waits says when it sends again, though it looks at other groups before")
  func moment() throws {
    let morning = try #require(Day("2026-11-22")).moment(.hour(9))
    let evening = try #require(Day("2026-11-21")).moment(.hour(20))
    let owner = try #require(UserID("wang"))
    let words = Catalogue(.zh).reason(
      .quotaUsedUp(owner: owner, until: morning), notBefore: evening + .minutes(5), now: evening, application: .own,
      names: { _ in "王强" })
    #expect(words.text == "王强 今日额度已用完，明天 09:00 继续")
  }

  @Test("an unknown outcome says when it is checked and that nothing is sent before")
  func checking() throws {
    let noon = try #require(Day("2026-11-21")).moment(.hour(12))
    let words = Catalogue(.en).reason(
      .checking(groups: 100), notBefore: noon, now: noon, application: .own, names: SafeText.init)
    #expect(words.text == "100 groups sent, answer lost – checking at 12:00, nothing is re-sent before")
  }

  @Test("who mends a refusal depends on the kind of application")
  func whoMends() {
    let words = Catalogue(.en).reason(
      .refused(code: 60020), notBefore: nil, now: now, application: .thirdParty, names: SafeText.init)
    #expect(words.text.contains("For the provider"))
  }
}
