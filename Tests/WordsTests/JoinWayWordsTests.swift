import Model
import Services
import Storage
import Testing
import WeCom

@testable import Words

@Suite("Join ways in words", .timeLimit(.minutes(5)))
struct JoinWayWordsTests {
  private static let chat = ChatID(unchecked: "wr1")
  private static let user = UserID(unchecked: "li")
  private static let id = JoinWayID(unchecked: "w1")
  private static let now = Timestamp(seconds: 1_790_000_000)
  private static let circumstances = Circumstances(now: now)
  private static let busy = CallError.vendor(VendorError(.unknownConfigID, from: .joinWay, errmsg: ""))

  private static func record(remark: String = "poster") -> JoinWayRecord {
    JoinWayRecord(
      id: id, configID: ConfigID(unchecked: "c1"), standing: .kept, origin: .made,
      content: JoinWayContent(remark: remark, chats: [chat], state: "shopA"), qrCode: "", seenAt: nil, createdAt: now,
      createdBy: "kim@desk", changedAt: now)
  }

  private static let kinds: [JoinWayFinding.Kind] = [
    .gone, .placesUsedUp, .allFull, .noneCreated(for: user), .allGroupsGone, .unconfirmed, .changedElsewhere, .callOpen,
    .noFreePlace,
    .nearlyFull(room: 1), .nearlyFull(room: 7), .groupsGone([chat]), .ownerResigned([user]), .stateTwice([id]),
    .groupsUnknown([chat]),
  ]

  private static let rules: [JoinWayFault.Rule] = [
    .noGroup, .tooManyGroups(6), .duplicateGroup(chat), .dismissedGroup(chat), .unknownGroup(chat),
    .sceneNotWritable(3), .remarkTooLong(31), .stateTooLong(31), .baseNameTooLong(41), .noBaseName, .badBaseID(-1),
    .stateTaken(by: id), .unprintable, .stateBytes(33), .stateNotASCII, .noPlaceForNewGroups,
    .groupFull(chat, members: 200), .groupNearlyFull(chat, members: 190), .ownerResigned(chat), .severalOwners,
    .noState, .stateChanged(from: "old"),
  ]

  private static let troubles: [CodeTrouble] =
    [
      .noImage, .noURL, .redirected, .httpStatus(404), .tooLarge, .timedOut, .unreachable, .notAnImage, .decoderDied,
      .decoderMissing, .noCode, .severalCodes(["a", "b"]), .notDrawable,
    ]
    + [
      .notURL, .notHTTPS, .foreignHost("evil.example"), .privateAddress("intern.example"), .notResolved("gone.example"),
    ].map(CodeTrouble.address)

  private static func ends() -> [JoinWayEnd] {
    let record = record()
    let call = JoinWayCall(
      id: CallID(unchecked: "k1"), joinWay: id, kind: .update, content: record.content, before: nil, bodyHash: "",
      committedAt: now, deadline: now, actor: "kim@desk")
    var other = record.content
    other.remark = "theirs"
    var mine = record.content
    mine.remark = "mine"
    return [
      .done(record, differing: []), .done(record, differing: [.remark, .chats]), .doneUnread(record, .call(busy)),
      .unknown(record),
      .changedMeanwhile(.init(id: id, base: record.content, remote: other, wanted: mine)),
      .changedMeanwhile(.init(id: id, base: record.content, remote: other, wanted: record.content)),
      .earlierCallOpen(call, until: now), .gone(record), .notSent(.noToken), .notSent(.gateClosed),
      .notSent(.limited(nil)), .notSent(.timedOut), .notSent(.unreachable(.refused)),
      .refused(VendorError(.tooManyGroups, from: .updateJoinWay, errmsg: "")),
      .invalid([JoinWayFault(.chats, .noGroup)]), .stopped, .auditNotWhole, .notReached(.call(busy)),
      .notReached(.otherConfiguration), .notRecorded(.diskFull(file: "ledger.sqlite")),
    ]
  }

  private static let obstacles: [JoinWayPlan.Obstacle] = [
    .nothingToDo, .noOpenGroup(user), .noOpenGroup(nil), .invalid([JoinWayFault(.chats, .noGroup)]),
    .unreadable(.otherConfiguration), .unreadable(.otherProfile("crm")), .gone, .unconfirmed, .earlierCallOpen,
  ]

