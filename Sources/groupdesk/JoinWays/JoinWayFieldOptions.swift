import ArgumentParser
import Model
import Services

/// The fields of a join way as options, for whoever has no document.
struct JoinWayFieldOptions: ParsableArguments {
  @Option(help: ArgumentHelp("1: a button in a mini program; 2: a QR code.", valueName: "1|2")) var scene: Int?
  @Option(help: ArgumentHelp("A note for yourselves, at most 30 characters.", valueName: "text")) var remark: String?
  @Option(
    name: .customLong("group"),
    help: ArgumentHelp("A group it leads into; up to five times, in order.", valueName: "chat_id"))
  var groups: [ChatID] = []
  @Flag(inversion: .prefixedNo, help: "Have a group created when all are full and a place is free.")
  var autoCreate: Bool?
  @Option(help: ArgumentHelp("The name of created groups, at most 40 characters.", valueName: "text"))
  var baseName: String?
  @Option(help: ArgumentHelp("The number behind the name of the first created group.", valueName: "number"))
  var baseID: Int?
  @Option(
    help: ArgumentHelp("Comes back with everybody who joins this way, at most 30 characters.", valueName: "text"))
  var state: String?
  @Flag(inversion: .prefixedNo, help: "Mark where a customer came from (applications for customer acquisition only).")
  var markSource: Bool?

  /// What was named.
  var draft: JoinWayDraft {
    var draft = JoinWayDraft()
    if let scene { draft.set(.scene, \.scene, .init(rawValue: scene)) }
    if let remark { draft.set(.remark, \.remark, remark) }
    if !groups.isEmpty { draft.set(.chats, \.chats, groups) }
    if let autoCreate { draft.set(.autoCreateRoom, \.autoCreateRoom, autoCreate) }
    if let baseName { draft.set(.roomBaseName, \.roomBaseName, baseName) }
    if let baseID { draft.set(.roomBaseID, \.roomBaseID, baseID) }
    if let state { draft.set(.state, \.state, state) }
    if let markSource { draft.set(.markSource, \.markSource, markSource) }
    return draft
  }

  /// A document or options: never a mixture that nobody sees as a whole.
  func check(besides document: String?) throws {
    guard (document != nil) != draft.fields.isEmpty else { return }
    throw ValidationError(
      document == nil
        ? "Name a JSON document ('-' for standard input), or fields with options such as --remark."
        : "Use a document or options for the fields, not both.")
  }
}
