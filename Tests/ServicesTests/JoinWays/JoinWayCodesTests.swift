import Model
import Storage
import Synchronization
import Testing
import WeCom

@testable import Services

@Suite("A join way's code", .timeLimit(.minutes(5)))
struct JoinWayCodesTests {
  /// Images stand for what their codes say: `says:a,b`; a URL that is not known cannot be reached.
  private final class Wall: Sendable {
    let images: [String: [String]]
    private let fetched = Mutex<[String]>([])

    init(_ images: [String: [String]]) { self.images = images }

    var asked: [String] { fetched.withLock { $0.sorted() } }

    var codes: JoinWayCodes {
      JoinWayCodes(
        fetch: { [self] url in
          fetched.withLock { $0.append(url) }
          guard images[url] != nil else { throw CodeTrouble.unreachable }
          return Array(url.utf8)
        },
        read: { [images] image in
          guard let texts = images[String(decoding: image, as: UTF8.self)] else { throw CodeTrouble.notAnImage }
          return texts
        })
    }
  }

  private func register(
    _ office: Office, _ id: String, qrCode: String, scene: JoinWayContent.Scene = .qrCode
  ) async throws -> JoinWayID {
    let row = try #require(JoinWayID("row-\(id)"))
    let way = JoinWay(
      configID: try #require(ConfigID(id)),
      content: JoinWayContent(scene: scene, chats: [try chatID("wr1")], state: id), qrCode: qrCode)
    let now = Timestamp(milliseconds: 1_700_000_000_000)
    _ = try await office.files.ledger.perform {
      try JoinWayRegistry(engine: $0).importRow(
        way, by: "desk", readSince: now, newID: row, actor: "kim@desk", now: now)
    }
    return row
  }

  private func link(_ office: Office, _ id: JoinWayID) async throws -> String? {
    try await office.files.ledger.perform { try JoinWayRegistry(engine: $0).record(id)?.link }
  }

  @Test("it is fetched and read, and what it says is remembered")
  func code() async throws {
    try await Office.open { office in
      let wall = Wall(["http://p.qpic.cn/a": ["https://work.weixin.qq.com/gm/a"]])
      let id = try await register(office, "a", qrCode: "http://p.qpic.cn/a")
      let code = try await office.joinWays(codes: wall.codes).code(of: id)
      #expect(code == JoinWayCode(link: "https://work.weixin.qq.com/gm/a", url: "http://p.qpic.cn/a"))
      #expect(try await link(office, id) == "https://work.weixin.qq.com/gm/a")
    }
  }

  @Test("a process that may change nothing shows it and remembers nothing")
  func readOnly() async throws {
    try await Office.open { office in
      var office = office
      let id = try await register(office, "a", qrCode: "u")
      office.authority = .readOnly
      #expect(try await office.joinWays(codes: Wall(["u": ["x"]]).codes).code(of: id).link == "x")
      #expect(try await link(office, id) == nil)
    }
  }

  @Test("a button, one without a URL, an image without a code or with two are told apart")
  func troubles() async throws {
    try await Office.open { office in
      let wall = Wall(["none": [], "two": ["a", "b"], "button": ["a"]])
      let service = office.joinWays(codes: wall.codes)
      let cases: [(String, String, JoinWayContent.Scene, CodeTrouble)] = [
        ("1", "button", .button, .noImage), ("2", "", .qrCode, .noURL), ("3", "none", .qrCode, .noCode),
        ("4", "two", .qrCode, .severalCodes(["a", "b"])), ("5", "away", .qrCode, .unreachable),
      ]
      for (id, url, scene, trouble) in cases {
        let row = try await register(office, id, qrCode: url, scene: scene)
        await #expect(throws: trouble) { try await service.code(of: row) }
        #expect(try await link(office, row) == nil)
      }
      #expect(!wall.asked.contains("button"))
    }
  }

  @Test("a link that is known is found without a look at any image, however it was copied")
  func knownLink() async throws {
    try await Office.open { office in
      let wall = Wall(["http://p.qpic.cn/A": ["https://work.weixin.qq.com/gm/a"], "http://p.qpic.cn/b": ["b"]])
      let service = office.joinWays(codes: wall.codes)
      let id = try await register(office, "a", qrCode: "http://p.qpic.cn/A")
      _ = try await register(office, "b", qrCode: "http://p.qpic.cn/b")
      _ = try await service.code(of: id)
      for typed in [
        "https://work.weixin.qq.com/gm/a", " HTTPS://Work.Weixin.QQ.com/gm/a\n", "http://work.weixin.qq.com/gm/a",
        "https://p.qpic.cn/A",
      ] {
        #expect(try await service.ids(saying: [CodeLink(typed)], { _, _ in }) == [id], "\(typed)")
      }
      #expect(wall.asked == ["http://p.qpic.cn/A"])
      #expect(try await service.ids(saying: [CodeLink("https://p.qpic.cn/a")], { _, _ in }) == [])
    }
  }

  @Test("images never read are read until one says it, and one that cannot be read keeps nobody from the others")
  func unread() async throws {
    try await Office.open { office in
      var images = Dictionary(uniqueKeysWithValues: (0..<20).map { ("u\($0)", ["l\($0)"]) })
      images["u3"] = nil
      images["u4"] = ["l4", "and another"]
      let wall = Wall(images)
      let service = office.joinWays(codes: wall.codes)
      var ids: [JoinWayID] = []
      for number in 0..<20 { ids.append(try await register(office, "\(number)", qrCode: "u\(number)")) }
      let steps = Mutex<[Int]>([])
      let nobodys = try await service.ids(saying: [CodeLink("nobody's")]) { done, all in
        steps.withLock { $0.append(done) }
        #expect(all == 20)
      }
      #expect(nobodys.isEmpty && steps.withLock { $0 } == Array(1...20) && wall.asked.count == 20)
      // What was read is known from now on; what was not is tried again.
      #expect(try await service.ids(saying: [CodeLink("l19")], { _, _ in }) == [ids[19]])
      #expect(wall.asked.count == 20)
      #expect(try await service.ids(saying: [CodeLink("nobody's")], { _, _ in }) == [])
      #expect(wall.asked.count == 22 && wall.asked.count { $0 == "u3" || $0 == "u4" } == 4)
    }
  }

  @Test("the one looked for is found among images never read, and then no other is begun")
  func stops() async throws {
    try await Office.open { office in
      let wall = Wall(Dictionary(uniqueKeysWithValues: (10..<60).map { ("u\($0)", ["l\($0)"]) }))
      var ids: [JoinWayID] = []
      for number in 10..<60 { ids.append(try await register(office, "\(number)", qrCode: "u\(number)")) }
      let found = try await office.joinWays(codes: wall.codes).ids(saying: [CodeLink("l10")], { _, _ in })
      #expect(found == [ids[0]])
      #expect(wall.asked.count < 50)
    }
  }

  @Test("a poster without a code is told, and one that is no image")
  func poster() async throws {
    try await Office.open { office in
      let service = office.joinWays(codes: Wall(["blank": []]).codes)
      await #expect(throws: CodeTrouble.noCode) { try await service.find(image: Array("blank".utf8)) }
      await #expect(throws: CodeTrouble.notAnImage) { try await service.find(image: [1, 2, 3]) }
    }
  }
}