  private func sentences(_ words: Catalogue) -> [SafeText] {
    let content = Self.record().content
    var all = Self.kinds.flatMap { [words.finding($0), words.line(words.advice(for: JoinWayFinding($0)))] }
    all.append(words.line(words.advice(for: JoinWayFinding(.noFreePlace, repair: .edit))))
    var item = JoinWayPlan.Item(record: Self.record(), base: content, wanted: content)
    item.newOwner = Self.user
    all += [words.planNotTried(1), words.planNotTried(3)] + [words.warning(of: item)].compactMap { $0 }
    all += Self.rules.map { words.fault(JoinWayFault(.state, $0)) }
    all += Self.troubles.map { words.line(words.code($0)) }
    for kind in [JoinWayCall.Kind.add, .update, .delete] {
      all.append(words.joinWayCall(kind))
      all += Self.ends().map { words.line(words.end($0, of: kind, in: Self.circumstances)) }
    }
    all += [JoinWayCall.State.sending, .notSent, .refused, .done, .unknown, .void].map(words.joinWayCall)
    all += Self.obstacles.map { words.obstacle($0, in: Self.circumstances) }
    let imports: [ImportedJoinWay.End] = [.imported, .known, .confirmed, .notFound(Self.busy), .failed(Self.busy)]
    all += imports.map { words.line(words.imported($0, in: Self.circumstances)) }
    all += JoinWayDiagnosis.ClientCause.allCases.map { words.line(words.clientCause($0)) }
    all += [nil, 0, 1, 5].map(words.openGroups)
    all += [JoinWayContent.Scene.button, .qrCode, .init(rawValue: 3)].map(words.scene)
    all += [JoinWayRecord.Origin.made, .imported].map(words.origin)
    let purposes: [JoinWayPlan.Purpose] = [
      .rotate, .replace(Self.chat, with: Self.chat), .replaceOwner(Self.user, with: Self.user),
    ]
    all += purposes.map { words.purpose($0) }
    all += words.noJoinWays
    all += [
      words.health([]), words.health([JoinWayFinding(.gone)]),
      words.health([JoinWayFinding(.gone), JoinWayFinding(.callOpen)]), words.nothingProven, words.writtenBack(1),
      words.writtenBack(5), words.planCounts(changes: 1, left: 0), words.planCounts(changes: 3, left: 2),
      words.forecastBasis(JoinWayForecast(room: 90, joinsPerDay: 9.96, days: 9)),
      words.joinCounts(JoinCounts(joined: 1024, stillIn: 871, lastJoin: nil)),
      words.value(of: .autoCreateRoom, in: content) { _ in nil },
      words.cannotBeLookedAt, words.membersAndRoom(nil, room: nil), words.membersAndRoom(1, room: 199),
      words.membersAndRoom(198, room: 2), words.joinWayLook(JoinWayLook()),
      words.line(words.trouble(.otherConfiguration, Self.circumstances)),
      words.line(words.trouble(.otherProfile("crm"), Self.circumstances)),
      words.line(words.trouble(.otherProfile(""), Self.circumstances)),
    ]
    all += [0, 1, 9, 400].compactMap { words.forecast(JoinWayForecast(room: 9, joinsPerDay: 1, days: $0)) }
    let many = (0..<6).map { Self.record(remark: "p\($0)") }
    all += [words.joinWaysTouched([Self.record()]), words.joinWaysTouched(many)].compactMap { $0 }
    return all
  }

  @Test("every sentence keeps to its language", arguments: Language.allCases)
  func languages(language: Language) {
    for surface in [Catalogue.Surface.commandLine, .console] {
      let faults = sentences(Catalogue(language, surface: surface)).flatMap { LanguageRules.faults($0, in: language) }
      #expect(faults.isEmpty, "\(faults)")
    }
  }

