import Foundation
import QRCodes
import Simulator
import Testing

@Suite("join-ways qr and find", .timeLimit(.minutes(5)))
struct JoinWayCodeTests {
  private struct Row: Decodable {
    let config_id: String?
    let link: String?
    let files: [String]
  }

  private func withWays(_ body: (JoinWayRun) async throws -> Void) async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      try await body(desk)
    }
  }

  private func way(_ desk: JoinWayRun, _ state: String) async throws -> TrueWay {
    try #require(try await desk.truth().first { $0.state == state })
  }

  @Test("in a pipe the link alone is printed; a button has its component URL")
  func link() async throws {
    try await withWays { desk in
      let poster = try await way(desk, "shopA")
      #expect(try await desk.run("qr", poster.config_id).stdout == poster.link + "\n")
      let button = try await way(desk, "mini")
      #expect(try await desk.run("qr", button.config_id).stdout == button.qr_code + "\n")
      let png = try await desk.run("qr", button.config_id, "--png", "\(desk.program.home.path)/b.png")
      #expect(png.status == 2 && png.stderr.contains("no image of a code"))
    }
  }

  @Test("a saved PNG is the poster that find tells; a file is never overwritten: 2")
  func saved() async throws {
    try await withWays { desk in
      let poster = try await way(desk, "shopA")
      let (png, svg) = ("\(desk.program.home.path)/a.png", "\(desk.program.home.path)/a.svg")
      let run = try await desk.run("qr", poster.config_id, "--png", png, "--svg", svg)
      #expect(run.status == 0 && run.stderr.contains("saved"), "\(run.stderr)")
      #expect(try String(contentsOfFile: svg, encoding: .utf8).contains("<svg"))
      let found = try await desk.run("find", "--image", png, "--json").json([WayJSON].self)
      #expect(found.map(\.config_id) == [poster.config_id])
      let before = try Data(contentsOf: URL(fileURLWithPath: png))
      let again = try await desk.run("qr", try await desk.id("shopB"), "--png", png)
      #expect(again.status == 2 && again.stderr.contains("not overwritten"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: png)) == before)
    }
  }

  @Test("many go into a folder, named by remark; one that cannot be read is told, and the rest are saved: 1")
  func many() async throws {
    try await withWays { desk in
      let broken = try await desk.id("live")
      try await desk.control.post("images", #"{"config_id":"\#(broken)","kind":"no_code"}"#)
      let folder = "\(desk.program.home.path)/posters"
      let run = try await desk.run("qr", "--all", "--into", folder, "--format", "svg", "--json")
      #expect(run.status == 1, "\(run.stderr)")
      #expect(run.stderr.contains("no QR code in the image"))
      let rows = try run.json([Row].self)
      #expect(rows.first { $0.config_id == broken }?.files == [])
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let button = try await desk.id("mini")
      #expect(run.stderr.contains("小程序首页"), "told, and no failure")
      #expect(rows.first { $0.config_id == button }?.files == [])
      #expect(names.count == rows.count - 2 && names.allSatisfy { $0.hasSuffix(".svg") })
      let id = try await desk.id("shopA")
      #expect(names.contains("门店 A 海报 (\(id)).svg"))
      #expect(try await desk.run("qr", id, "--into", folder, "--format", "svg").status == 0, "beside the first")
      #expect(
        Set(try FileManager.default.contentsOfDirectory(atPath: folder)).subtracting(names)
          == ["门店 A 海报 (\(id)) 2.svg"])
    }
  }

  @Test("a code is found by its link, an image's URL, and not when it is nobody's: 2")
  func find() async throws {
    try await withWays { desk in
      let poster = try await way(desk, "shopB")
      for link in [poster.link, poster.qr_code] {
        let run = try await desk.run("find", "--link", link, "--json")
        #expect(run.status == 0)
        #expect(try run.json([WayJSON].self).map(\.config_id) == [poster.config_id])
      }
      let foreign = try #require(try await desk.truth().first { $0.foreign == true })
      let none = try await desk.run("find", "--link", foreign.link, "--json")
      #expect(none.status == 2 && none.stderr.contains("no join way in the list"))
      #expect(try none.json([WayJSON].self).isEmpty)
      #expect(try await desk.run("find").status == 2)
      #expect(try await desk.run("find", "--image", "/nowhere.png").status == 2)
    }
  }

  @Test(
    "a QR URL that misbehaves is told for what it is, and no link is printed",
    arguments: [
      ("redirect", Int32(4), "leads elsewhere"), ("huge", 2, "larger than 1 MiB"), ("not_an_image", 2, "not an image"),
      ("truncated", 2, "not an image"), ("no_code", 2, "no QR code in the image"), ("two_codes", 2, "2 QR codes"),
      ("missing", 4, "HTTP 404"),
    ])
  func misbehaving(_ kind: String, _ status: Int32, _ says: String) async throws {
    try await withWays { desk in
      let id = try await desk.id("shopA")
      try await desk.control.post("images", #"{"config_id":"\#(id)","kind":"\#(kind)"}"#)
      let run = try await desk.run("qr", id)
      #expect(run.status == status, "\(run.stderr)")
      #expect(run.stdout.isEmpty && run.stderr.contains(says), "\(run.stderr)")
    }
  }

  @Test("a decompression bomb, a private address and a foreign host reach nobody")
  func hostileAddresses() async throws {
    try await withWays { desk in
      let id = try await desk.id("shopA")
      try await desk.control.post("images", #"{"config_id":"\#(id)","kind":"bomb"}"#)
      let bomb = try await desk.run("qr", id)
      #expect(bomb.status == 2 && bomb.stdout.isEmpty, "\(bomb.stderr)")
      for (address, says) in [
        ("http://127.0.0.1:1/x.png", "private network"), ("https://10.0.0.1/x.png", "private network"),
        ("https://example.com/x.png", "not WeCom's"), ("http://work.weixin.qq.com/x.png", "not https"),
      ] {
        try await desk.control.post("join-ways/update", #"{"config_id":"\#(id)","qr_code":"\#(address)"}"#)
        _ = try await desk.run("refresh", id)
        let run = try await desk.run("qr", id)
        #expect(run.status == 5 && run.stderr.contains(says), "\(address): \(run.status) \(run.stderr)")
      }
    }
  }

  @Test("a hostile picture ends its reader, not the program: 2, and nothing of it reaches the terminal")
  func hostilePictures() async throws {
    try await withWays { desk in
      let code = try #require(QRCode("a\u{1B}]0;owned\u{7}b")?.png())
      let pictures: [(String, [UInt8])] = [
        ("empty", []), ("text", Array("<html>".utf8)), ("half", Array(code.prefix(code.count / 2))),
        (
          "noise",
          Array("\u{89}PNG\r\n\u{1A}\n".unicodeScalars.map { UInt8($0.value) }) + (0..<5000).map { UInt8($0 % 251) }
        ),
        ("escape", code),
      ]
      for (name, bytes) in pictures {
        let file = "\(desk.program.home.path)/\(name).png"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let run = try await desk.run("find", "--image", file)
        #expect(run.status == 2, "\(name): \(run.status) \(run.stderr)")
        #expect(run.hostileCharacters.isEmpty && run.stdout.isEmpty, "\(name)")
      }
    }
  }

  @Test(
    "usage: one code or a folder, never both ways",
    arguments: [
      ["qr"], ["qr", "a", "b"], ["qr", "--all"], ["qr", "a", "--format", "png"],
      ["qr", "a", "--into", "x", "--png", "y"],
      ["find", "--image", "a", "--link", "b"],
    ])
  func usage(_ arguments: [String]) async throws {
    let run = try await CommandLineHarness().run(["join-ways"] + arguments)
    #expect(run.status == 2 && run.stderr.contains("Usage:"))
  }
}
