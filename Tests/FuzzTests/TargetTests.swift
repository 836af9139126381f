import Foundation
import Simulator
import Testing
import WeCom

@testable import fuzz

@Suite("Fuzzing targets", .timeLimit(.minutes(5)))
struct TargetTests {
  @Test("every type that reads an answer of the vendor's is a target")
  func noAnswerIsMissing() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let sources = FileManager.default.enumerator(atPath: root.appendingPathComponent("Sources/WeCom").path)
    let paths = try #require(sources?.compactMap { $0 as? String }).filter { $0.hasSuffix(".swift") }
    let conformance = /(?:struct|enum|class|extension) (\w+): [^{]*\bAnswer\b/
    let names = try paths.flatMap { path in
      let file = root.appendingPathComponent("Sources/WeCom/\(path)")
      return try String(contentsOf: file, encoding: .utf8).matches(of: conformance).map { String($0.output.1) }
    }
    #expect(names.count > 5)
    #expect(Set(names) == Set(AnswerReader.all.map(\.name)))
    #expect(Set(names).isSubset(of: FuzzTarget.all.map(\.name)))
  }

  @Test("names are different, and each target starts from inputs as they really occur")
  func targets() {
    #expect(Set(FuzzTarget.all.map(\.name)).count == FuzzTarget.all.count)
    for target in FuzzTarget.all { #expect(!target.seeds.isEmpty, "\(target.name)") }
  }

  @Test("some inputs are accepted and some are rejected, wherever both can be", arguments: FuzzTarget.all.map(\.name))
  func bothSides(_ name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    let isAccepted = try (0..<300).map { try target.run(seed: 3, index: $0) }
    #expect(isAccepted.contains(true))
    // Whatever is typed is a filter, and every text can be JSON.
    #expect(isAccepted.contains(false) || ["filter", "json", "csv", "drawing"].contains(name))
  }

  @Test("an input depends on seed, target and index alone")
  func determinism() throws {
    let target = try #require(FuzzTarget.named("GroupAnswer"))
    func input(_ seed: UInt64, _ index: Int) -> [UInt8] {
      var chance = target.chance(seed: seed, index: index)
      return target.mutator.input(using: &chance)
    }
    #expect(input(1, 5) == input(1, 5))
    #expect(Set((0..<100).map { input(1, $0) }).count > 80)
    #expect(Set((0..<100).map { input(UInt64($0), 0) }).count > 80)
  }

  @Test("a scan of bytes knows every error code at the top of an answer")
  func scan() {
    func found(_ text: String) -> [String]? { ErrorCodeScan.literals(in: Array(text.utf8)) }
    #expect(found(#"{"errcode" : 0, "a":{"errcode":5},"b":"\"errcode\":7", "errcode":-1}"#) == ["0", "-1"])
    #expect(found(#"{"b":["errcode",3],"errcode":null}"#) == ["null"])
    #expect(found(#"{"err\u0063ode":0}"#) == nil)
    #expect(found(#"{"a":1}"#) == [])
    #expect(["0", "0.0", "-0", "0e5"].allSatisfy(ErrorCodeScan.isZero) && !ErrorCodeScan.isZero("null"))
  }

  /// One file an input, in a folder named after its target.
  @Test("inputs that once broke something hold")
  func corpus() throws {
    let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus")
    let folders = try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
    #expect(!folders.isEmpty)
    for folder in folders {
      let target = try #require(FuzzTarget.named(folder.lastPathComponent))
      for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
        var chance = target.chance(seed: 0, index: 0)
        #expect(throws: Never.self, "\(file.lastPathComponent)") {
          try target.check(Array(try Data(contentsOf: file)), &chance)
        }
      }
    }
  }
}