  @Test("no two findings, rules, troubles or obstacles are said the same way", arguments: Language.allCases)
  func distinct(language: Language) {
    let words = Catalogue(language)
    func differ(_ texts: [SafeText]) -> Bool { Set(texts).count == texts.count }
    #expect(differ(Self.kinds.map(words.finding)))
    #expect(differ(Self.rules.map { words.fault(JoinWayFault(.state, $0)) }))
    #expect(differ(Self.troubles.map { words.code($0).meaning }))
    #expect(differ(Self.obstacles.map { words.obstacle($0, in: Self.circumstances) }))
  }

  @Test("a rule is said with its limit and what there is")
  func limits() {
    let en = Catalogue(.en)
    let remark = en.fault(JoinWayFault(.remark, .remarkTooLong(31))).text
    #expect(remark.contains("30") && remark.contains("31"))
    let state = en.fault(JoinWayFault(.state, .stateBytes(33))).text
    #expect(state.contains("30") && state.contains("33") && state.contains("unknown"))
    #expect(Catalogue(.zh).fault(JoinWayFault(.roomBaseName, .baseNameTooLong(41))).text.contains("40"))
  }

  @Test("a forecast is said in days, and nothing where nobody joins")
  func forecast() {
    let en = Catalogue(.en)
    func said(_ room: Int, _ days: Int?) -> String? {
      en.forecast(JoinWayForecast(room: room, joinsPerDay: 1, days: days))?.text
    }
    #expect(said(90, 9) == "about 9 days until full")
    #expect(said(90, 1) == "about 1 day until full")
    #expect(said(0, 0) == "full" && said(3, 0) == "full within a day")
    #expect(said(90, nil) == nil)
    #expect(Catalogue(.zh).forecast(JoinWayForecast(room: 9, joinsPerDay: 1, days: 9))?.text == "约 9 天后满")
  }

  @Test("a lost add says its state, and that it is not sent again")
  func lostAdd() {
    let text = Catalogue(.en).line(Catalogue(.en).end(.unknown(Self.record()), of: .add, in: Self.circumstances)).text
    #expect(text.contains("shopA") && text.contains("not sent again"))
  }

  private static func row(_ standing: JoinWayRecord.Standing = .kept, state: String = "shopA") -> JoinWayRow {
    var record = record()
    record.standing = standing
    record.content.state = state
    return JoinWayRow(
      record: record, groups: [], counts: JoinCounts(joined: 0, stillIn: 0, lastJoin: nil), nextName: nil,
      findings: [], forecast: nil)
  }

  @Test("who came is a number, also 0; without a state nobody can say")
  func arrivals() {
    let en = Catalogue(.en)
    #expect(en.joinCounts(Self.row()) == "0" && en.joinCounts(Self.row(state: "")) == "–")
  }

  @Test("free places are told of what exists, and of nothing else")
  func freePlaces() {
    let en = Catalogue(.en)
    #expect(en.freePlaces(of: Self.row()) == "4/5")
    for standing in [JoinWayRecord.Standing.unconfirmed, .gone, .removed] {
      #expect(en.freePlaces(of: Self.row(standing)) == "–")
    }
  }

  @Test("whoever has a state already is told by remark and config id, not by an id nobody knows")
  func stateTaken() {
    let fault = JoinWayFault(.state, .stateTaken(by: Self.id))
    for words in [Catalogue(.en), Catalogue(.zh)] {
      let named: (JoinWayID) -> SafeText? = { _ in words.reference(to: Self.record()) }
      let texts = [
        words.fault(fault, way: named),
        words.line(words.end(.invalid([fault]), of: .update, in: Self.circumstances, way: named)),
      ]
      for text in texts.map(\.text) { #expect(text.contains("poster") && text.contains("c1") && !text.contains("w1")) }
    }
  }

  @Test("an imported one was imported at some time, by somebody; when it was made nobody knows")
  func origin() {
    #expect(JoinWayTerm.createdAt(.made) == .createdAt && JoinWayTerm.createdAt(.imported) == .importedAt)
    #expect(JoinWayTerm.createdBy(.made) == .createdBy && JoinWayTerm.createdBy(.imported) == .importedBy)
  }

  @Test("strangers' remarks come out clean")
  func strangers() {
    let words = Catalogue(.en)
    let name = words.joinWayName(Self.record(remark: "a\u{1B}[31m\u{202E}b"))
    #expect(!name.text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    #expect(words.joinWayName(Self.record(remark: "")).text == "c1")
  }
}
