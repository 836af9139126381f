import CExecutor
import Console
import Foundation
import Model
import Screen
import Settings
import Terminal
import Words

/// Runs the console on the main thread, from the first byte to the restored terminal.
enum ConsoleRun {
  /// Returns the exit code: 0, the usage code where there is no terminal, 128 and its number after a signal.
  static func run(_ root: Groupdesk) -> Int32 {
    cexecutor_install()
    switch Program.load(root.shared) {
    case .failed(let status): return status.rawValue
    case .ready(let program, let theme, let fault):
      do {
        return try run(program, isDemo: root.demo, theme, fault)
      } catch let error as TerminalError {
        program.output.message(program.words.line(advice(for: error, program.words)), .error)
        return ExitStatus.usage.rawValue
      } catch {
        return program.report(error).rawValue
      }
    }
  }

  private static func run(_ program: Program, isDemo: Bool, _ theme: Theme, _ themeFault: SettingsError?) throws
    -> Int32
  {
    try program.folders.create()
    let log = "\(program.folders.logs)/console.log"
    let mailbox = try Mailbox<News>()
    let options = TerminalDisplay.Options(
      environment: program.environment, log: log, lastWords: "\(program.words.crashed(SafeText(log)).text)\n")
    let display = try TerminalDisplay.open(theme: theme, options)
    defer { display.close() }

    let host = ConsoleHost(program: program, isDemoAsked: isDemo)
    let runner = EffectRunner(host: host) { mailbox.post($0) }
    let app = App(
      words: Catalogue(program.words.language, surface: .console), size: Size(width: 80, height: 24),
      now: SystemClock().now, instant: ContinuousClock.now)
    var client = ConsoleClient(app: app, runner: runner, host: host)
    if let themeFault { mailbox.post(.fault(.settings, themeFault)) }
    var loop = Loop<ConsoleClient>(display: display, input: options.input, signals: display.signals, mailbox: mailbox)
    let ending = loop.run(&client)
    // First the terminal: what is still to be closed must not keep the person waiting.
    display.close()
    if ending == .asked { close(runner) }
    host.removeTemporaryFiles()
    // What is still under way survives the end of the process; closing it in order might take longer than anybody waits.
    _exit(ending.exitCode)
  }

  private static func advice(for error: TerminalError, _ words: Catalogue) -> Advice {
    switch error {
    case .inputIsNoTerminal, .outputIsNoTerminal: words.notATerminal
    case .unknownTerminal(let type): words.unknownTerminal(SafeText(type, limit: 60))
    case .terminalTooSimple(let type): words.simpleTerminal(SafeText(type, limit: 60))
    case .cannotOpenLog(let path, let code): words.noLog(SafeText(path), code: code)
    case .system(let code): words.terminalRefused(code: code)
    }
  }

  /// Waits until everything is closed, but not for ever: whatever is under way survives the end of the process.
  private static func close(_ runner: EffectRunner) {
    let closed = DispatchSemaphore(value: 0)
    Task.detached {
      await runner.close()
      closed.signal()
    }
    _ = closed.wait(timeout: .now() + .seconds(3))
  }
}

extension Ending {
  fileprivate var exitCode: Int32 {
    switch self {
    case .asked: ExitStatus.done.rawValue
    case .signal(let number): 128 + number
    case .hungUp: 128 + SIGHUP
    }
  }
}
