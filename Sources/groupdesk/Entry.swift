import ArgumentParser
import Foundation
import Model
import Settings

/// Reads the command line and runs one subcommand in a task the main thread waits for.
@main
enum Entry {
  static func main() {
    Folders.keepNewFilesPrivate()
    keepMemoryPrivate()
    CharacterType.prepare()
    // A reader who has seen enough (`| head`) is no fault: the write fails, and that is handled where it is.
    signal(SIGPIPE, SIG_IGN)
    let command: any ParsableCommand
    do {
      command = try Groupdesk.parseAsRoot(ArgumentOrder.arranged(Array(CommandLine.arguments.dropFirst())))
    } catch {
      exitWith(error)
    }
    if let root = command as? Groupdesk { exit(ConsoleRun.run(root)) }
    guard let subcommand = command as? any Subcommand else {
      // Help, a completion script or the like.
      var command = command
      do { try command.run() } catch { exitWith(error) }
      exit(ExitStatus.done.rawValue)
    }
    exit(run(subcommand).rawValue)
  }

  /// Swift's backtracer shows registers and the memory they point to, which may be a secret, and a worker's standard
  /// error is a log. Whoever sets `SWIFT_BACKTRACE` has asked for it.
  private static func keepMemoryPrivate() {
    guard ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"] == nil else { return }
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, SIG_DFL) }
  }

  private static func run(_ subcommand: any Subcommand) -> ExitStatus {
    let finished = DispatchSemaphore(value: 0)
    let box = StatusBox()
    let task = Task.detached {
      box.set(await Program.run(subcommand))
      finished.signal()
    }
    let interruption = Interruption { task.cancel() }
    defer { interruption.end() }
    finished.wait()
    return box.status
  }

  private static func exitWith(_ error: any Error) -> Never {
    let text = Groupdesk.fullMessage(for: error)
    let isAsked = Groupdesk.exitCode(for: error).isSuccess
    // Nobody may read any more (`--help | head`), which is no fault.
    if !text.isEmpty { try? FileHandle(fileDescriptor: isAsked ? 1 : 2).write(contentsOf: Data((text + "\n").utf8)) }
    exit(isAsked ? ExitStatus.done.rawValue : ExitStatus.usage.rawValue)
  }
}
