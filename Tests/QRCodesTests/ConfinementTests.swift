import Foundation
import QRCodes
import Testing

@Suite("A process that reads foreign images", .timeLimit(.minutes(5)))
struct ConfinementTests {
  @Test("once confined it opens no file and no socket, and has none that was open")
  func confined() async {
    // It holds for the whole process, hence one of its own; nothing could be told from inside it but its end.
    await #expect(processExitsWith: .success) {
      let before = open("/etc/passwd", O_RDONLY)
      guard before > 2, dup2(before, 500) == 500, ForeignImage.confine() else { _exit(1) }
      guard fcntl(before, F_GETFD) == -1, fcntl(500, F_GETFD) == -1 else { _exit(2) }
      guard open("/etc/passwd", O_RDONLY) == -1, errno == EMFILE else { _exit(3) }
      guard socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) == -1, errno == EMFILE else { _exit(4) }
      guard dup(0) == -1 else { _exit(5) }
      _exit(0)
    }
  }
}
