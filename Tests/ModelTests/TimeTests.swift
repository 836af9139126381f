import Foundation
import Model
import Testing

@Suite("Days and moments in Shanghai", .timeLimit(.minutes(5)))
struct TimeTests {
  @Test(
    "a day's text and number belong together",
    arguments: [
      ("1970-01-01", Int64(0)), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-21", 20_778),
      ("2100-03-01", 47_541),
    ])
  func days(_ text: String, _ number: Int64) {
    #expect(Day(text)?.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test("every day of four centuries reads back as itself")
  func roundTrip() {
    let failures = (Int64(-60_000)..<90_000).filter { Day(Day(number: $0).description)?.number != $0 }
    #expect(failures.isEmpty)
  }

  @Test(
    "what is no day is refused",
    arguments: [
      "", "2026-11", "2026-11-31", "2025-02-29", "2026-13-01", "2026-00-01", "2026-1-1", "26-01-01", "2026-11-21 ",
      "+026-11-21", "２026-11-21", "2026/11/21",
    ])
  func noDay(_ text: String) {
    #expect(Day(text) == nil)
  }

  @Test("a day begins at 16:00 UTC, to the millisecond")
  func midnight() {
    let start = Timestamp(seconds: 1_795_190_400)
    #expect(Day(at: start).description == "2026-11-21")
    #expect(Day(at: start - TimeSpan(milliseconds: 1)).description == "2026-11-20")
    #expect(Day(at: start).start == start)
    #expect(start.description == "2026-11-21 00:00:00")
  }

  @Test("moments before 1970 are rounded down, not towards zero")
  func negative() {
    let moment = Timestamp(milliseconds: -1)
    #expect(moment.seconds == -1)
    #expect(moment.description == "1970-01-01 07:59:59")
  }

  @Test("a time of day reads back as itself", arguments: ["00:00", "09:00", "23:59", "24:00"])
  func times(_ text: String) {
    #expect(TimeOfDay(text)?.text == text)
  }

  @Test(
    "what is no time of day is refused",
    arguments: ["", "9:00", "09:60", "24:01", "25:00", "+9:00", "-1:00", "09:+1", "09:00:00", "０9:00", " 9:00"])
  func noTime(_ text: String) {
    #expect(TimeOfDay(text) == nil)
  }

  @Test("the moment of a day at a time is that time")
  func moment() throws {
    let day = try #require(Day("2026-11-21"))
    #expect(day.moment(.hour(9)).description == "2026-11-21 09:00:00")
    #expect(day.moment(.hour(24)) == day.next.start)
  }

  @Test("a number that means no moment is refused", arguments: [Int64.min, Int64.max, 1 << 61, -1 << 61])
  func noMoment(_ milliseconds: Int64) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Timestamp.self, from: Data("\(milliseconds)".utf8))
    }
  }

  @Test("the farthest moments have a day and a time", arguments: [-1, 1] as [Int64])
  func farthest(_ side: Int64) throws {
    let text = "\(side * Timestamp.farthest * 1000)"
    let moment = try JSONDecoder().decode(Timestamp.self, from: Data(text.utf8))
    #expect(Day(at: moment).start <= moment && moment < Day(at: moment).next.start)
    #expect(!moment.description.isEmpty)
  }

  @Test("days and moments travel as JSON")
  func json() throws {
    let day = try #require(Day("2026-11-21"))
    #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == "[\"2026-11-21\"]")
    #expect(try JSONDecoder().decode([Day].self, from: Data("[\"2026-11-21\"]".utf8)) == [day])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data("[\"2026-11-32\"]".utf8)) }
    #expect(try JSONDecoder().decode([Timestamp].self, from: Data("[5]".utf8)) == [Timestamp(milliseconds: 5)])
  }
}
