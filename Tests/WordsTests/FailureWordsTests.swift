import Model
import Queue
import Services
import Storage
import Testing
import WeCom

@testable import Words

@Suite("Every failure in words", .timeLimit(.minutes(5)))
struct FailureWordsTests {
  private struct Strange: Error { let secret = "s3cret" }

  private static let errors: [any Error] = {
    let api = API(path: "externalcontact/groupchat/list")
    let refusal = VendorError(ErrorCode(rawValue: 60020), from: api, errmsg: "not allow, from ip: 1.2.3.4")
    let block = CallBlocked(api: api, until: Timestamp(seconds: 1_795_000_000))
    let why: [Unreachable] = [
      .unknownHost, .refused, .connectTimedOut, .network(errno: 101), .network(errno: nil), .tls, .closed,
      .badAddress, .shutDown,
    ]
    let unreadable: [Unreadable] = [
      .httpStatus(502), .notJSON, .truncated, .tooLong, .tooDeep, .wrongType(member: "status"),
      .missing(member: "group_chat"),
    ]
    let storage: [StorageError] = [
      .damaged(file: "/x/ledgers/a.sqlite"), .damaged(file: "/x/replicas/a.sqlite"),
      .newerVersion(file: "/x", found: 3, known: 2), .diskFull(file: "/x"), .busy(file: "/x"),
      .notPermitted(file: "/x", reason: 13), .inputOutput(file: "/x", reason: 28), .notReady(file: "/x"),
      .lockedOut(file: "/x"), .constraint(name: "数据 unique"), .closed(file: "/x"),
    ]
    let user = UserID(unchecked: "li")
    let obstacles: [NewOwner.Obstacle] = [
      .noCustomerContact, .notActive(.disabled), .notActive(.notActivated), .notActive(.left),
      .notActive(.init(rawValue: 9)), .unknownMember, .isOldOwner,
    ]
    let owners = obstacles.map {
      NewOwner(userID: user, name: nil, groups: 0, expected: 0, obstacles: [$0], unknowns: [])
    }
    let plans: [PlanError] = [
      .notEligible(owners), .unknownChats([ChatID(unchecked: "wr1")]), .noGroups(user),
      .nothingToSend([.dismissed: 2, .notResigned: 3]), .nothingToSend([.dismissed: 2]), .noNewOwner, .unknownPlan,
      .nothingFailed,
    ]
    var errors: [any Error] = [
      CallError.vendor(refusal), CallError.timedOut(api), CallError.blocked(block), CallError.cursorRepeated(api),
      refusal, block, Refusal.readOnly, CancellationError(), Strange(),
    ]
    do { _ = try RoleLock.tryAcquire(.worker, beside: "/dev/null/ledger") } catch { errors.append(error) }
    do { _ = try LedgerWatch(file: "/nowhere/ledger") } catch { errors.append(error) }
    errors += why.map { CallError.unreachable(api, $0) }
    errors += unreadable.map { CallError.unreadable(api, $0) }
    errors += storage
    errors += plans
    return errors
  }()

  @Test("every error has a sentence in both languages", arguments: Language.allCases)
  func complete(_ language: Language) {
    let catalogue = Catalogue(language)
    let faults = Self.errors.flatMap { error in
      let lines = catalogue.advice(for: error, application: .own).map(catalogue.line)
      let known = lines.filter { !(language == .en && $0.text.contains("数据 unique")) }
      return lines.isEmpty ? ["no words: \(error)"] : known.flatMap { LanguageRules.faults($0, in: language) }
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test("an error nobody foresaw is told by its kind, never by its contents")
  func unforeseen() {
    let line = Catalogue(.en).inShort(Strange(), .own)
    #expect(line.text.contains("Strange") && !line.text.contains("s3cret"))
  }

  @Test("a call that was not answered names the host and how long it may take")
  func host() {
    let circumstances = Circumstances(host: "127.0.0.1:8080", requestTimeout: 20)
    let advice = Catalogue(.en).advice(for: CallError.timedOut(API(path: "gettoken")), in: circumstances)
    #expect(advice.map(\.meaning.text) == ["no answer from 127.0.0.1:8080 within 20 seconds"])
  }
}
