import Model
import Services
import Settings
import Storage
import Testing
import WeCom

@testable import Words

@Suite("Terms", .timeLimit(.minutes(5)))
struct TermTests {
  private func faults<Of: Term>(_: Of.Type) -> [String] {
    Of.allCases.flatMap { term in
      Language.allCases.flatMap { LanguageRules.faults(Catalogue($0)[term], in: $0) }
    }
  }

  @Test("every term has words of its own in both languages")
  func complete() {
    let all =
      faults(Actor.self) + faults(GeneralTerm.self) + faults(CheckTerm.self) + faults(ConnectionReport.Step.self)
      + faults(SecretBackend.self) + faults(GroupTerm.self) + faults(Fullness.self) + faults(HandoverTerm.self)
      + faults(ItemState.self)
      + faults(ItemDetail.self) + faults(NewOwner.Unknown.self) + faults(TransferKind.self)
      + faults(HandoverNotice.self) + faults(ProfileTerm.self) + faults(ApplicationKind.self) + faults(QueueTerm.self)
      + faults(JobState.self) + faults(ThemeTerm.self) + faults(ThemeStore.Origin.self)
      + faults(AuditTerm.self) + faults(AuditCommandTerm.self) + faults(AuditLog.Act.self) + faults(AuditRefusal.self)
      + faults(JoinWayTerm.self) + faults(JoinWayField.self) + faults(JoinWayRecord.Standing.self)
      + faults(JoinWayFinding.Severity.self) + faults(JoinWayFinding.Repair.self)
    #expect(all.isEmpty, "\(all)")
  }

  @Test("no two states of a group or a job are called the same", arguments: Language.allCases)
  func distinct(_ language: Language) {
    let catalogue = Catalogue(language)
    #expect(Set(ItemState.allCases.map { catalogue[$0] }).count == ItemState.allCases.count)
    #expect(Set(JobState.allCases.map { catalogue[$0] }).count == JobState.allCases.count)
  }

  @Test("a status nobody documented is shown as its number")
  func unknownStatus() {
    #expect(Catalogue(.zh).status(FollowUpStatus(rawValue: 9)).text == "9")
  }
}
