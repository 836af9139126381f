import Foundation
import Storage

/// Notices commits to a ledger, another process's and our own, without polling: a commit with the rollback journal ends
/// in the deletion of the journal, which inotify reports to a thread that sleeps otherwise.
package final class LedgerWatch: Sendable {
  /// One element after one commit or several. For one reader; ends with ``close()`` or the watch itself.
  package let ticks: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  /// Closing the writing end wakes and ends the thread.
  private let wake: FileHandle

  /// - Parameter file: the ledger's path; its folder must exist. Throws ``StorageError/notPermitted(file:reason:)``.
  package init(file: String) throws {
    let folder = (file as NSString).deletingLastPathComponent
    let notifier = inotify_init1(Int32(IN_CLOEXEC))
    guard notifier >= 0 else { throw StorageError.notPermitted(file: file, reason: errno) }
    let mask = UInt32(IN_DELETE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_ONLYDIR)
    guard inotify_add_watch(notifier, folder.isEmpty ? "." : folder, mask) >= 0 else {
      let reason = errno
      Foundation.close(notifier)
      throw StorageError.notPermitted(file: folder, reason: reason)
    }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      let reason = errno
      Foundation.close(notifier)
      throw StorageError.notPermitted(file: file, reason: reason)
    }
    for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    wake = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    (ticks, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let reader = JournalReader(
      notifier: notifier, end: ends[0], ledger: (file as NSString).lastPathComponent, continuation: continuation)
    let thread = Thread { reader.run() }
    thread.name = "ledger watch"
    thread.stackSize = 1 << 17
    thread.start()
  }

  deinit { close() }

  /// Ends the stream and the thread; doing so again changes nothing.
  package func close() {
    try? wake.close()
    continuation.finish()
  }
}

/// What the watching thread does.
private struct JournalReader: Sendable {
  let notifier: Int32
  let end: Int32
  let ledger: String
  let continuation: AsyncStream<Void>.Continuation

  func run() {
    defer {
      close(notifier)
      close(end)
      continuation.finish()
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16_384, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      var watched = [
        pollfd(fd: notifier, events: Int16(POLLIN), revents: 0), pollfd(fd: end, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 2, -1) >= 0 else {
        if errno == EINTR { continue }
        return
      }
      if watched[1].revents != 0 { return }
      let count = read(notifier, buffer.baseAddress, buffer.count)
      guard count > 0 else {
        if errno == EINTR { continue }
        return
      }
      if concernsLedger(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { continuation.yield() }
    }
  }

  private func concernsLedger(_ events: UnsafeRawBufferPointer) -> Bool {
    let headerSize = MemoryLayout<inotify_event>.size
    var offset = 0
    while offset + headerSize <= events.count {
      let event = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      // Too many events to be told apart: one of them may have been ours.
      if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
      let name = events[(offset + headerSize)..<(offset + headerSize + Int(event.len))].prefix { $0 != 0 }
      let text = String(decoding: name, as: UTF8.self)
      let isCommit = text == ledger + "-journal" && event.mask & UInt32(IN_DELETE) != 0
      // A ledger put back from a backup.
      let isReplaced = text == ledger && event.mask & (UInt32(IN_MOVED_TO) | UInt32(IN_CREATE)) != 0
      if isCommit || isReplaced { return true }
      offset += headerSize + Int(event.len)
    }
    return false
  }
}
