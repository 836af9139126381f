import Interface
import Model
import Screen
import Settings
import Words

/// Connects a company: asks for what `profile add` needs, checks it, and says who has to mend what.
struct GuidePane: Pane {
  typealias Context = World
  typealias Effect = Console.Effect
  typealias News = Console.News

  enum Step: Sendable, Equatable {
    case form
    /// The profile is being written and checked, or only checked.
    case checking(profile: String)
    case checked(profile: String, lines: [CheckLine], isReady: Bool)
  }

  private var form: Form?
  private var step = Step.form

  func title(_ world: World) -> SafeText { world.words[AppTerm.connect] }

  var takesText: Bool { step == .form }

  func unsaved(_ world: World) -> SafeText? {
    step == .form && form?.isDirty == true ? world.words.guideUnsaved : nil
  }

  func commands(_ world: World) -> [Command<Self>] {
    guard case .checked(let profile, _, let isReady) = step else { return [] }
    let words = world.words
    return [
      Command(
        .init(
          "guide.open", [.enter], words[GuideTerm.open], help: words.guideOpenHelp,
          disabled: isReady ? nil : words.guideNotReady)
      ) { _, _ in [.ask(.open(.profile(profile)))] },
      Command(.init("guide.check", [.character("r")], words[GuideTerm.checkAgain], help: words.guideCheckHelp)) {
        pane, _ in
        pane.step = .checking(profile: profile)
        return [.ask(.checkProfile(profile))]
      },
      Command(
        .init("guide.open-anyway", [.character("o")], words[GuideTerm.openAnyway], help: words.guideAnywayHelp)
      ) { _, _ in [.ask(.open(.profile(profile)))] },
    ]
  }

  mutating func settle(in size: Size, _ world: World) -> [Effect] {
    if form == nil, step == .form { form = Self.form(world.words) }
    return []
  }

  private static func form(_ words: Catalogue) -> Form {
    Form([
      .init("name", words[GuideTerm.name], hint: words.guideHint(.name), .text(TextField("main", limit: 64))),
      .init("corp", words[GuideTerm.corpID], hint: words.guideHint(.corpID), .text(TextField(limit: 64))),
      .init("title", words[GuideTerm.corpName], hint: words.guideHint(.corpName), .text(TextField(limit: 60))),
      .init(
        "kind", words[ProfileTerm.application], hint: words.guideHint(.kind),
        .choice(ApplicationKind.allCases.map { .init($0.rawValue, words[$0]) }, selected: 0)),
      .init(
        "secret", words[GuideTerm.secret], hint: words.guideHint(.secret), .text(TextField(isHidden: true, limit: 400))),
      .init(
        "host", words[GuideTerm.host], hint: words.guideHint(.host), .text(TextField(BaseURL.vendorText, limit: 200))),
    ])
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    guard step == .form, var form else { return [] }
    let outcome = form.handle(input)
    self.form = form
    switch outcome {
    case .submitted: return submit(world)
    case .cancelled: return form.isDirty ? [.leavePane] : [.back]
    default: return []
    }
  }

  /// Writes the profile if everything typed can be one; else says what is wrong, at the field.
  private mutating func submit(_ world: World) -> [Effect] {
    guard var form else { return [] }
    let words = world.words
    func value(_ id: String) -> String { form.value(id).trimmingWhiteSpace }
    let host = value("host")
    let secret = Secret(value("secret"))
    let isSimulated = BaseURL(host)?.isLoopback == true && value("corp") == SimulatedCompany.corpID
    var faults: [(field: String, fault: SafeText)] = []
    if ProfileName(value("name")) == nil { faults.append(("name", words.guideFault(.name))) }
    if CorpID(value("corp")) == nil { faults.append(("corp", words.guideFault(.corpID))) }
    if secret == nil, !isSimulated { faults.append(("secret", words.guideFault(.secret))) }
    if BaseURL(host) == nil { faults.append(("host", words.guideFault(.host))) }
    for index in form.fields.indices {
      form.fields[index].fault = faults.first { $0.field == form.fields[index].id }?.fault
    }
    if let first = faults.first { form.focus(on: first.field) }
    self.form = form
    guard faults.isEmpty else { return [] }
    let draft = ProfileDraft(
      name: value("name"), corpID: value("corp"), corpName: value("title"),
      application: ApplicationKind(rawValue: form.value("kind")) ?? .own, baseURL: host, secret: secret)
    step = .checking(profile: draft.name)
    return [.ask(.addProfile(draft))]
  }

  mutating func receive(_ news: News, _ world: World) -> [Effect] {
    guard case .checking(let profile) = step else { return [] }
    switch news {
    // It is written. What was typed is in its file now; the secret must not stay here.
    case .notConfigured(let profiles) where profiles.contains(profile): form = nil
    case .answer(.addProfile, .check(let lines, let isReady)), .answer(.checkProfile, .check(let lines, let isReady)):
      step = .checked(profile: profile, lines: lines, isReady: isReady)
      form = nil
    case .failed(.addProfile, _) where form != nil: step = .form
    case .failed(.addProfile, let error), .failed(.checkProfile, let error):
      let advice = world.words.advice(for: error, in: world.circumstances)
      let lines = advice.map { CheckLine("✗ \(world.words.line($0))", .failed) }
      step = .checked(profile: profile, lines: lines, isReady: false)
    default: break
    }
    return []
  }

  // MARK: - Drawing

  func draw(on canvas: inout Canvas, _ world: World) {
    let words = world.words
    switch step {
    case .form:
      let below = Chrome.paragraph(on: &canvas, words.guideIntro, x: 1, y: 0, width: canvas.width - 2, role: .dim) + 1
      canvas.draw(in: Rect(x: 1, y: below, width: canvas.width - 2, height: canvas.height - below)) {
        form?.draw(on: &$0, isFocused: true)
      }
    case .checking(let profile): canvas.write(words.guideChecking(SafeText(profile)), x: 1, y: 1, role: .progress)
    case .checked(_, let lines, let isReady):
      var y = 0
      for line in lines {
        y = Chrome.paragraph(on: &canvas, line.text, x: 1, y: y, width: canvas.width - 2, role: line.mark.role)
      }
      let verdict = isReady ? words.guideReady : words.guideNotReady
      Chrome.paragraph(
        on: &canvas, verdict, x: 1, y: y + 1, width: canvas.width - 2, role: isReady ? .done : .warning)
    }
  }
}

extension CheckMark {
  fileprivate var role: Role {
    switch self {
    case .fine: .done
    case .failed: .error
    case .notChecked: .dim
    }
  }
}
