import Interface
import Model
import Screen
import Services
import Storage
import Words

/// What a form of join ways is about.
package enum JoinWaySubject: Sendable, Hashable {
  case new
  case edit(JoinWayID)
}

/// The fields of a join way's content as they are typed, checked on every key.
struct JoinWayForm: Sendable, Equatable {
  private(set) var form: Form
  private(set) var chats: [ChatID]
  /// What cannot be typed here: it is written back as it was.
  private let base: JoinWayContent
  /// The configuration to be overwritten; nil for a new one.
  private let record: JoinWayRecord?
  private(set) var faults: [JoinWayFault] = []
  /// Something was changed that the fields themselves do not know of.
  private var hasChanges = false

  /// - Parameter base: what stands at the vendor, where that is not what the form begins with.
  init(
    _ content: JoinWayContent, overwriting record: JoinWayRecord?, from base: JoinWayContent? = nil, _ world: World
  ) {
    (self.base, chats, self.record) = (content, content.chats, record)
    form = Form(Self.fields(content, world.words))
    hasChanges = base.map { $0 != content } ?? false
    check(world)
  }

  /// Something would be lost with the form.
  var isDirty: Bool { form.isDirty || hasChanges }

  private static func fields(_ content: JoinWayContent, _ words: Catalogue) -> [Form.Field] {
    let scenes: [JoinWayContent.Scene] = [.qrCode, .button]
    // One of old data stands there until another is chosen; it cannot be written.
    let choices = (content.scene.isKnown ? [] : [content.scene]) + scenes
    func field(_ field: JoinWayField, _ input: Form.Field.Input) -> Form.Field {
      .init(field.rawValue, words[field], hint: words.joinWayHint(field), input)
    }
    func text(_ value: String) -> Form.Field.Input { .text(TextField(value, limit: 200)) }
    return [
      field(.remark, text(content.remark)),
      field(
        .scene,
        .choice(
          choices.map { .init(String($0.rawValue), words.scene($0)) },
          selected: choices.firstIndex(of: content.scene) ?? 0)),
      field(.chats, .link("")),
      field(.autoCreateRoom, .toggle(content.autoCreateRoom)),
      field(.roomBaseName, text(content.roomBaseName)),
      field(.roomBaseID, text(content.roomBaseID.map(String.init) ?? "")),
      field(.state, text(content.state)),
      field(
        .markSource,
        .choice(
          [
            .init("", words.markSourceUnsent), .init("true", words[GeneralTerm.yes]),
            .init("false", words[GeneralTerm.no]),
          ], selected: content.markSource.map { $0 ? 1 : 2 } ?? 0)),
    ]
  }

  /// What would be sent.
  var content: JoinWayContent {
    func value(_ field: JoinWayField) -> String { form.value(field.rawValue).trimmingWhiteSpace }
    var content = base
    content.remark = value(.remark)
    content.scene = .init(rawValue: Int(value(.scene)) ?? base.scene.rawValue)
    content.chats = chats
    content.autoCreateRoom = value(.autoCreateRoom) == "true"
    content.roomBaseName = value(.roomBaseName)
    content.roomBaseID = value(.roomBaseID).isEmpty ? nil : Int(value(.roomBaseID))
    content.state = value(.state)
    content.markSource =
      switch value(.markSource) {
      case "true": true
      case "false": false
      default: nil
      }
    // White space that was there already is not this person's change.
    if content.remark == base.remark.trimmingWhiteSpace { content.remark = base.remark }
    if content.state == base.state.trimmingWhiteSpace { content.state = base.state }
    if content.roomBaseName == base.roomBaseName.trimmingWhiteSpace { content.roomBaseName = base.roomBaseName }
    return content
  }

  /// Whether what is typed may be sent.
  var mayBeSent: Bool { JoinWayCheck.maySend(faults) && hasNumber }

  private var hasNumber: Bool {
    let typed = form.value(JoinWayField.roomBaseID.rawValue).trimmingWhiteSpace
    return typed.isEmpty || Int(typed) != nil
  }

  mutating func handle(_ input: InputEvent, _ world: World) -> Form.Outcome {
    let outcome = form.handle(input)
    if outcome == .changed { check(world) }
    return outcome
  }

  mutating func choose(_ chats: [ChatID], _ world: World) {
    hasChanges = hasChanges || chats != self.chats
    self.chats = chats
    check(world)
  }

  /// A state nobody uses, unless one was typed meanwhile.
  mutating func suggest(state: String, _ world: World) {
    guard let index = form.fields.firstIndex(where: { $0.id == JoinWayField.state.rawValue }),
      form.value(JoinWayField.state.rawValue).isEmpty
    else { return }
    form.fields[index].input = .text(TextField(state, limit: 200))
    check(world)
  }

  /// Puts the cursor on the first field that keeps the content from being sent.
  mutating func showFault() {
    if !hasNumber { return form.focus(on: JoinWayField.roomBaseID.rawValue) }
    if let fault = faults.first(where: { !$0.isWarning }) { form.focus(on: fault.field.rawValue) }
  }

  /// Says at each field what is wrong with it.
  mutating func check(_ world: World) {
    let (words, content) = (world.words, content)
    faults = world.checkFacts(chats).map { JoinWayCheck.faults(of: content, overwriting: record, $0) } ?? []
    for index in form.fields.indices {
      guard let field = JoinWayField(rawValue: form.fields[index].id) else { continue }
      let here = faults.filter { $0.field == field }
      func text(_ fault: JoinWayFault) -> SafeText { world.text(of: fault) }
      form.fields[index].fault = here.first { !$0.isWarning }.map(text)
      form.fields[index].warnings = here.filter(\.isWarning).map(text)
      form.fields[index].trailing = words.length(of: field, in: content) ?? ""
      switch field {
      case .chats: form.fields[index].input = .link(world.groupsWithMembers(chats))
      case .roomBaseID where !hasNumber: form.fields[index].fault = words.notANumber
      case .roomBaseID where content.autoCreateRoom: form.fields[index].trailing = world.nextNames(of: content)
      default: break
      }
    }
  }

  func draw(on canvas: inout Canvas) { form.draw(on: &canvas, isFocused: true) }
}

extension World {
  /// Names the next groups get, as far as the chosen ones tell.
  func nextNames(of content: JoinWayContent) -> SafeText {
    let known = Set(content.chats.map { joinWayGroup($0).name })
    return words.nextNames(RoomNames.next(of: content, known: known, 2).map { SafeText($0, limit: 60) })
  }

  /// `销售客服群 17 198/200 扫码将满 · 销售客服群 18 12/200`
  func groupsWithMembers(_ chats: [ChatID]) -> SafeText {
    guard !chats.isEmpty else { return words.chooseGroups }
    let texts = chats.map { chat in
      let group = joinWayGroup(chat)
      var text = name(of: group).text
      if let members = group.members, let limits = company?.limits {
        text += " \(words.number(members))/\(words.number(limits.scan))"
      }
      if let fullness = fullness(members: group.members) { text += " \(words.inShort(fullness))" }
      return text
    }
    return SafeText(texts.joined(separator: " · "))
  }
}
