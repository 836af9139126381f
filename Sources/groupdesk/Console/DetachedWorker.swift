import Foundation
import Model
import Queue
import Services
import Settings

/// Starts `groupdesk queue run --until-done` as a process of its own session, which goes on after this one. What it says
/// goes into a log file.
struct DetachedWorker: Sendable {
  let program: Program
  let session: Session

  /// Returns when the new process has the worker's role. Throws ``WorkerNotStarted``, and ``Refusal`` when this process
  /// may change nothing: what it starts would have more authority than itself.
  func start() async throws {
    try session.authority.mayChange()
    guard session.profile.secret.canBeReadWithoutPerson else { throw WorkerNotStarted.secretNeedsPerson }
    let log = "\(program.folders.logs)/worker.log"
    let child = try spawn(log: log)
    for _ in 0..<Self.patience {
      var status: Int32 = 0
      if waitpid(child, &status, WNOHANG) == child {
        throw status == 0 ? WorkerNotStarted.nothingToDo : WorkerNotStarted.ended(log: log)
      }
      if try session.isWorkerRunning { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw WorkerNotStarted.ended(log: log)
  }

  /// Looks, 20 ms apart: nothing tells that another process has taken a kernel lock.
  private static let patience = 500

  private var arguments: [String] {
    var arguments = ["groupdesk", "queue", "run", "--until-done"]
    if let profile = session.profile.name { arguments += ["--profile", profile.text] }
    if let home = program.shared.home { arguments += ["--home", home] }
    if let language = program.shared.lang { arguments += ["--lang", language.rawValue] }
    return arguments
  }

  private func spawn(log: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | Self.newSession)
    var arguments: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, Self.executable, &actions, &attributes, &arguments, environ)
    guard code == 0 else { throw WorkerNotStarted.system(code) }
    return child
  }

  /// `POSIX_SPAWN_SETSID`, which the headers hide: a session of its own, so that the terminal's end is not its end.
  private static let newSession: Int16 = 0x80
  private static let executable = "/proc/self/exe"
}
