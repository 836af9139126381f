import Interface
import Model
import Settings
import Testing
import Words

@testable import Console

@Suite struct GuidePaneTests {
  private static let secret = "s3cr3t-of-the-application"
  /// Everything up to the last field.
  private static let typed = "<enter>ww1234567890abcdef<enter>示例公司<enter><enter>\(secret)<enter>"

  enum State: String, CaseIterable {
    case form, filled, faults, checking
    case notReady = "not-ready"
    case noAnswer = "no-answer"
    case ready
  }

  @Test("looks as recorded in each state, language and size", arguments: State.allCases)
  func snapshots(_ state: State) throws {
    for screen in Screens.all {
      let stage = stage(state, screen.language, width: screen.width, height: screen.height)
      try expectSnapshot(stage.frame, "guide/\(state.rawValue)-\(screen.language.rawValue)-\(screen.width)")
    }
  }

  private func stage(_ state: State, _ language: Language = .zh, width: Int = 80, height: Int = 24) -> Stage {
    var stage = Stage(language, width: width, height: height, at: .guide) { $0.company = nil }
    switch state {
    case .form: break
    case .filled: stage.press(Self.typed)
    case .faults: stage.press("<c-u>-<enter>ww 1<enter><enter><enter><enter><c-u>http://example.com<enter>")
    case .checking, .notReady, .noAnswer, .ready:
      stage.press(Self.typed + "<enter>")
      guard state != .checking else { break }
      let request = stage.take().first
      guard let request else { break }
      stage.hear(.notConfigured(profiles: ["main"]))
      stage.hear(
        state == .noAnswer
          ? .failed(request, SettingsError.noSecret)
          : .answer(request, .check(lines(stage.app.world.words, isReady: state == .ready), isReady: state == .ready)))
    }
    return stage
  }

  private func lines(_ words: Catalogue, isReady: Bool) -> [CheckLine] {
    let steps = words.language == .zh ? ["企业 ID", "应用 secret"] : ["corp id", "application secret"]
    func say(zh: SafeText, en: SafeText) -> SafeText { words.language == .zh ? zh : en }
    var lines = [CheckLine("main · ww1234567890abcdef", .notChecked)]
    lines += steps.map { CheckLine("✓ \(SafeText($0))", .fine) }
    guard !isReady else { return lines + [CheckLine(say(zh: "示例公司：可以使用", en: "示例公司: ready"), .fine)] }
    let refused = say(
      zh: "✗ 企业可信IP：60020 本机 IP 不在可信列表中。请企业管理员把 203.0.113.7 加入该应用的「企业可信IP」，约 1 分钟后生效",
      en:
        "✗ trusted IP: 60020 this machine's IP is not on the trusted list. For the corp's administrator: add 203.0.113.7 to the application's 「企业可信IP」; it takes about a minute"
    )
    lines.append(CheckLine(refused, .failed))
    lines.append(CheckLine(say(zh: "– 可见范围：未检查", en: "– visible range: not checked"), .notChecked))
    return lines
  }

  @Test("what was typed becomes a request to add and check a profile")
  func submits() throws {
    var stage = stage(.checking)
    let draft = ProfileDraft(
      name: "main", corpID: "ww1234567890abcdef", corpName: "示例公司", application: .own, baseURL: BaseURL.vendorText,
      secret: Secret(Self.secret))
    #expect(stage.take() == [.addProfile(draft)])
  }

  @Test("what cannot be a profile is told at its field, the cursor goes to the first of them, and nothing is asked for")
  func faults() {
    var stage = stage(.faults)
    #expect(stage.take() == [])
    for fault: GuideTerm in [.name, .corpID, .secret, .host] {
      #expect(stage.text.contains(stage.app.world.words.guideFault(fault).text), "\(fault)")
    }
    stage.press("<c-u>shop")
    #expect(stage.lines.contains { $0.contains("▌配置名称") && $0.contains("shop") })
  }

  @Test("the simulated company on this machine needs no secret")
  func simulated() {
    var stage = stage(.form)
    stage.press("<enter>\(SimulatedCompany.corpID)<enter><enter><enter><enter><c-u>http://127.0.0.1:8088<enter>")
    #expect(stage.take().count == 1)
  }

  @Test(
    "the secret is on no screen, in no message, and in no description of what is asked for", arguments: State.allCases)
  func secrecy(_ state: State) {
    for screen in Screens.all {
      var stage = stage(state, screen.language, width: screen.width, height: screen.height)
      let asked = stage.take()
      #expect(!stage.text.contains("s3cr3t"))
      #expect(!"\(asked)".contains("s3cr3t"))
      #expect(!String(reflecting: asked).contains("s3cr3t"))
      #expect(!"\(stage.app.world.messages)\(stage.app.world.activities)".contains("s3cr3t"))
      for request in asked { #expect(!"\(News.failed(request, SettingsError.noSecret))".contains("s3cr3t")) }
    }
  }

  @Test("once the profile is written nothing that was typed is kept")
  func forgets() {
    var stage = stage(.form)
    stage.press(Self.typed)
    #expect(dumped(stage).contains("s3cr3t"))
    stage.press("<enter>")
    stage.hear(.notConfigured(profiles: ["main"]))
    #expect(!dumped(stage).contains("s3cr3t"))
  }

  private func dumped(_ stage: Stage) -> String {
    var text = ""
    dump(stage.app.stack.top.cast(to: GuidePane.self), to: &text)
    return text
  }

  @Test("a profile that could not be written leaves everything as it was typed")
  func notWritten() throws {
    var stage = stage(.checking)
    let request = try #require(stage.take().first)
    stage.hear(.failed(request, SettingsError.profileExists(try #require(ProfileName("main")))))
    #expect(stage.lines.contains { $0.contains("ww1234567890abcdef") })
    stage.press("<enter>")
    #expect(stage.take() == [request])
  }

  @Test("enter opens a company that is ready; one that is not is checked again, or opened all the same")
  func afterwards() {
    func asked(_ state: State, _ keys: String) -> [Request] {
      var stage = stage(state)
      _ = stage.take()
      stage.press(keys)
      return stage.take()
    }
    #expect(asked(.ready, "<enter>") == [.open(.profile("main"))])
    #expect(asked(.notReady, "<enter>") == [])
    #expect(asked(.notReady, "r") == [.checkProfile("main")])
    #expect(asked(.notReady, "o") == [.open(.profile("main"))])
  }
}
