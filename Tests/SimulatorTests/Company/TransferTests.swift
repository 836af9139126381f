import Foundation
import Testing

@testable import Simulator

@Suite("Handing groups over", .timeLimit(.minutes(5)))
struct TransferTests {
  @Test("a group goes from status 1 over 2 to 3 and has its new owner at once")
  func statusOverTime() throws {
    var desk = try Desk(.roomy)
    let newOwner = try desk.fitColleague()
    let chatID = try #require(desk.company.chatIDs(ownedBy: "zhangsan").first)
    #expect(desk.company.group(chatID, at: desk.now)?.status == 1)
    #expect(try desk.transfer([chatID], to: newOwner) == [0])
    #expect(try desk.list(owners: [newOwner]).map(\.status) == [2])
    desk.wait(hours: 19)
    try desk.renewToken()
    #expect(try desk.list(owners: [newOwner]).map(\.status) == [2])
    desk.wait(hours: 6)
    try desk.renewToken()
    #expect(try desk.list(owners: [newOwner]).map(\.status) == [3])
    #expect(desk.company.group(chatID, at: desk.now)?.owner == newOwner)
  }

  @Test("one owner's quota is 300 a day and starts anew at midnight in Shanghai")
  func quota() throws {
    var configuration = CompanyConfiguration(groups: 2400)
    configuration.fullPerThousand = 0
    var desk = try Desk(configuration)
    let newOwner = try desk.fitColleague()
    let chatIDs = desk.company.chatIDs(ownedBy: "zhangsan")
    func batch(_ number: Int) -> [String] { Array(chatIDs[number * 100..<number * 100 + 100]) }
    for number in 0..<3 { #expect(Set(try desk.transfer(batch(number), to: newOwner)) == [0]) }
    #expect(Set(try desk.transfer(batch(3), to: newOwner)) == [90514])
    #expect(try desk.transfer(Array(desk.company.chatIDs(ownedBy: "lisi").prefix(1)), to: newOwner) == [0])
    desk.wait(hours: 14, minutes: 59, seconds: 59)
    try desk.renewToken()
    #expect(Set(try desk.transfer(batch(3), to: newOwner)) == [90514])
    desk.wait(seconds: 1)
    #expect(Set(try desk.transfer(batch(3), to: newOwner)) == [0])
    let day = shanghaiDay(at: desk.now)
    #expect(desk.company.used(by: "zhangsan", on: day - 1) == 300 && desk.company.used(by: "zhangsan", on: day) == 100)
  }

  @Test("the admin site spends the same quota")
  func spentElsewhere() throws {
    var desk = try Desk(.roomy)
    try desk.company.spendElsewhere(299, of: "zhangsan", at: desk.now)
    let codes = try desk.transfer(
      Array(desk.company.chatIDs(ownedBy: "zhangsan").prefix(2)), to: try desk.fitColleague())
    #expect(codes == [0, 90514])
  }

  @Test("each inner code of a resigned owner's transfer comes for its reason")
  func innerCodes() throws {
    var desk = try Desk(.roomy)
    let newOwner = try desk.fitColleague()
    let mine = desk.company.chatIDs(ownedBy: "zhangsan")
    let active = try #require(desk.company.members.first { !$0.isResigned }).userID
    let all = desk.company.allGroups(at: desk.now)
    let dismissed = try #require(all.first { $0.isDismissed }).chatID
    let plain = try #require(all.first { !$0.isCustomerGroup }).chatID
    let ofActive = try #require(desk.company.chatIDs(ownedBy: active).first)
    let ofLongGone = try #require(desk.company.chatIDs(ownedBy: "zhaoliu").first)
    let unknown = "wrOgQhDgAAcwMTB7YmDkbeBsgT_KAAAA"
    #expect(try desk.transfer([mine[0]], to: newOwner) == [0])
    let codes = try desk.transfer([mine[0], mine[1], dismissed, plain, ofActive, ofLongGone, unknown], to: newOwner)
    #expect(codes == [90507, 0, 49008, 90501, 90500, 90506, 40050])
    #expect(try desk.transfer([ofActive], to: active) == [90504])
    desk.wait(hours: 25)
    try desk.renewToken()
    #expect(try desk.transfer([mine[0]], to: newOwner) == [90508])
  }

  @Test("a full group goes only to somebody who is in it")
  func fullGroup() throws {
    var desk = try Desk(.roomy)
    desk.company.rules.groupLimit = 1
    let newOwner = try desk.fitColleague()
    let outside = try desk.roomyGroup(of: "zhangsan", not: newOwner)
    let inside = try #require(desk.company.chatIDs(ownedBy: "zhangsan").first { desk.isInside(newOwner, $0) })
    #expect(try desk.transfer([outside, inside], to: newOwner) == [90503, 0])
  }

  @Test("some groups of a company are full")
  func fullGroups() throws {
    let company = Company(CompanyConfiguration(groups: 2400), start: Server.usualStart)
    let full = company.allGroups(at: Server.usualStart).count { $0.members >= 500 }
    #expect((10...60).contains(full))
  }

  @Test("an unfit new owner refuses the whole call, each for its reason, and nothing happens")
  func unfitOwners() throws {
    var desk = try Desk()
    let chatIDs = Array(desk.company.chatIDs(ownedBy: "zhangsan").prefix(3))
    let reasons = desk.company.members.filter { !$0.isResigned }.compactMap { person in
      person.unfitness(at: desk.now, desk.company.rules).map { (person.userID, $0.code) }
    }
    #expect(Set(reasons.map(\.1)) == [84083, 41054, 40098, 40205])
    for (userID, code) in reasons { #expect(try desk.transfer(chatIDs, to: userID) == [code]) }
    #expect(try desk.transfer(chatIDs, to: "nobody") == [46004])
    #expect(try desk.transfer(chatIDs, to: "lisi") == [46004])
    #expect(desk.company.allGroups(at: desk.now).allSatisfy { $0.status < 2 })
  }

  @Test("somebody without customer contact may also be 84074")
  func otherContactCode() throws {
    var desk = try Desk()
    desk.company.rules.noContactCode = 84074
    let unfit = try #require(desk.company.members.first { !$0.hasCustomerContact }).userID
    #expect(try desk.transfer(Array(desk.company.chatIDs(ownedBy: "lisi").prefix(1)), to: unfit) == [84074])
  }

  @Test("an on-job transfer keeps the status and goes twice in 90 natural days")
  func onJob() throws {
    var desk = try Desk(.roomy)
    let owner = try #require(desk.company.members.first { !$0.isResigned }).userID
    let other = try desk.fitColleague()
    let chatID = try #require(desk.company.chatIDs(ownedBy: owner).first)
    #expect(try desk.transfer([chatID], to: owner, onJob: true) == [90504])
    #expect(try desk.transfer([chatID], to: other, onJob: true) == [0])
    #expect(desk.company.group(chatID, at: desk.now)?.status == 0)
    #expect(try desk.transfer([chatID], to: owner, onJob: true) == [0])
    #expect(try desk.transfer([chatID], to: other, onJob: true) == [90513])
    desk.wait(hours: 24 * 90)
    try desk.renewToken()
    #expect(try desk.transfer([chatID], to: other, onJob: true) == [0])
  }

  @Test("an on-job transfer refuses groups of resigned owners and plain groups")
  func onJobRefusals() throws {
    var desk = try Desk(.roomy)
    let newOwner = try desk.fitColleague()
    let resigned = try #require(desk.company.chatIDs(ownedBy: "lisi").first)
    let plain = try #require(desk.company.allGroups(at: desk.now).first { !$0.isCustomerGroup }).chatID
    #expect(try desk.transfer([resigned, plain], to: newOwner, onJob: true) == [90502, 90509])
  }

  @Test("who resigns leaves the groups waiting, also those once handed over")
  func resigning() throws {
    var desk = try Desk(.roomy)
    let newOwner = try desk.fitColleague()
    let chatID = try #require(desk.company.chatIDs(ownedBy: "zhangsan").first)
    #expect(try desk.transfer([chatID], to: newOwner) == [0])
    desk.wait(hours: 25)
    try desk.company.resign(newOwner, at: desk.now)
    #expect(desk.company.group(chatID, at: desk.now)?.status == 1)
    try desk.renewToken()
    #expect(try desk.get("user/get", ["userid": newOwner]).errcode == 60111)
  }

  @Test("the journal tells every transfer with what became of each group")
  func journal() throws {
    var desk = try Desk(.roomy)
    let newOwner = try desk.fitColleague()
    let chatID = try #require(desk.company.chatIDs(ownedBy: "zhangsan").first)
    _ = try desk.transfer([chatID, chatID], to: newOwner)
    _ = try desk.transfer([chatID], to: "nobody")
    let transfers = desk.company.journal.transfers
    #expect(transfers.map(\.code) == [0, 46004])
    #expect(transfers.map(\.hadEffect) == [true, false])
    #expect(transfers[0].results.map(\.code) == [0, 90507])
    #expect(transfers[0].results.map(\.oldOwner) == ["zhangsan", newOwner])
    #expect(transfers[1].chatIDs == [chatID] && transfers[1].newOwner == "nobody")
  }
}
