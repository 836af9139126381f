import Foundation
import Simulator
import Testing

/// A poster that lets nobody in any more, mended with keys alone.
@Suite("A dead poster with keys alone", .serialized, .timeLimit(.minutes(5)))
struct JoinWaysByKeysTests {
  /// What the screens say, in one language.
  struct Spoken: Sendable {
    let language: String
    let width: Int
    let height: Int
    let found: String
    let proven: String
    let onlyClient: String
    let enterWrites: String
    let written: String
  }

  private static let chinese = Spoken(
    language: "zh", width: 80, height: 24, found: "就是：门店 A 海报", proven: "现在没有可进的群", onlyClient: "群聊邀请确认",
    enterWrites: "⏎ 写入", written: "已修改 1/1")
  private static let english = Spoken(
    language: "en", width: 160, height: 50, found: "it is 门店 A 海报", proven: "no group takes anybody now",
    onlyClient: "not visible to the API", enterWrites: "⏎ writes it", written: "1 of 1 join way changed")

  private struct Scans: Decodable {
    struct Scan: Decodable { let chat_id: String? }
    let scans: [Scan]
  }

  @Test(
    "its picture tells which it is, it is diagnosed and rotated, and a customer gets in", arguments: [chinese, english])
  func wholeWay(_ spoken: Spoken) async throws {
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      _ = try await desk.program.run("groups", "refresh")
      let poster = try #require(try await desk.truth().first { $0.state == "shopA" })
      let picture = "\(desk.program.home.path)/poster.png"
      try #require(try await desk.run("qr", poster.config_id, "--png", picture).status == 0)
      try #require(try await scan(poster, desk) == nil)

      try await desk.program.console(["--lang", spoken.language], width: spoken.width, height: spoken.height) {
        console in
        try await console.press("4")
        try await console.waits(for: "门店 A 海报")
        try await console.press("f")
        try await console.type(picture)
        try await console.press("Enter")
        try await console.waits(for: spoken.found)
        try await console.press("z")
        let screen = try await console.waits(for: "the code alone") { $0.contains("▀") && !$0.contains("门店 B 海报") }
        try await isPoster(screen, poster, desk)
        try await console.press("q")
        try await console.waits(for: "门店 B 海报")
        try await console.press("d")
        try await console.waits(for: spoken.proven)
        #expect(try await console.screen().contains("✗"))
        #expect(try await desk.writes().isEmpty)
        try await console.press("Enter")
        let preview = try await console.waits(for: spoken.enterWrites)
        #expect(preview.contains("0 → "), "\(preview)")
        #expect(try await desk.writes().isEmpty)
        try await console.press("Enter")
        try await console.waits(for: spoken.written)
        try await console.press("0", "q")
        #expect(try await console.exitCode() == 0)
      }

      let rotated = try #require(try await desk.truth().first { $0.config_id == poster.config_id })
      #expect(rotated.state == poster.state && rotated.remark == poster.remark)
      #expect(rotated.link == poster.link && rotated.room_base_name == poster.room_base_name)
      #expect(rotated.chat_id_list.count < poster.chat_id_list.count)
      let chat = try #require(try await scan(poster, desk))
      #expect(try await desk.truth().first { $0.config_id == poster.config_id }?.chat_id_list.contains(chat) == true)
      #expect(try await desk.writes().count == 1)
    }
  }

  /// Whoever points a camera at the screen reads the poster's own link.
  private func isPoster(_ screen: String, _ poster: TrueWay, _ desk: JoinWayRun) async throws {
    let photograph = "\(desk.program.home.path)/photograph.png"
    let image = try Pictures.photograph(screen.components(separatedBy: "\n"))
    try Data(image).write(to: URL(fileURLWithPath: photograph))
    let found = try await desk.run("find", "--image", photograph, "--json").json([WayJSON].self)
    #expect(found.map(\.config_id) == [poster.config_id], "\(screen)")
  }

  /// The group a customer got into; nil for none.
  private func scan(_ way: TrueWay, _ desk: JoinWayRun) async throws -> String? {
    let body = #"{"config_id":"\#(way.config_id)"}"#
    return try await desk.control.posted("scan", body, as: Scans.self).scans.first?.chat_id
  }

  @Test("a dismissed group that no list tells of is known as one after r, and is to be rotated out")
  func dismissedGroup() async throws {
    let spoken = Self.english
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      _ = try await desk.program.run("groups", "refresh")
      try await desk.program.console(["--lang", "en"], width: spoken.width, height: spoken.height) { console in
        try await console.press("4")
        try await console.waits(for: "老客户回访")
        try await console.press("/")
        try await console.type("revisit")
        try await console.press("Enter")
        try await console.waits(for: "were not read yet")
        try await console.press("r")
        try await console.waits(for: "dismissed or not listed")
        #expect(try await !console.screen().contains("were not read yet"))
      }
    }
  }

  @Test("it is removed once the end of its id was typed, and not before")
  func remove() async throws {
    let spoken = Self.english
    try await JoinWayRun.withCompany(CompanyConfiguration.usualJoinWays) { desk in
      try await desk.importAll()
      let poster = try #require(try await desk.truth().first { $0.state == "shopB" })
      try await desk.program.console(["--lang", "en"], width: spoken.width, height: spoken.height) { console in
        try await console.press("4")
        try await console.waits(for: "门店 B 海报")
        try await console.press("/")
        try await console.type("shopB")
        try await console.press("Enter")
        try await console.waits(for: "one row") { !$0.contains("门店 A 海报") }
        try await console.press("x")
        try await console.waits(for: "Its code dies at once")
        try await console.type("nope")
        try await console.press("Enter")
        try await console.waits(for: "nothing was removed")
        #expect(try await desk.writes().isEmpty)
        try await console.type(String(poster.config_id.suffix(4)))
        try await console.press("Enter")
        let write = try await desk.waitForWrite()
        #expect(write.config_id == poster.config_id && write.effect, "\(write)")
        try await console.waits(for: "Nothing matches")
        // What was said passes from the screen; the messages keep it.
        try await console.press("6")
        try await console.waits(for: "门店 B 海报: removed")
      }
      #expect(try await desk.truth().first { $0.config_id == poster.config_id }?.deleted_at != nil)
    }
  }
}
