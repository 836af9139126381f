import QRCodes
import Services
import Simulator
import Testing
import WeCom

/// Over HTTP and in the real child, everything that may stand at a `qr_code`.
@Suite("What an image's address can answer with", .timeLimit(.minutes(5)))
struct CodeOverHTTPTests {
  private static let link = "https://work.weixin.qq.com/gm/abc"

  private func codes(_ server: Server, timeOut: Duration = .seconds(60)) throws -> JoinWayCodes {
    JoinWayCodes(
      fetch: ImageFetch(base: try Connection.Address(server.baseURL), timeOut: timeOut),
      reader: ImageReader(program: CommandLineHarness.program, timeLimit: .seconds(60)))
  }

  private func put(_ image: CodeImage, on server: Server) async throws -> String {
    try await server.company { company, _ throws(any Error) in company.put(image, behind: "x") }
    return "\(server.baseURL)/_simulator/qr/x.png"
  }

  @Test("a code, none, and two are read")
  func texts() async throws {
    try await CommandLineHarness.withCompany { _, server in
      let codes = try codes(server)
      let cases: [(CodeImage.Kind, Int)] = [(.code, 1), (.noCode, 0), (.twoCodes, 2)]
      for (kind, count) in cases {
        let url = try await put(CodeImage(kind, text: Self.link), on: server)
        let texts = try await codes.read(codes.fetch(url))
        #expect(texts.count == count && (count == 0 || texts.contains(Self.link)), "\(kind)")
      }
    }
  }

  @Test("a redirect, too much, no image, half of one, a bomb, nothing and silence are told apart")
  func troubles() async throws {
    try await CommandLineHarness.withCompany { _, server in
      let cases: [(CodeImage.Kind, CodeTrouble)] = [
        (.redirect, .redirected), (.huge, .tooLarge), (.notAnImage, .notAnImage), (.truncated, .notAnImage),
        (.bomb, .tooLarge), (.missing, .httpStatus(404)),
      ]
      for (kind, trouble) in cases {
        let url = try await put(CodeImage(kind, text: Self.link), on: server)
        let codes = try codes(server)
        await #expect(throws: trouble, "\(kind)") { try await codes.read(codes.fetch(url)) }
      }
      var slow = CodeImage(.code, text: Self.link)
      slow.milliseconds = 600_000
      let url = try await put(slow, on: server)
      let codes = try codes(server, timeOut: .milliseconds(300))
      await #expect(throws: CodeTrouble.timedOut) { try await codes.fetch(url) }
    }
  }

  @Test("what a screen shows beside other text is read by a camera, in the middle of it and at its edge")
  func screen() async throws {
    let reader = ImageReader(program: CommandLineHarness.program, timeLimit: .seconds(60))
    let blocks = HalfBlocks(try #require(QRCode(Self.link)))
    let screen =
      ["备注            场景", "────────"] + blocks.lines.map { "  门店 A 海报   │ \($0)│ x" } + ["w 保存图片"]
    #expect(try await reader.texts(in: Pictures.photograph(screen)) == [Self.link])
    #expect(try await reader.texts(in: Pictures.photograph(blocks.lines)) == [Self.link])
  }
}
