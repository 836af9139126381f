import Glibc
import Screen
import Testing

/// A terminal that a test looks at from the other side.
final class Pty {
  private let master: Int32
  /// The program's side.
  let terminal: Int32
  private var isConnected = true
  /// TIOCSPTLCK and TIOCGPTN, which Swift does not import.
  private static let (setLock, getNumber) = (UInt(0x4004_5431), UInt(0x8004_5430))

  init(width: Int, height: Int) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (unlocked, number) = (Int32(0), UInt32(0))
    try #require(ioctl(master, Self.setLock, &unlocked) == 0 && ioctl(master, Self.getNumber, &number) == 0)
    terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(terminal >= 0)
    resize(width: width, height: height)
  }

  deinit {
    hangUp()
    close(terminal)
  }

  func resize(width: Int, height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Everything the program has written since the last time.
  func output() -> String {
    // The kernel moves bytes to this side by and by: what is written last says when all are there.
    let mark: [UInt8] = [0x05]
    _ = write(terminal, mark, 1)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while bytes.last != mark[0] {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  /// Until nobody can write to it.
  func fill() {
    let flags = fcntl(terminal, F_GETFL)
    _ = fcntl(terminal, F_SETFL, flags | O_NONBLOCK)
    while write(terminal, "x", 1) == 1 {}
    _ = fcntl(terminal, F_SETFL, flags)
  }

  func hangUp() {
    guard isConnected else { return }
    close(master)
    isConnected = false
  }

  /// The state of the line, comparable.
  var modes: [UInt32] {
    var modes = termios()
    tcgetattr(terminal, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }
}
