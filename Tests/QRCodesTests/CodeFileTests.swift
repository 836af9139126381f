import Testing

@testable import QRCodes

@Suite("A QR code as a file", .timeLimit(.minutes(5)))
struct CodeFileTests {
  private static let texts = [
    HalfBlocksTests.link, "1", "销售客服群 17 · 扫码进群", String(repeating: "x", count: 2000),
  ]

  @Test("the PNG says what the code says", arguments: texts)
  func png(_ text: String) throws {
    let image = try #require(QRCode(text)?.png(scale: 4))
    #expect(try ForeignImage(image).texts() == [text])
  }

  @Test("the SVG's one path covers exactly the black modules", arguments: texts)
  func svg(_ text: String) throws {
    let code = try #require(QRCode(text))
    let svg = code.svg()
    let side = code.size + 8
    #expect(svg.contains("viewBox=\"0 0 \(side) \(side)\""))
    #expect(svg.matches(of: /<\w+/).map { String($0.output) } == ["<svg", "<rect", "<path"])
    var black = Set<[Int]>()
    for run in try svg.matches(of: Regex("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z", as: Run.self)) {
      let (x, y, width) = try (number(run.output.1), number(run.output.2), number(run.output.3))
      #expect(try number(run.output.4) == x)
      for column in x..<x + width { #expect(black.insert([column - 4, y - 4]).inserted, "drawn twice") }
    }
    for y in 0..<code.size {
      for x in 0..<code.size { #expect(black.contains([x, y]) == code.isBlack(x: x, y: y)) }
    }
    #expect(black.count == code.modules.count { $0 })
  }

  private typealias Run = (Substring, Substring, Substring, Substring, Substring)

  private func number(_ text: Substring) throws -> Int { try #require(Int(text)) }

  @Test("what no code can say has none", arguments: ["", "a\0b", String(repeating: "x", count: 3000)])
  func undrawable(_ text: String) { #expect(QRCode(text) == nil) }
}
