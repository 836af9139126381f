import Model
import Testing

@testable import Words

@Suite("Numbers and times in words", .timeLimit(.minutes(5)))
struct FormatTests {
  private let zh = Catalogue(.zh)
  private let en = Catalogue(.en)

  @Test(
    "numbers are grouped by thousands",
    arguments: [(0, "0"), (999, "999"), (1204, "1 204"), (1_000_000, "1 000 000"), (-20_001, "-20 001")])
  func grouped(_ number: Int, _ text: String) {
    #expect(zh.number(number).text == text)
  }

  @Test(
    "ages are told by their largest unit",
    arguments: [
      (-5, "刚刚", "just now"), (59, "刚刚", "just now"), (60, "1 分钟前", "1 min ago"), (3599, "59 分钟前", "59 min ago"),
      (3600, "1 小时前", "1 h ago"), (86_400, "1 天前", "1 day ago"), (200_000, "2 天前", "2 days ago"),
    ] as [(Int64, String, String)])
  func ages(_ seconds: Int64, _ chinese: String, _ english: String) {
    #expect(zh.age(.seconds(seconds)).text == chinese)
    #expect(en.age(.seconds(seconds)).text == english)
  }

  @Test(
    "lengths of time are told by one or two units",
    arguments: [
      (0, "0 秒", "0 s"), (41, "41 秒", "41 s"), (61, "1 分 1 秒", "1 min 1 s"), (120, "2 分钟", "2 min"),
      (3 * 3600, "3 小时", "3 h"), (3660, "1 小时 1 分", "1 h 1 min"), (93_600, "1 天 2 小时", "1 day 2 h"),
      (86_400 * 30, "30 天", "30 days"),
    ] as [(Int64, String, String)])
  func durations(_ seconds: Int64, _ chinese: String, _ english: String) {
    #expect(zh.duration(.seconds(seconds)).text == chinese)
    #expect(en.duration(.seconds(seconds)).text == english)
  }

  @Test("moments are told as people say them today, in Shanghai")
  func moments() throws {
    let today = try #require(Day("2026-11-21"))
    let now = today.moment(.hour(12))
    #expect(zh.moment(today.moment(.hour(14)), now: now).text == "14:00")
    #expect(zh.moment(today.next.moment(.hour(9)), now: now).text == "明天 09:00")
    #expect(en.moment(today.next.moment(.hour(9)), now: now).text == "09:00 tomorrow")
    #expect(zh.moment(today.advanced(by: 2).moment(.hour(9)), now: now).text == "11-23 09:00")
    #expect(zh.moment(today.advanced(by: 50).moment(.hour(9)), now: now).text == "2027-01-10 09:00")
  }

  @Test("one hundred percent is said only when nothing is left")
  func percent() {
    #expect(zh.percent(1204, of: 2400).text == "50 %")
    #expect(zh.percent(9999, of: 10_000).text == "99 %")
    #expect(zh.percent(5, of: 5).text == "100 %")
    #expect(zh.percent(0, of: 0).isEmpty)
  }

  @Test("English counts one and many")
  func plurals() {
    #expect(en.groupCounts(owners: 1, groups: 2400).text == "1 owner, 2 400 groups")
    #expect(en.groupCounts(owners: 2, groups: 1).text == "2 owners, 1 group")
  }
}
