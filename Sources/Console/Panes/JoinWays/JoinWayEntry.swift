import Interface
import Model
import Screen
import Services
import Words

/// What is typed on the last line of the join ways' pane.
enum JoinWayEntry: Sendable, Hashable {
  /// The picture of a poster, or what its code says.
  case find
  /// Config ids, or a file with them.
  case bring
  case saveCode(JoinWayID, QRFile.Format)
  case saveCodes([JoinWayID], QRFile.Format)

  /// Why it cannot be what is asked for.
  struct Fault: Error {
    let text: SafeText
  }

  /// - Parameter text: not empty.
  func work(_ text: String, _ words: Catalogue) -> Result<JoinWayWork, Fault> {
    switch self {
    case .find:
      let isLink = ["http://", "https://", "weixin://"].contains { text.lowercased().hasPrefix($0) }
      return .success(isLink ? .findLink(text) : .findImage(path: text))
    case .bring:
      // No config id has one of these; a file that is only a name is written ./name.
      if text.hasPrefix("/") || text.hasPrefix("~") || text.hasPrefix(".") { return .success(.bringFile(path: text)) }
      do {
        return .success(.bring(try ConfigIDList(Array(text.utf8)).ids))
      } catch {
        return .failure(Fault(text: words.advice(for: error, in: Circumstances()).first.map(words.line) ?? ""))
      }
    case .saveCode(let id, let format): return .success(.saveCode(id, format, path: text))
    case .saveCodes(let ids, let format): return .success(.saveCodes(ids, format, folder: text))
    }
  }
}

/// A person is asked for the end of the config id before a configuration is removed: nobody can bring it back.
struct JoinWayRemoval: Sendable, Equatable {
  let id: JoinWayID
  let name: SafeText
  /// What has to be typed.
  let expected: SafeText
  private(set) var field = TextField(limit: 40)

  /// Nil for one that has no config id: there is nothing to remove.
  init?(_ row: JoinWayRow, _ words: Catalogue) {
    guard let config = row.record.configID else { return nil }
    id = row.record.id
    name = words.joinWayName(row.record)
    expected = SafeText(String(config.rawValue.suffix(Self.length)))
  }

  /// Characters of the config id.
  private static let length = 4

  enum Outcome: Sendable, Equatable { case typing, cancelled, wrong(String), confirmed }

  mutating func handle(_ input: InputEvent) -> Outcome {
    // Typed, not pasted: what is on the clipboard proves nothing.
    guard case .key(let key) = input else { return .typing }
    switch field.handle(.key(key.folded)) {
    case .cancelled: return .cancelled
    case .submitted:
      let typed = field.text.trimmingWhiteSpace
      if typed == expected.text { return .confirmed }
      field = TextField(limit: 40)
      return .wrong(typed)
    default: return .typing
    }
  }
}
