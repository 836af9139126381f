import Interface
import Model
import Screen
import Testing

@testable import Console

/// What holds of the command records of all panes.
@Suite struct CommandRecordTests {
  private func stage(_ place: Place, _ language: Language = .zh, _ authority: Authority = .mayChange) -> Stage {
    Stage(language, authority: authority, at: place) { $0.fillAll() }
  }

  private func records(_ place: Place, _ language: Language = .zh) -> [CommandInfo] {
    let stage = stage(place, language)
    return stage.app.stack.top.commands(stage.app.world)
  }

  @Test("an id names one command in the whole program")
  func uniqueIDs() {
    var kinds: [String: String] = [:]
    for command in AppCommand.allCases { kinds[command.rawValue] = "app" }
    for place in Place.samples {
      let ids = records(place).map(\.id)
      #expect(Set(ids).count == ids.count, "\(place.kind): \(ids)")
      for id in ids {
        let before = kinds.updateValue(place.kind, forKey: id)
        #expect(before == nil || before == place.kind, "\(id) in \(place.kind) and \(before ?? "")")
      }
    }
  }

  @Test("no key means two things in one pane", arguments: Place.samples)
  func keys(place: Place) {
    let stage = stage(place)
    var meanings: [Key: String] = [:]
    for key in ListKey.allCases { for key in key.keys { meanings[key] = "list" } }
    for command in stage.app.appCommands { for key in command.keys { meanings[key] = command.id } }
    for command in records(place) {
      for key in command.keys {
        let isWayOut = command.id.hasSuffix(".back") && (key == .escape || key == .character("q"))
        let before = meanings.updateValue(command.id, forKey: key)
        #expect(before == nil || isWayOut, "\(key): \(command.id) and \(before ?? "")")
      }
    }
  }

  @Test("no key is one that terminals or multiplexers keep for themselves", arguments: Place.samples)
  func reservedKeys(place: Place) {
    let reserved = Set("abdksqz".map(Key.control))
    for command in records(place) { #expect(reserved.isDisjoint(with: command.keys), "\(command.id)") }
  }

  @Test("no destructive command has a key", arguments: Place.samples)
  func destructive(place: Place) {
    for command in records(place) where command.isDestructive { #expect(command.keys.isEmpty, "\(command.id)") }
  }

  @Test("no destructive command can be run from the palette", arguments: Place.samples)
  func palette(place: Place) {
    for command in records(place) where command.isDestructive {
      var stage = stage(place)
      // A form takes the colon as text.
      guard !stage.app.stack.top.takesText else { continue }
      _ = stage.take()
      stage.press(":\(command.id)")
      #expect(!stage.text.contains("\(command.name)  \(command.id)"))
      stage.press("<enter>")
      #expect(stage.take() == [], "\(command.id)")
    }
  }

  @Test("every command has a name and a help of its own in both languages", arguments: Place.samples)
  func words(place: Place) {
    let (chinese, english) = (records(place, .zh), records(place, .en))
    #expect(chinese.map(\.id) == english.map(\.id))
    for (left, right) in zip(chinese, english) {
      for text in [left.name, left.help, right.name, right.help] { #expect(!text.isEmpty, "\(left.id)") }
      #expect(left.name != right.name, "\(left.id)")
      #expect(left.help != right.help, "\(left.id)")
    }
  }

  @Test("help says each command in at most three lines of 80 columns", arguments: Place.samples, Language.allCases)
  func help(place: Place, language: Language) {
    for command in records(place, language) {
      #expect(wrapped(command.help, width: 40).count <= 3, "\(command.id): \(command.help)")
      #expect(displayWidth(of: command.name) <= 30, "\(command.id): \(command.name)")
    }
  }

  @Test("read-only: no key of any pane asks for a change", arguments: Place.samples)
  func readOnly(place: Place) {
    for command in records(place) {
      for key in command.keys {
        var stage = stage(place, .zh, .readOnly)
        _ = stage.take()
        stage.turn([.input(.key(key))])
        for request in stage.take() { #expect(!request.changesSomething, "\(command.id): \(request)") }
      }
    }
  }

  @Test("read-only: no command of any pane that is run from the palette asks for a change", arguments: Place.samples)
  func readOnlyPalette(place: Place) {
    for command in records(place) {
      var stage = stage(place, .zh, .readOnly)
      guard !stage.app.stack.top.takesText else { continue }
      _ = stage.take()
      stage.press(":\(command.id)<enter>")
      // A question that comes all the same is answered with yes, and with the number it may ask for.
      stage.press("y<enter>")
      for request in stage.take() { #expect(!request.changesSomething, "\(command.id): \(request)") }
    }
  }

  @Test("read-only: every command that would ask for a change is shown as closed, with the reason")
  func readOnlyReason() throws {
    var changing: Set<String> = []
    for place in Place.samples {
      let closed = stage(place, .en, .readOnly)
      let records = closed.app.stack.top.commands(closed.app.world)
      for (command, record) in zip(self.records(place, .en), records) where command.disabled == nil {
        var stage = stage(place, .en)
        guard !stage.app.stack.top.takesText else { continue }
        stage.press(":\(command.id)<enter>y<enter>")
        guard stage.take().contains(where: \.changesSomething) else { continue }
        changing.insert(command.id)
        #expect(record.disabled != nil, "\(command.id)")
      }
    }
    #expect(changing.count >= 3, "\(changing)")
  }
}

extension Request {
  /// Whether it leads to a change at the vendor, or changes other people's work. A request added later has to say so.
  fileprivate var changesSomething: Bool {
    switch self {
    case .start, .pause, .resume, .cancelJob, .stopEverything, .startWorker: true
    case .joinWays(let work): work.changesSomething
    case .open, .reload, .details, .rest, .visible, .refresh, .newOwners, .plan, .retry, .discard, .report,
      .saveReport, .readMapping, .addProfile, .checkProfile, .auditRows, .verifyAudit, .saveAudit:
      false
    }
  }
}

extension JoinWayWork {
  /// Whether it changes something at the vendor or in the registry that others see.
  fileprivate var changesSomething: Bool {
    switch self {
    case .add, .update, .remove, .perform, .bring, .bringFile, .acknowledge, .forget: true
    case .refresh, .base, .freshState, .plan, .diagnosis, .arrivals, .saveArrivals, .code, .saveCode, .saveCodes,
      .findImage, .findLink:
      false
    }
  }
}
