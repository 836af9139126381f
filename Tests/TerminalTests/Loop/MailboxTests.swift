import Glibc
import Testing

@testable import Terminal

@Suite("News waits in the mailbox", .timeLimit(.minutes(5)))
struct MailboxTests {
  private func isReadable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 1
  }

  @Test("the descriptor is readable exactly while there is news")
  func readable() throws {
    let mailbox = try Mailbox<Int>()
    #expect(!isReadable(mailbox.descriptor))
    mailbox.post(1)
    mailbox.post(2)
    #expect(isReadable(mailbox.descriptor))
    #expect(mailbox.drain() == [1, 2])
    #expect(!isReadable(mailbox.descriptor))
    #expect(mailbox.drain() == [])
    mailbox.post(3)
    #expect(isReadable(mailbox.descriptor))
  }

  @Test("what many tasks post arrives once each, and each one's in its order")
  func manyTasks() async throws {
    let mailbox = try Mailbox<(task: Int, number: Int)>()
    var arrived: [(task: Int, number: Int)] = []
    await withTaskGroup { group in
      for task in 0..<8 {
        group.addTask { for number in 0..<1000 { mailbox.post((task, number)) } }
      }
      while await group.next() != nil { arrived += mailbox.drain() }
    }
    arrived += mailbox.drain()
    for task in 0..<8 { #expect(arrived.filter { $0.task == task }.map(\.number) == Array(0..<1000)) }
  }
}
