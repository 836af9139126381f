import Foundation
import Testing

/// The real program on a pseudo-terminal of its own, driven by one thread that may wait.
final class PseudoTerminal {
  private var master: Int32
  /// Kept open, to see how the terminal is left behind.
  private var slave: Int32
  let process: pid_t
  /// The terminal's modes before the program started.
  let modesBefore: [UInt32]
  /// Everything the program has written.
  private(set) var output: [UInt8] = []
  private var status: Int32?

  /// Runs `body` with the program started, on a thread that may block, and kills whatever is left afterwards.
  static func run<Value: Sendable>(
    _ command: [String], environment: [String: String], width: Int = 80, height: Int = 24,
    _ body: @escaping @Sendable (PseudoTerminal) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(
          with: Result {
            let terminal = try PseudoTerminal(command, environment, width: width, height: height)
            defer { terminal.end() }
            return try body(terminal)
          })
      }.start()
    }
  }

  private init(_ command: [String], _ environment: [String: String], width: Int, height: Int) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, locked) = (UInt32(0), Int32(0))
    try #require(master >= 0)
    try #require(ioctl(master, Self.setLock, &locked) == 0 && ioctl(master, Self.getNumber, &number) == 0)
    let name = "/dev/pts/\(number)"
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(slave >= 0)
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)

    modesBefore = Self.modes(of: slave)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal a session's leader opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // As a shell starts it, whatever the tests' own process has blocked.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    try #require(posix_spawn(&child, command[0], &actions, &attributes, &arguments, &variables) == 0)
    process = child
  }

  /// `TIOCSPTLCK` and `TIOCGPTN` of Linux, which the headers hide.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// `POSIX_SPAWN_SETSID`, which the headers hide.
  private static let newSession: Int16 = 0x80

  private func end() {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
    if slave >= 0 { close(slave) }
  }

  // MARK: - Driving

  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty, master >= 0 {
      // The program may be writing while we are: a terminal's buffers are small.
      drain(milliseconds: 0)
      var ready = pollfd(fd: master, events: Int16(POLLOUT), revents: 0)
      guard poll(&ready, 1, 5000) > 0 else { return }
      let count = bytes.prefix(512).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  func signal(_ number: Int32) { kill(process, number) }

  func resize(width: Int, height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Closes the terminal, as a dropped connection does.
  func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Reads until the program has written this since `start`; false after that many seconds, or when it has ended.
  func sees(_ text: String, from start: Int = 0, seconds: Double = 20) -> Bool {
    let wanted = Array(text.utf8)
    let limit = Date().addingTimeInterval(seconds)
    while Date() < limit {
      if contains(wanted, from: start) { return true }
      if !drain(milliseconds: 50), hasEnded { return contains(wanted, from: start) }
    }
    return false
  }

  func contains(_ bytes: [UInt8], from start: Int = 0) -> Bool {
    Data(output).range(of: Data(bytes), in: min(start, output.count)..<output.count) != nil
  }

  /// Reads what is there; false when nothing came in that time.
  @discardableResult
  func drain(milliseconds: Int32) -> Bool {
    guard master >= 0 else { return false }
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, milliseconds) > 0, ready.revents & Int16(POLLIN) != 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer.prefix(count)
    return true
  }

  // MARK: - The end

  var hasEnded: Bool {
    if status != nil { return true }
    var code: Int32 = 0
    guard waitpid(process, &code, WNOHANG) == process else { return false }
    status = code
    return true
  }

  /// How the process ended and how long that took; nil when it has not within that time. An exit code, or minus a
  /// signal's number.
  func waitForEnd(seconds: Double = 10) -> (status: Int32, after: Double)? {
    let began = Date()
    while Date().timeIntervalSince(began) < seconds {
      drain(milliseconds: 5)
      if hasEnded, let status {
        drain(milliseconds: 0)
        let code = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
        return (code, Date().timeIntervalSince(began))
      }
    }
    return nil
  }

  /// Whether the terminal hands over whole lines and shows what is typed, as a shell expects it.
  var modes: [UInt32] { Self.modes(of: slave) }

  private static func modes(of terminal: Int32) -> [UInt32] {
    var state = termios()
    guard tcgetattr(terminal, &state) == 0 else { return [] }
    return [state.c_iflag, state.c_oflag, state.c_cflag, state.c_lflag]
  }
}
