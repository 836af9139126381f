import Model
import Testing

@testable import WeCom

@Suite("Vendor's errors", .timeLimit(.minutes(5)))
struct VendorErrorTests {
  @Test("an errmsg is taken apart into text, hint and ip")
  func parts() {
    let error = VendorError(
      .untrustedIP, from: .groupList,
      errmsg: " not allow to access from your ip, hint: [1579159923_12], from ip: 203.0.113.9, "
        + "more info at https://open.work.weixin.qq.com/devtool/query?e=60020")
    #expect(error.message == "not allow to access from your ip")
    #expect(error.hint == "1579159923_12")
    #expect(error.ip == "203.0.113.9")
  }

  @Test("an empty ip is none")
  func emptyIP() {
    let error = VendorError(
      .badToken, from: .group, errmsg: "invalid access_token, hint: [1], from ip: , more info at x")
    #expect(error.ip == nil)
    #expect(error.message == "invalid access_token")
  }

  @Test("an IPv6 address at the very end is found")
  func ipv6() {
    #expect(VendorError(.untrustedIP, from: .group, errmsg: "no, from ip: 2001:db8::1").ip == "2001:db8::1")
  }

  @Test("an address with anything else in it is none")
  func hostileIP() {
    #expect(VendorError(.untrustedIP, from: .group, errmsg: "no, from ip: \u{1B}[2J1.2.3.4, more").ip == nil)
  }

  @Test("a text without any of it is the message")
  func plain() {
    let error = VendorError(.ownerNotResigned, from: .transfer, errmsg: "the owner of this chat is not resigned")
    #expect(error.message == "the owner of this chat is not resigned")
    #expect(error.hint == nil)
  }

  @Test("a message of a megabyte is cut")
  func long() {
    let error = VendorError(.busy, from: .group, errmsg: String(repeating: "群", count: 1 << 20))
    #expect(error.message.count == VendorError.longestMessage)
  }
}

@Suite("Error codes", .timeLimit(.minutes(5)))
struct ErrorCodeTests {
  @Test(
    "what to do follows the vendor's table",
    arguments: [
      (-1, ErrorCode.Disposition.repeat), (6000, .repeat), (45033, .repeat), (45009, .wait), (40014, .refresh),
      (42001, .refresh), (40001, .refresh), (40013, .final), (90500, .final), (48002, .final),
    ])
  func disposition(_ code: Int, _ expected: ErrorCode.Disposition) {
    #expect(ErrorCode(rawValue: code).disposition == expected)
  }

  @Test("an unlisted code is final and nobody's")
  func unlisted() {
    let code = ErrorCode(rawValue: 99_999)
    #expect(code.disposition == .final)
    #expect(code.responsible == nil)
    #expect(!code.isListed)
  }

  @Test("success is no error code")
  func success() { #expect(!ErrorCode.ok.isListed) }

  @Test("every code of the reference is listed")
  func complete() {
    let reference = [
      -1, 6000, 40001, 40003, 40013, 40014, 40050, 40058, 40063, 40082, 40084, 40085, 40096, 40098, 40165, 40166, 40167,
      40205, 41001, 41022, 41043, 41044, 41045, 41054, 41091, 42001, 42009, 45009, 45033, 46004, 48001, 48002, 48004,
      48006, 49008, 60011, 60020, 60021, 60030, 60111, 81017, 84061, 84074, 84083, 90500, 90501, 90502, 90503, 90504,
      90507, 90508, 90509, 90511, 92002, 301_002, 600_018, 610_014, 610_015, 610_016, 610_017, 610_018, 610_022,
      701_008, 701_170,
    ]
    #expect(ErrorCode.listed.map(\.rawValue) == reference)
  }
}
