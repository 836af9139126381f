import Foundation
import Synchronization
import Testing

/// Stands between the program and the company, and stops passing bytes on in the middle of the first call that hands
/// groups over. One thread a connection, which may block.
final class Relay: Sendable {
  /// Where it stops; then it waits for the program to hang up, and hangs up itself.
  enum Cut: Sendable {
    /// The company has got the head of the call and half of its body.
    case halfOfBody
    /// The program has got the head of the answer and half of its body.
    case halfOfAnswer
  }

  private let listener: Int32
  private let port: Int
  private let target: Int
  private let cut: Cut
  private let hasCut = Atomic(false)
  private let (cuts, stopped) = AsyncStream<Void>.makeStream()

  var baseURL: String { "http://127.0.0.1:\(port)" }

  init(to target: Int, cut: Cut) throws {
    self.target = target
    self.cut = cut
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    try #require(isListening)
    self.listener = listener
    port = Int(address.sin_port.bigEndian)
    Thread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { break }
        Thread { [self] in serve(client) }.start()
      }
      Glibc.close(listener)
    }.start()
  }

  /// Returns once it has stopped in the middle of a call.
  func waitForCut() async throws {
    for await _ in cuts { return }
    throw CancellationError()
  }

  /// Takes no more connections.
  func close() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve(_ client: Int32) {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer {
      Glibc.close(client)
      Glibc.close(server)
    }
    var address = sockaddr_in.loopback(port: target)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return }
    var passed: [[UInt8]] = [[], []]
    while true {
      var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&ends, 2, -1) > 0 else { return }
      for (index, end) in ends.enumerated() where end.revents != 0 {
        guard let new = receive(from: end.fd) else { return }
        passed[index] += new
        let other = ends[1 - index].fd
        if index == (cut == .halfOfBody ? 0 : 1), passed[0].starts(with: Self.transfer),
          let half = Self.halfOfMessage(passed[index]), passed[index].count >= half,
          !hasCut.exchange(true, ordering: .relaxed)
        {
          send(new.dropLast(passed[index].count - half), to: other)
          stopped.yield()
          while receive(from: client) != nil {}
          return
        }
        guard send(new[...], to: other) else { return }
      }
    }
  }

  /// Nil once the other side has hung up.
  private func receive(from socket: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(socket, &buffer, buffer.count)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  @discardableResult
  private func send(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static let transfer = Array("POST /cgi-bin/externalcontact/groupchat/transfer".utf8)

  /// How many bytes the head and half of the body have; nil before the head is whole.
  private static func halfOfMessage(_ bytes: [UInt8]) -> Int? {
    guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).lowercased()
    let length = head.components(separatedBy: "content-length:").dropFirst().first?
      .prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
    return end.upperBound + (Int(length?.trimmingCharacters(in: .whitespaces) ?? "") ?? 0) / 2
  }
}

extension sockaddr_in {
  fileprivate static func loopback(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    return address
  }
}
