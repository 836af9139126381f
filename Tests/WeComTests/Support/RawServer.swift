import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A server of plain sockets that does exactly what a test tells it, misbehaviour included.
final class RawServer: Sendable {
  struct Request: Sendable {
    let method: String
    let path: String
    let query: [String: String]
    let headers: String
    let body: String
  }

  enum Reply: Sendable {
    /// Status 200 and this JSON.
    case json(String)
    /// These bytes, then the connection is closed.
    case bytesThenClose([UInt8])
    /// These bytes, then silence.
    case bytesThenSilence([UInt8])
    case close
    case reset
    case silence
  }

  private let channel: any Channel
  private let box: Box
  let port: Int

  /// - Parameter onAccept: what happens to a connection before anything is read; nil reads.
  static func start(
    onAccept: Reply? = nil, _ answer: @escaping @Sendable (Request) -> Reply
  ) async throws -> RawServer {
    let box = Box()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          box.accepted.withLock { $0 += 1 }
          if let onAccept { return Handler.write(onAccept, to: channel) }
          try channel.pipeline.syncOperations.addHandler(
            Handler { request in
              box.log.withLock { $0.append(request) }
              return answer(request)
            })
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return RawServer(channel: channel, box: box)
  }

  private final class Box: Sendable {
    let log = Mutex<[Request]>([])
    let accepted = Mutex(0)
    let held = Mutex(HeldPort())
  }

  private init(channel: any Channel, box: Box) {
    self.channel = channel
    self.box = box
    port = channel.localAddress?.port ?? 0
  }

  var requests: [Request] { box.log.withLock { $0 } }
  var accepted: Int { box.accepted.withLock { $0 } }
  func requests(to path: String) -> [Request] { requests.filter { $0.path == "/cgi-bin/\(path)" } }

  /// Nobody listens from here on. The port stays taken, so that no other test's server answers at it.
  func stop() async {
    try? await channel.close()
    // A child that another test has just forked still has the listening socket until it executes its program.
    for _ in 0..<1000 where !(box.held.withLock { $0.hold(port) }) { try? await Task.sleep(for: .milliseconds(10)) }
  }

  /// The head of a 200 with JSON of that length.
  static func head(length: Int, status: String = "200 OK", type: String = "application/json; charset=UTF-8") -> String {
    "HTTP/1.1 \(status)\r\ncontent-type: \(type)\r\ndate: Sat, 21 Nov 2026 01:00:00 GMT\r\n"
      + "content-length: \(length)\r\n\r\n"
  }

  static func response(_ body: String, status: String = "200 OK", type: String = "application/json") -> [UInt8] {
    Array((head(length: body.utf8.count, status: status, type: type) + body).utf8)
  }
}

/// A port of 127.0.0.1 that is bound and at which nobody listens: connecting to it is refused.
private struct HeldPort: ~Copyable {
  private var socket: Int32?

  /// False as long as somebody listens at it.
  mutating func hold(_ port: Int) -> Bool {
    guard socket == nil else { return true }
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var reuse: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let bound = withUnsafeBytes(of: &address) { bytes in
      bind(socket, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
    guard bound == 0 else {
      close(socket)
      return false
    }
    self.socket = socket
    return true
  }

  deinit { if let socket { close(socket) } }
}

private final class Handler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let answer: (RawServer.Request) -> RawServer.Reply
  private var received: [UInt8] = []

  init(_ answer: @escaping (RawServer.Request) -> RawServer.Reply) { self.answer = answer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += Array(buffer: unwrapInboundIn(data))
    while let request = nextRequest() { Self.write(answer(request), to: context.channel) }
  }

  static func write(_ reply: RawServer.Reply, to channel: any Channel) {
    switch reply {
    case .json(let text):
      channel.writeAndFlush(ByteBuffer(bytes: RawServer.response(text)), promise: nil)
    case .bytesThenSilence(let bytes):
      channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    case .bytesThenClose(let bytes):
      channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in channel.close(promise: nil) }
    case .close:
      channel.close(promise: nil)
    case .reset:
      // With no time to linger, closing sends RST.
      let lingering = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
      lingering?.whenComplete { _ in channel.close(promise: nil) }
    case .silence: break
    }
  }

  private func nextRequest() -> RawServer.Request? {
    let text = String(decoding: received, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let head = text[..<end.lowerBound]
    var length = 0
    for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length:") {
      length = Int(line.dropFirst("content-length:".count).drop { $0 == " " }) ?? 0
    }
    let bodyStart = head.utf8.count + 4
    guard received.count >= bodyStart + length else { return nil }
    let body = String(decoding: received[bodyStart..<(bodyStart + length)], as: UTF8.self)
    received.removeFirst(bodyStart + length)
    let line = head.prefix { $0 != "\r\n" }.split(separator: " ")
    let target = line[1].split(separator: "?", maxSplits: 1)
    var query: [String: String] = [:]
    for item in (target.count > 1 ? target[1] : "").split(separator: "&") {
      let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[String(pair[0])] = String(pair[1])
    }
    return RawServer.Request(
      method: String(line[0]), path: String(target[0]), query: query, headers: String(head), body: body)
  }
}
