import Foundation
import Model
import QRCodes
import Services
import Simulator
import Subprocess
import Testing

/// The real program as the child that reads foreign images.
@Suite("Reading foreign images in a process of its own", .timeLimit(.minutes(5)))
struct ImageReaderTests {
  private let reader = ImageReader(program: CommandLineHarness.program, timeLimit: .seconds(60))

  @Test("each kind is told by its first bytes and read", arguments: Pictures.kinds)
  func kinds(_ name: String) async throws {
    #expect(try await reader.texts(in: Pictures.file(name)) == [Pictures.kindsText])
  }

  @Test("a PNG says what its code says, of any characters")
  func png() async throws {
    let texts = ["https://work.weixin.qq.com/gm/0123456789abcdef", "1234567890", "销售客服群 👋🏽 17", "A"]
    for text in texts { #expect(try await reader.texts(in: Pictures.code(text)) == [text]) }
  }

  @Test("what a code says comes as it is, control characters and escape sequences included: it is strangers' text")
  func hostileText() async throws {
    let text = "https://x/\u{1B}]52;c;AAAA\u{7}\u{1B}[2J\r\n\u{202E}\u{9B}31m\"\\{}"
    #expect(try await reader.texts(in: Pictures.code(text)) == [text])
  }

  @Test("two codes are both told, the same one twice is one, and none is none")
  func several() async throws {
    #expect(
      try await Set(reader.texts(in: Pictures.poster(["https://a.example/1", "https://b.example/2"]))).count == 2)
    #expect(try await reader.texts(in: Pictures.poster(["https://a.example/1", "https://a.example/1"])).count == 1)
    #expect(try await reader.texts(in: Pictures.blank()) == [])
  }

  @Test("what is no image of these kinds is told, wherever it breaks off")
  func notAnImage() async throws {
    let png = try Pictures.code("https://work.weixin.qq.com/gm/1")
    var chance = SeededGenerator(seed: 5)
    let noise = (0..<CodeLimits.longestImage).map { _ in UInt8.random(in: 0...255, using: &chance) }
    let images: [(String, [UInt8])] = [
      ("nothing", []), ("a letter", [65]), ("noise", noise), ("a header", Array(png.prefix(24))),
      ("a header and noise", Array(png.prefix(33)) + noise.prefix(5000)),
      ("a page", Array("<html><body>404</body></html>".utf8)), ("a PDF", Array("%PDF-1.7\n".utf8)),
      ("cut in its data", Array(png.prefix(60))), ("GIF, cut", Array(try Pictures.file("code.gif").prefix(20))),
      ("WebP, cut", Array(try Pictures.file("lossy.webp").prefix(200))),
      ("JPEG, cut", Array(try Pictures.file("code.jpeg").prefix(300))),
      ("wider than its data", Pictures.resized(png, width: 3000, height: 3000)),
    ]
    for (name, image) in images {
      await #expect(throws: CodeTrouble.notAnImage, "\(name)") { try await reader.texts(in: image) }
    }
  }

  @Test("an image that would become more pixels than are decoded is refused by its header, and so are too many bytes")
  func bomb() async throws {
    let png = try Pictures.code("x")
    for (width, height) in [(60_000, 60_000), (4097, 10), (10, 4097), (4096, 4096), (UInt32.max, 1)]
      as [(UInt32, UInt32)]
    {
      let bomb = Pictures.resized(png, width: width, height: height)
      await #expect(throws: CodeTrouble.tooLarge, "\(width) × \(height)") { try await reader.texts(in: bomb) }
    }
    let long = [UInt8](repeating: 0, count: CodeLimits.longestImage + 1)
    await #expect(throws: CodeTrouble.tooLarge) { try await reader.texts(in: long) }
  }

  @Test("the largest image that is decoded is read within the child's limits")
  func largest() async throws {
    // 3 984 pixels a side.
    let code = try #require(QRCode("1"))
    let image = try #require(code.png(scale: 64, quietZone: 20))
    #expect(code.size == 21 && (code.size + 40) * 64 == 3904)
    #expect(try await reader.texts(in: image) == ["1"])
  }

  @Test("a child that is killed, says nonsense, writes without end or does not end is a death, and nothing else")
  func deaths() async throws {
    let home = try Home()
    let image = try Pictures.code("x")
    let children: [(String, Duration)] = [
      ("kill -9 $$", .seconds(60)), ("kill -SEGV $$", .seconds(60)), ("exit 1", .seconds(60)),
      ("echo '['", .seconds(60)),
      ("printf '[1]'", .seconds(60)), ("printf '[\"\\377\"]'", .seconds(60)), ("yes", .seconds(60)),
      ("exec /bin/sleep 600", .milliseconds(300)),
    ]
    for (script, time) in children {
      let program = try home.write("#!/bin/sh\n\(script)\n", to: "child", mode: 0o700)
      await #expect(throws: CodeTrouble.decoderDied, "\(script)") {
        try await ImageReader(program: program, timeLimit: time).texts(in: image)
      }
    }
    await #expect(throws: CodeTrouble.decoderMissing) {
      try await ImageReader(program: "\(home.path)/nothing").texts(in: image)
    }
  }

  @Test("a child sees nothing of our environment, and one that reads nothing of the image harms nobody")
  func environment() async throws {
    let home = try Home()
    let program = try home.write(
      "#!/bin/sh\n/usr/bin/tr '\\0' '\\n' < /proc/$$/environ > '\(home.path)/environment'\nprintf '[]'\n", to: "child",
      mode: 0o700)
    let image = [UInt8](repeating: 1, count: CodeLimits.longestImage)
    #expect(try await ImageReader(program: program).texts(in: image) == [])
    #expect(try String(contentsOfFile: "\(home.path)/environment", encoding: .utf8) == "")
  }

  @Test("the child may write no file, leave no core and use no more than its memory and time")
  func limits() async throws {
    let end = try await Subprocess.run(
      .path(.init(CommandLineHarness.program)), arguments: [ImageReader.subcommand], environment: .custom([:]),
      input: .inputWriter, output: .discarded, error: .discarded
    ) { execution in
      // It confines itself before it reads.
      let process = execution.processIdentifier.value
      var lines: [Substring] = []
      try await waitUntil {
        lines = try String(contentsOfFile: "/proc/\(process)/limits", encoding: .utf8).split(separator: "\n")
        return lines.contains { $0.hasPrefix("Max address space") && $0.contains("536870912") }
      }
      for (name, value) in [
        ("Max cpu time", "5"), ("Max open files", "3"), ("Max file size", "0"),
        ("Max core file size", "0"), ("Max processes", "0"),
      ] {
        let line = lines.first { $0.hasPrefix(name) }
        #expect(line?.dropFirst(name.count).split(separator: " ").first.map(String.init) == value, "\(name)")
      }
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      #expect(status.contains("NoNewPrivs:\t1"))
      try execution.send(signal: .kill)
    }
    #expect(end.terminationStatus == .signaled(SIGKILL))
  }
}
