import Interface
import Model
import Screen
import Words

/// What can be done in every pane.
enum AppCommand: String, CaseIterable {
  case overview = "go.overview"
  case handover = "go.handover"
  case groups = "go.groups"
  case queue = "go.queue"
  case joinWays = "go.join-ways"
  case audit = "go.audit"
  case messages = "go.messages"
  case onJob = "go.on-job"
  case connect = "go.connect"
  case palette = "app.palette"
  case help = "app.help"
  case back = "app.back"
  case redraw = "app.redraw"
  case language = "app.language"
  case quit = "app.quit"

  /// - Parameter hasCompany: whether a company is open; the places for its data are closed without one.
  func info(_ words: Catalogue, hasCompany: Bool) -> CommandInfo {
    CommandInfo(
      rawValue, keys, words[term], help: words.appHelp(term),
      disabled: needsCompany && !hasCompany ? words.noCompanyOpen : nil, isInFooter: self == .palette || self == .help)
  }

  private var needsCompany: Bool {
    switch self {
    case .handover, .groups, .queue, .joinWays, .audit, .onJob: true
    default: false
    }
  }

  private var keys: [Key] {
    switch self {
    case .overview: [.character("0")]
    case .handover: [.character("1")]
    case .groups: [.character("2")]
    case .queue: [.character("3")]
    case .joinWays: [.character("4")]
    case .audit: [.character("5")]
    case .messages: [.character("6")]
    case .palette: [.character(":")]
    case .help: [.character("?"), .function(1)]
    case .back: [.character("q"), .escape]
    case .redraw: [.control("l")]
    case .onJob, .connect, .language, .quit: []
    }
  }

  private var term: AppTerm {
    switch self {
    case .overview: .overview
    case .handover: .handover
    case .groups: .groups
    case .queue: .queue
    case .joinWays: .joinWays
    case .audit: .audit
    case .messages: .messages
    case .onJob: .onJob
    case .connect: .connect
    case .palette: .palette
    case .help: .help
    case .back: .back
    case .redraw: .redraw
    case .language: .language
    case .quit: .quit
    }
  }

  /// The pane it opens, if it opens one.
  var place: Place? {
    switch self {
    case .overview: .overview
    case .handover: .handover(.resigned)
    case .groups: .groups(owner: nil)
    case .queue: .queue
    case .joinWays: .joinWays(nil)
    case .audit: .audit
    case .messages: .messages
    case .onJob: .handover(.onJob)
    case .connect: .guide
    default: nil
    }
  }
}
