import Model
import Screen
import Services
import Storage
import Testing

@testable import Console

@Suite(.timeLimit(.minutes(5))) struct AuditPaneTests {
  /// `count` rows, newest first, of every act and of strangers' making.
  private static func entries(_ count: Int, from first: Int64 = 1) -> [AuditEntry] {
    let kinds: [(act: String, subject: String, detail: String)] = [
      ("confirm", "h3k7m9p2qr", "count=646 ready=640"),
      ("intent", "b-7k2m9p3qrs", "job=h3k7m9p2qr kind=resigned from=wang to=lina body=00ff chats=wr1 wr2 wr3"),
      ("recorded", "b-7k2m9p3qrs", "job=h3k7m9p2qr outcome=answered counted=3"),
      ("refused", "h3k7m9p2qr", "act=confirm reason=otherCount typed=7 planned=646"),
      ("refused", "h3k7m9p2qr", "act=intent reason=quota"), ("pause", "h3k7m9p2qr", "handover"),
      ("resume", "h3k7m9p2qr", "handover"), ("stop", "all", ""), ("go", "all", ""),
      ("cancel", "h3k7m9p2qr", "taken=340"),
      ("accept", "audit", "fault=cut head=15 head_hash=aa count=10 hash=bb"),
      ("evil\u{1B}[2J", "x\u{202E}y", "what\u{7}"),
    ]
    return (first..<first + Int64(count)).reversed().map { seq in
      let kind = kinds[Int(seq - 1) % kinds.count]
      return AuditEntry(
        seq: seq, at: Stage.morning - .minutes(1000 - seq * 7), actor: seq % 3 == 0 ? "李\u{9B}明@desk2" : "kim@desk",
        act: kind.act, subject: kind.subject, detail: kind.detail, previous: seq == 1 ? "" : hash(seq - 1),
        hash: hash(seq))
    }
  }

  private static func hash(_ seq: Int64) -> String { String(repeating: String(seq % 10), count: 64) }

  private func stage(
    _ language: Language = .zh, width: Int = 80, height: Int = 24, authority: Authority = .mayChange,
    rows: [AuditEntry]? = entries(24)
  ) -> Stage {
    var stage = Stage(language, width: width, height: height, authority: authority, at: .audit)
    guard stage.take() == [.auditRows(AuditPage(filter: ""))] else { return stage }
    if let rows { stage.hear(.answer(.auditRows(AuditPage(filter: "")), .auditRows(rows))) }
    return stage
  }

  private func pane(_ stage: Stage) throws -> AuditPane {
    try #require(stage.app.stack.top.cast(to: AuditPane.self))
  }

  private static let reading = Reading(
    groups: .empty, owners: [], resignedOwners: [], sweptAt: nil, jobs: [], isStopped: false)

  @Test("5 opens it from everywhere, and asks for the newest rows once")
  func opens() {
    var stage = Stage()
    stage.press("5")
    #expect(stage.take() == [.auditRows(AuditPage(filter: ""))])
    stage.turn([])
    #expect(stage.take() == [])
  }

  @Test("each row says when, who, what, on what and with what outcome")
  func rows() {
    let text = stage(.en, width: 120, height: 40).text
    #expect(text.contains("plan confirmed"))
    #expect(text.contains("646 groups, 640 to be sent"))
    #expect(text.contains("3 groups: wang → lina"))
    #expect(text.contains("answered, 3 counted against the quota"))
    #expect(text.contains("plan confirmed: another number was typed"))
    #expect(text.contains("about to send: beyond today's quota"))
    #expect(text.contains("kim@desk") && text.contains("b-7k2m9p3qrs"))
  }

  @Test("what strangers wrote into the ledger steers nothing")
  func hostile() {
    let text = stage(width: 120, height: 40).text
    #expect(text.contains("evil") && !text.unicodeScalars.contains { $0 != "\n" && $0.isHostile })
  }

  @Test("rows that come in stand above, and the cursor stays on its row")
  func newRows() throws {
    var stage = stage()
    stage.press("jj")
    let chosen = try #require(try pane(stage).entry)
    stage.hear(.read(Self.reading))
    let page = AuditPage(filter: "", after: 24)
    #expect(stage.take() == [.auditRows(page)])
    stage.hear(.answer(.auditRows(page), .auditRows(Self.entries(3, from: 25))))
    #expect(try pane(stage).list.all.map(\.seq) == Array((1...27).reversed()))
    #expect(try pane(stage).entry == chosen)
    #expect(stage.take() == [])
  }

  @Test("a commit while an answer is awaited is asked about afterwards")
  func staleAnswer() {
    var stage = stage(rows: nil)
    stage.hear(.read(Self.reading))
    #expect(stage.take() == [])
    stage.hear(.answer(.auditRows(AuditPage(filter: "")), .auditRows(Self.entries(2))))
    #expect(stage.take() == [.auditRows(AuditPage(filter: "", after: 2))])
  }

  @Test("older rows are read as the cursor comes near them, never all at once")
  func pages() throws {
    var stage = stage(rows: Self.entries(200, from: 1_000_001))
    #expect(stage.take() == [])
    #expect(stage.text.contains("最新的 200 条"))
    stage.press("G")
    let page = AuditPage(filter: "", before: 1_000_001)
    #expect(stage.take() == [.auditRows(page)])
    stage.hear(.answer(.auditRows(page), .auditRows(Self.entries(50, from: 999_951))))
    #expect(try pane(stage).list.all.count == 250)
    #expect(stage.text.contains("共 250 条"))
    stage.press("G")
    #expect(stage.take() == [])
  }

  @Test("more new rows than one answer holds replace what was there: no gap is shown")
  func manyNewRows() throws {
    var stage = stage()
    stage.hear(.read(Self.reading))
    stage.hear(.answer(.auditRows(AuditPage(filter: "", after: 24)), .auditRows(Self.entries(200, from: 801))))
    #expect(try pane(stage).list.all.map(\.seq) == Array((801...1000).reversed()))
    #expect(try !pane(stage).list.isComplete)
  }

  @Test("a filter asks the ledger, one question at a time; the last one typed counts")
  func filter() throws {
    var stage = stage()
    stage.press("/kim")
    #expect(stage.take() == [.auditRows(AuditPage(filter: "k"))])
    stage.hear(.answer(.auditRows(AuditPage(filter: "k")), .auditRows(Self.entries(12))))
    #expect(stage.take() == [.auditRows(AuditPage(filter: "kim"))])
    stage.hear(.answer(.auditRows(AuditPage(filter: "kim")), .auditRows([])))
    #expect(stage.text.contains("没有与“kim”匹配的内容"))
    stage.press("<esc>")
    #expect(stage.take() == [.auditRows(AuditPage(filter: ""))])
  }

  @Test("what could not be read is told, and read again when the ledger has changed, never in circles")
  func failed() {
    var stage = stage(rows: nil)
    stage.hear(.failed(.auditRows(AuditPage(filter: "")), StorageError.busy(file: "ledger.sqlite")))
    #expect(stage.text.contains("没有读到审计记录"))
    #expect(stage.take() == [])
    // The look that the failure itself leads to.
    stage.hear(.read(Self.reading))
    #expect(stage.take() == [])
    stage.hear(.read(Self.reading))
    #expect(stage.take() == [.auditRows(AuditPage(filter: ""))])
  }

  @Test("enter shows all ids and hashes of a row")
  func details() {
    var stage = stage()
    stage.press("G<enter>")
    #expect(stage.text.contains("count=646 ready=640"))
    #expect(stage.text.contains(Self.hash(1)))
    stage.press("<esc>")
    #expect(!stage.text.contains(Self.hash(1)))
  }

  @Test("v verifies: a whole audit is said to be so, and of when that is stays said")
  func whole() {
    var stage = stage()
    stage.press("v")
    #expect(stage.take() == [.verifyAudit])
    let tip = AuditTip(count: 24, hash: Self.hash(4), at: Stage.morning)
    stage.hear(.answer(.verifyAudit, .verification(AuditVerification(tip: tip, head: [tip], faults: []))))
    stage.press("<esc>")
    let found = TimeOfDay(at: Stage.morning).text
    stage.now = Stage.morning + .hours(2)
    stage.hear(.read(Self.reading))
    #expect(stage.text.contains("核对于 \(found)，审计完整：24 条"))
  }

  @Test("a broken audit names its rows and says what to do", arguments: Language.allCases)
  func broken(_ language: Language) {
    var stage = stage(language, width: 120)
    stage.hear(.answer(.verifyAudit, .verification(Self.brokenAudit)))
    #expect(stage.text.contains(language == .zh ? "第 4 条审计记录被改过" : "audit row 4 was edited"))
    #expect(stage.text.contains("--confirm 20"))
    stage.press("<esc>")
    #expect(stage.lines.contains { $0.contains(language == .zh ? "第 4 条" : "row 4") })
  }

  private static let brokenAudit = AuditVerification(
    tip: AuditTip(count: 20, hash: hash(0), at: Stage.morning),
    head: [AuditTip(count: 24, hash: hash(4), at: Stage.morning)],
    faults: [.edited(row: 4), .callWithoutRow(CallID(unchecked: "b-1")), .cut(first: 21, last: 24)])

  @Test("what is listed is exported under a name that is asked for")
  func export() {
    var stage = stage()
    stage.press("e<enter>")
    #expect(stage.take() == [.saveAudit(filter: "", path: "audit-2026-11-21.csv")])
    stage.hear(.answer(.saveAudit(filter: "", path: "a.csv"), .saved(path: "/tmp/a.csv")))
    #expect(stage.text.contains("已保存到 /tmp/a.csv"))
    stage.press("e<esc>")
    #expect(stage.take() == [])
  }

  @Test("y copies the id")
  func copy() {
    var stage = stage()
    stage.press("Gy")
    #expect(stage.app.clipboard == "h3k7m9p2qr")
  }

  @Test(
    "every state looks as it was looked at",
    arguments: Screens.all + [(language: Language.zh, width: 40, height: 8), (.en, 40, 8)])
  func screens(language: Language, width: Int, height: Int) throws {
    let size = "\(language.rawValue)-\(width)x\(height)"
    func look(_ name: String, _ rows: [AuditEntry]?, keys: String = "", _ change: (inout Stage) -> Void = { _ in })
      throws
    {
      var stage = stage(language, width: width, height: height, rows: rows)
      stage.press(keys)
      change(&stage)
      try expectSnapshot(stage.frame, "audit/\(name)-\(size)")
    }
    try look("full", Self.entries(24))
    try look("empty", [])
    try look("loading", nil)
    try look("details", Self.entries(24), keys: "G<up><enter>")
    try look("exporting", Self.entries(24), keys: "e")
    let tip = AuditTip(count: 24, hash: Self.hash(4), at: Stage.morning)
    try look("whole", Self.entries(24)) {
      $0.hear(.answer(.verifyAudit, .verification(AuditVerification(tip: tip, head: [tip], faults: []))))
      $0.press("<esc>")
    }
    try look("broken", Self.entries(24)) { $0.hear(.answer(.verifyAudit, .verification(Self.brokenAudit))) }
  }
}
