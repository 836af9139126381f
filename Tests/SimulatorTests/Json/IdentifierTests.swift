import Testing

@testable import Simulator

@Suite("Ids", .timeLimit(.minutes(5)))
struct IdentifierTests {
  @Test("an id is found again by its number, and only if it is exact")
  func roundTrip() {
    let shape = IdentifierShape(kind: "wr", seed: 3)
    for number in [0, 1, 479, 999_999, 1 << 35] {
      let id = shape.text(number)
      #expect(id.utf8.count == 32 && id.hasPrefix("wr"))
      #expect(shape.number(of: id) == number)
      #expect(shape.number(of: String(id.dropLast()) + "B") == nil)
    }
    #expect(shape.number(of: IdentifierShape(kind: "wr", seed: 4).text(1)) == nil)
    #expect(Set((0..<5000).map(shape.text)).count == 5000)
  }

  @Test("the date of a header and the day of the quota are right across months, leap years and midnight")
  func calendar() {
    #expect(httpDate(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    #expect(httpDate(1_709_164_799_000) == "Wed, 28 Feb 2024 23:59:59 GMT")
    #expect(httpDate(1_709_164_800_000) == "Thu, 29 Feb 2024 00:00:00 GMT")
    #expect(dayText(shanghaiDay(at: 1_709_135_999_999)) == "2024-02-28")
    #expect(dayText(shanghaiDay(at: 1_709_136_000_000)) == "2024-02-29")
  }
}
