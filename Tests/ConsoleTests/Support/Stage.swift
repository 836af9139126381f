import Foundation
import Interface
import Model
import Screen
import Services
import Storage
import Testing
import Words

@testable import Console

/// The whole console without a terminal: keys go in, frames come out, and what it wants done is kept instead of done.
struct Stage {
  var app: App
  /// Requests asked for since the last ``take()``.
  private(set) var asked: [Request] = []
  var now: Timestamp
  var instant = ContinuousClock.now

  /// A screen in a language and size, on a company with what `prepare` puts into the world.
  init(
    _ language: Language = .zh, width: Int = 80, height: Int = 24, authority: Authority = .mayChange,
    at place: Place = .overview, prepare: (inout World) -> Void = { _ in }
  ) {
    CharacterType.prepare()
    now = Self.morning
    app = App(
      words: Catalogue(language, surface: .console), size: Size(width: width, height: height), now: now,
      instant: instant)
    let facts = CompanyFacts(
      corp: language == .zh ? "示例公司" : "Example Ltd", profile: "example", isDemo: false, authority: authority,
      limits: Fullness.Limits(scan: 200, scanWarning: 190, group: 500, groupWarning: 490))
    app.world.company = facts
    app.world.isLoaded = true
    prepare(&app.world)
    if place != .overview { app.stack.open(place.pane) }
    turn([])
  }

  /// 2026-11-21 09:00 in Shanghai.
  static let morning = Timestamp(seconds: 1_795_222_800)

  mutating func turn(_ events: [App.Event]) {
    for effect in app.turn(events, now: now, instant: instant) {
      if case .ask(let request) = effect { asked.append(request) }
    }
  }

  /// Presses keys: characters as they stand; `<enter>`, `<esc>`, `<tab>`, `<up>`, `<down>`, `<space>`, `<c-l>` and the
  /// like by name.
  mutating func press(_ keys: String) {
    for key in Self.keys(keys) { turn([.input(.key(key))]) }
    // A cursor that moved comes to rest.
    guard let rest = app.resting else { return }
    instant = rest.until
    turn([])
  }

  mutating func paste(_ text: String) { turn([.input(.paste(text))]) }
  mutating func hear(_ news: News) { turn([.news(news)]) }

  /// What was asked for since the last time.
  mutating func take() -> [Request] {
    defer { asked = [] }
    return asked
  }

  var frame: Frame { app.draw() }
  var lines: [String] { frame.lines }
  var text: String { lines.joined(separator: "\n") }

  static func keys(_ text: String) -> [Key] {
    var keys: [Key] = []
    var rest = text[...]
    while let character = rest.first {
      if character == "<", let end = rest.firstIndex(of: ">"),
        let key = named(String(rest[rest.index(after: rest.startIndex)..<end]))
      {
        keys.append(key)
        rest = rest[rest.index(after: end)...]
      } else {
        keys.append(.character(character))
        rest = rest.dropFirst()
      }
    }
    return keys
  }

  private static func named(_ name: String) -> Key? {
    switch name {
    case "enter": .enter
    case "esc": .escape
    case "tab": .tab
    case "backtab": .backTab
    case "up": .up
    case "down": .down
    case "left": .left
    case "right": .right
    case "home": .home
    case "end": .end
    case "pgup": .pageUp
    case "pgdn": .pageDown
    case "space": .character(" ")
    case "bs": .backspace
    case "del": .delete
    default: name.hasPrefix("c-") ? name.last.map { .control($0) } : nil
    }
  }
}
