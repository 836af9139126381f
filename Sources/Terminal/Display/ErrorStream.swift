import Glibc

/// Keeps what anybody writes to standard error off the screen: it goes to a file until ``restore()``.
struct ErrorStream {
  private let former: Int32

  /// - Parameter log: appended to; made if missing, readable by its owner only.
  init(log: String) throws(TerminalError) {
    let file = Glibc.open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .cannotOpenLog(log, errno) }
    defer { close(file) }
    // Without a standard error there is nothing to put back, and the file is as good as anything.
    former = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(file, STDERR_FILENO)
  }

  func restore() {
    guard former >= 0 else { return }
    dup2(former, STDERR_FILENO)
    close(former)
  }
}
