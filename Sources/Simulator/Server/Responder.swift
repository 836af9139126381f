import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOPosix

/// Between HTTP and the company: reads a request, stops where a hold wants it, writes or drops the answer.
struct Responder: Sendable {
  private enum Dropped: Error { case onPurpose }

  private static let vendorPrefix = "/cgi-bin/"
  private static let controlPrefix = "/_simulator/"
  private static let imagePrefix = "qr/"
  private static let longestBody = 1 << 20

  let host: CompanyHost

  func respond(to request: Request, writer: consuming ResponseWriter, channel: any Channel) async throws {
    let path = request.uri.path
    if path.hasPrefix(Self.vendorPrefix) {
      try await answerVendorCall(String(path.dropFirst(Self.vendorPrefix.count)), request, writer, channel)
    } else if path.hasPrefix(Self.controlPrefix) {
      try await answerControlCall(String(path.dropFirst(Self.controlPrefix.count)), request, writer)
    } else {
      let text = "the vendor's calls are under \(Self.vendorPrefix), the control plane under \(Self.controlPrefix)\n"
      try await writer.write(Answer(status: 404, headers: [("Content-Type", "text/plain")], body: Array(text.utf8)))
    }
  }

  private func answerVendorCall(
    _ path: String, _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    let body = try await request.body.collect(upTo: Self.longestBody)
    let call = Call(
      method: request.method == .post ? .post : .get, path: path, query: request.query,
      body: Array(body.readableBytesView), address: channel.remoteAddress?.ipAddress ?? "",
      port: channel.remoteAddress?.port)
    let ticket = await host.perform { company, now in company.admit(call, at: now) }
    var delivered = false
    do {
      try await perform(ticket, writer, channel)
      delivered = true
    } catch Dropped.onPurpose {
      await finish(ticket, delivered: false)
      throw Dropped.onPurpose
    } catch {
      await finish(ticket, delivered: delivered)
      throw error
    }
    await finish(ticket, delivered: delivered)
  }

  private func finish(_ ticket: Ticket, delivered: Bool) async {
    await host.perform { company, now in company.finish(ticket, delivered: delivered, at: now) }
  }

  private func perform(_ ticket: Ticket, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
    if ticket.delayMilliseconds > 0 { try await Task.sleep(for: .milliseconds(ticket.delayMilliseconds)) }
    if await host.pass(ticket, .beforeEffect) == .drop { throw Dropped.onPurpose }
    let reply = await host.perform { company, now in company.perform(ticket, at: now) }
    if ticket.answerDelayMilliseconds > 0 {
      try await Task.sleep(for: .milliseconds(ticket.answerDelayMilliseconds))
    }
    if await host.pass(ticket, .afterEffect) == .drop { throw Dropped.onPurpose }
    let answer = Answer(status: reply.status, headers: reply.headers, body: reply.body)
    switch reply.delivery {
    case .dropped: throw Dropped.onPurpose
    case .reset:
      try await channel.closeByReset()
      throw Dropped.onPurpose
    case .cut(let length):
      let half = reply.body[..<min(length, reply.body.count)]
      var rest = try await writer.writeHead(answer.head)
      try await rest.write(ByteBuffer(bytes: half))
      throw Dropped.onPurpose
    case .whole where ticket.stops.contains(.middleOfAnswer):
      var rest = try await writer.writeHead(answer.head)
      try await rest.write(ByteBuffer(bytes: reply.body.prefix(reply.body.count / 2)))
      if await host.pass(ticket, .middleOfAnswer) == .drop { throw Dropped.onPurpose }
      try await rest.write(ByteBuffer(bytes: reply.body.dropFirst(reply.body.count / 2)))
      try await rest.finish(nil)
    case .whole:
      try await writer.write(answer)
    }
  }

  private func answerControlCall(_ path: String, _ request: Request, _ writer: consuming ResponseWriter) async throws {
    if request.method == .get, path.hasPrefix(Self.imagePrefix) {
      try await writer.write(image(String(path.dropFirst(Self.imagePrefix.count))))
      return
    }
    let control = ControlPlane(host: host)
    let query = request.query
    var answer: Answer
    if control.waits(path, query) {
      // A caller who hangs up ends the long poll, so that it leaves nothing behind.
      answer = try await request.body.consumeWithCancellationOnInboundClose { _ in
        await control.answer(request.method.rawValue, path, query, [])
      }
      // Watching for the hang-up uses the connection up; without the header a caller would send the next call into it.
      answer.headers.append(("Connection", "close"))
    } else {
      let body = try await request.body.collect(upTo: Self.longestBody)
      answer = await control.answer(request.method.rawValue, path, query, Array(body.readableBytesView))
    }
    try await writer.write(answer)
  }

  /// The image of a join way's code, or what stands there in its place.
  private func image(_ file: String) async throws -> Answer {
    let name = file.hasSuffix(".png") ? String(file.dropLast(4)) : file
    let image = await host.perform { company, _ in company.codeImage(name) } ?? CodeImage(.missing, text: "")
    // A slow host, if a test asked for one.
    if image.milliseconds > 0 { try await Task.sleep(for: .milliseconds(image.milliseconds)) }
    let (status, body) = image.render()
    var answer = Answer(status: status, headers: [("Content-Type", "image/png")], body: body)
    if image.kind == .redirect { answer.headers.append(("Location", image.location)) }
    return answer
  }
}

extension Request {
  fileprivate var query: [String: String] {
    var query: [String: String] = [:]
    for (name, value) in uri.queryParameters where query[String(name)] == nil { query[String(name)] = String(value) }
    return query
  }
}

extension Channel {
  /// Closes with RST: whatever the peer has not read yet is lost to it.
  fileprivate func closeByReset() async throws {
    if let options = self as? any SocketOptionProvider {
      try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    try await close()
  }
}

extension ResponseWriter {
  fileprivate consuming func write(_ answer: Answer) async throws {
    try await write(response: answer.head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}
