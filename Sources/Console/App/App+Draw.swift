import Interface
import Model
import Screen
import Words

/// Where the parts of the screen are.
struct Layout: Sendable, Equatable {
  let size: Size
  /// Lines that say what is wrong.
  let bannerLines: Int

  /// Below this nothing useful can be shown.
  static let least = Size(width: 40, height: 8)

  var isTooSmall: Bool { size.width < Self.least.width || size.height < Self.least.height }
  var banner: Int { 1 }
  var message: Int { size.height - 2 }
  var footer: Int { size.height - 1 }

  var content: Rect {
    let top = 1 + bannerLines
    return Rect(x: 0, y: top, width: size.width, height: size.height - top - 2)
  }
}

extension App {
  /// The screen as it is to be.
  package func draw() -> Frame {
    var canvas = Canvas(size: size)
    let layout = layout
    guard !layout.isTooSmall else {
      let least = Layout.least
      Chrome.paragraph(
        on: &canvas, world.words.tooSmall(width: least.width, height: least.height), x: 0, y: 0, width: size.width)
      return canvas.frame
    }
    Chrome.title(on: &canvas, y: 0, crumbs: crumbs, status: status)
    for (offset, line) in bannerLines.enumerated() {
      canvas.write(line, x: 0, y: layout.banner + offset, width: canvas.width, role: .error)
    }
    canvas.draw(in: layout.content) { stack.top.draw(on: &$0, world) }
    message(on: &canvas, y: layout.message)
    let isTyping = stack.top.takesText
    let textKeys = isTyping ? stack.top.textKeys(world) ?? typingKeys : nil
    Chrome.footer(
      on: &canvas, y: layout.footer, commands: textKeys ?? stack.top.commands(world),
      trailing: isTyping ? [] : appCommands.filter(\.isInFooter))
    overlay(on: &canvas)
    return canvas.frame
  }

  private var crumbs: [SafeText] {
    let corp = world.company.map { SafeText($0.corp, limit: 60) } ?? "groupdesk"
    return [corp] + stack.panes.map { $0.title(world) }.filter { !$0.isEmpty }
  }

  /// What keys do while text is typed or a question is open, where no command is looked for.
  private var typingKeys: [CommandInfo] {
    [
      CommandInfo("text.accept", [.enter], world.words[TypingTerm.accept], help: ""),
      CommandInfo("text.cancel", [.escape], world.words[TypingTerm.cancel], help: ""),
    ]
  }

  private var status: SafeText {
    guard let company = world.company else { return "" }
    return world.words.titleStatus(
      running: world.jobs.count { $0.state == .queued || $0.state == .running },
      waiting: world.jobs.count { $0.state == .waiting || $0.state == .paused || $0.state == .attention },
      age: world.sweptAt.map { world.words.dataAge(world.now - $0) }, isReadOnly: company.authority == .readOnly,
      // On a narrow screen where one is matters more.
      demo: company.isDemo ? world.words.demo(speed: size.width < 100 ? 1 : company.speed) : nil,
      isStopped: world.isStopped)
  }

  var layout: Layout { Layout(size: size, bannerLines: bannerLines.count) }

  /// What is wrong, what still works, and what to do about it: two lines, where the screen is not too low for that.
  private var bannerLines: [SafeText] {
    guard let fault = world.faults.first else { return [] }
    let more = world.faults.count > 1 ? " (+\(world.faults.count - 1))" : ""
    let text = SafeText("!\(more) \(world.words.banner(fault.source.term, fault.advice))")
    return wrapped(text, width: max(1, size.width), most: size.height >= 16 ? 2 : 1)
  }

  private func message(on canvas: inout Canvas, y: Int) {
    // A pane that takes text draws its prompt here itself: the last line it was given is above.
    if let activity = world.activities.first(where: { $0.since.duration(to: instant) >= App.patience }) {
      let seconds = Int(activity.since.duration(to: instant).components.seconds)
      let text = world.words.busy(
        world.words[activity.request.term], done: activity.done, total: activity.total, seconds: seconds)
      canvas.write(text, x: 1, y: y, width: canvas.width - 1, role: .progress)
    } else if let toast {
      canvas.write(toast.message.text, x: 1, y: y, width: canvas.width - 1, role: toast.message.weight.role)
    }
  }

  private func overlay(on canvas: inout Canvas) {
    switch overlay {
    case .none: return
    case .palette(let palette):
      canvas.clear(Rect(x: 0, y: size.height - 1, width: size.width, height: 1))
      palette.draw(
        on: &canvas, commands.filter { !$0.isDestructive }, noMatch: world.words.noMatchingCommand)
    case .help(let help):
      canvas.draw(in: Rect(x: 0, y: 1, width: size.width, height: size.height - 1)) { part in
        part.layer = .dialog
        part.clear()
        help.draw(on: &part, helpSections)
      }
    case .leaving(let dialog): dialog.draw(on: &canvas)
    }
  }
}

extension Message.Weight {
  /// How it looks.
  package var role: Role {
    switch self {
    case .info: .text
    case .success: .done
    case .warning: .warning
    case .error: .error
    }
  }
}

extension Fault.Source {
  /// What does not work meanwhile.
  var term: FaultTerm {
    switch self {
    case .ledger: .ledger
    case .replica: .replica
    case .storing: .storing
    case .vendor: .vendor
    case .worker: .worker
    case .settings: .settings
    }
  }
}

extension JoinWayWork {
  fileprivate var term: ActivityTerm {
    switch self {
    case .refresh, .base, .freshState, .diagnosis, .arrivals, .code: .readingJoinWays
    case .plan: .planningJoinWays
    case .add, .update, .remove, .perform: .writingJoinWays
    case .bring, .bringFile: .importing
    case .acknowledge, .forget: .steering
    case .saveArrivals, .saveCode, .saveCodes: .saving
    case .findImage, .findLink: .searching
    }
  }
}

extension Request {
  /// What it is called while it lasts.
  var term: ActivityTerm {
    switch self {
    case .open, .reload, .rest, .details, .visible, .report, .discard, .auditRows: .opening
    case .refresh: .refreshing
    case .newOwners: .askingNewOwners
    case .plan, .retry: .planning
    case .start: .starting
    case .saveReport, .saveAudit: .saving
    case .verifyAudit: .verifyingAudit
    case .readMapping: .readingFile
    case .pause, .resume, .cancelJob, .stopEverything: .steering
    case .startWorker: .startingWorker
    case .joinWays(let work): work.term
    case .addProfile: .addingProfile
    case .checkProfile: .checking
    }
  }
}
