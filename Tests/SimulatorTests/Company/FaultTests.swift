import Foundation
import Testing

@testable import Simulator

@Suite("Faults", .timeLimit(.minutes(5)))
struct FaultTests {
  private static let transfer = "externalcontact/groupchat/transfer"

  private func transferOne(with fault: Fault) throws -> (reply: Reply, moved: Bool, desk: Desk) {
    var desk = try Desk(.roomy)
    let chatID = try #require(desk.company.chatIDs(ownedBy: "zhangsan").first)
    desk.company.add([fault])
    let body = #"{"chat_id_list":["\#(chatID)"],"new_owner":"\#(try desk.fitColleague())"}"#
    let call = Call(path: Self.transfer, query: ["access_token": desk.token], body: Array(body.utf8))
    let reply = desk.company.answer(call, at: desk.now)
    return (reply, desk.company.group(chatID, at: desk.now)?.status == 2, desk)
  }

  @Test(
    "what a caller sees says nothing about the effect",
    arguments: [
      (.busy, -1, false), (.busyAfterEffect, -1, true), (.unknownCode, 987_654, false),
      (.unknownCodeAfterEffect, 987_654, true), (.overLimit, 45009, false), (.tooManyAtOnce, 45033, false),
      (.tokenDead, 40014, false), (.error, 40058, false), (.bom, 0, true), (.truncated, 0, true), (.empty, 0, true),
      (.wrongTypes, 0, true), (.unknownMembers, 0, true), (.dropBefore, -1, false), (.dropAfter, 0, true),
      (.resetBefore, -1, false), (.resetAfter, 0, true), (.dropMiddle, 0, true), (.html, -1, false),
      (.htmlAfterEffect, 0, true), (.slow, 0, true), (.slowAnswer, 0, true), (.chatError, 0, false),
    ] as [(Fault.Kind, Int, Bool)])
  func effects(kind: Fault.Kind, code: Int, moves: Bool) throws {
    let (reply, moved, desk) = try transferOne(with: Fault(kind, path: Self.transfer))
    #expect(reply.errorCode == code)
    #expect(moved == moves)
    let entry = try #require(desk.company.journal.transfers.last)
    #expect(entry.fault == kind && entry.hadEffect == (moves || kind == .chatError))
    #expect(entry.delivery == reply.delivery)
  }

  @Test("a spoiled answer is what it says")
  func spoiledAnswers() throws {
    let bom = try transferOne(with: Fault(.bom)).reply.body
    #expect(bom.starts(with: [0xEF, 0xBB, 0xBF]))
    let truncated = try transferOne(with: Fault(.truncated)).reply.body
    #expect(JSONReader.read(truncated) == nil)
    let page = try transferOne(with: Fault(.html)).reply
    #expect(page.status == 502 && String(decoding: page.body, as: UTF8.self).contains("<html>"))
    let twisted = try #require(JSONReader.read(try transferOne(with: Fault(.wrongTypes)).reply.body)?.object)
    #expect(twisted["failed_chat_list"]?.array == nil && twisted["errcode"] == .integer(0))
    let strange = try #require(JSONReader.read(try transferOne(with: Fault(.unknownMembers)).reply.body)?.object)
    #expect(strange["trace"] != nil && strange["failed_chat_list"] == .array([]))
  }

  @Test("a fault happens to the calls it names, as often as it says, after those it lets pass")
  func matching() throws {
    var desk = try Desk()
    var fault = Fault(.busy, path: "externalcontact/groupchat/list")
    fault.skip = 1
    fault.count = 2
    desk.company.add([fault])
    #expect(try desk.get("externalcontact/get_follow_user_list").errcode == 0)
    let codes = try (0..<4).map { _ in try desk.errcode("externalcontact/groupchat/list", #"{"limit":1}"#) }
    #expect(codes == [0, -1, -1, 0])
  }

  @Test("the forced limit lasts as long as asked")
  func forcedLimit() throws {
    var desk = try Desk()
    var fault = Fault(.overLimit, path: "externalcontact/groupchat/list")
    fault.milliseconds = 3_600_000
    desk.company.add([fault])
    #expect(try desk.errcode("externalcontact/groupchat/list", #"{"limit":1}"#) == 45009)
    desk.wait(minutes: 59)
    #expect(try desk.errcode("externalcontact/groupchat/list", #"{"limit":1}"#) == 45009)
    desk.wait(minutes: 1)
    #expect(try desk.errcode("externalcontact/groupchat/list", #"{"limit":1}"#) == 0)
  }

  @Test("some groups of a call fail with the code asked for, the others go over")
  func chatErrors() throws {
    var desk = try Desk(.roomy)
    var fault = Fault(.chatError)
    fault.code = 90509
    fault.chats = 2
    desk.company.add([fault])
    let chatIDs = Array(desk.company.chatIDs(ownedBy: "zhangsan").prefix(3))
    #expect(try desk.transfer(chatIDs, to: try desk.fitColleague()) == [90509, 90509, 0])
  }
}
