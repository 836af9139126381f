import Foundation
import Testing

@testable import WeCom

@Suite("JSON reader", .timeLimit(.minutes(5)))
struct JSONReaderTests {
  @Test("reads random documents as Foundation reads them")
  func randomDocuments() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<2000 {
      let document = RandomJSON.document(&random)
      let theirs = try JSONSerialization.jsonObject(with: Data(document.utf8), options: .fragmentsAllowed) as? NSObject
      #expect(try Tree.read(Array(document.utf8)).object == theirs, "\(document)")
    }
  }

  @Test("skipping a document accepts what reading it accepts")
  func skipping() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<2000 {
      var bytes = Array(RandomJSON.document(&random).utf8)
      // Half of them damaged in one place.
      if Bool.random(using: &random), let place = bytes.indices.randomElement(using: &random) {
        bytes[place] = UInt8.random(in: 0x20..<0x7F, using: &random)
      }
      let isRead = (try? Tree.read(bytes)) != nil
      let isSkipped = (try? Tree.skip(bytes)) != nil
      #expect(isRead == isSkipped, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test("a document cut anywhere is never taken for a whole one")
  func cut() throws {
    var random = SeededRandom(seed: 13)
    for _ in 0..<200 {
      let bytes = Array("[\(RandomJSON.document(&random))]".utf8)
      for length in 0..<bytes.count {
        #expect(throws: JSONFault.self) { try Tree.skip(Array(bytes[..<length])) }
      }
    }
  }

  @Test("random bytes bring a fault, not a crash")
  func randomBytes() {
    var random = SeededRandom(seed: 17)
    let alphabet = Array("{}[]\",:\\u0123eE+-.tfn \n\u{0}".utf8) + [0xFF, 0xC3, 0xED]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      #expect(((try? Tree.read(bytes)) != nil) == ((try? Tree.skip(bytes)) != nil))
    }
  }

  @Test(
    "refuses what is no JSON",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", "-", "+1", ".5", "1e", "nul", "truth", "\"\\x\"", "\"",
      "[1 2]", "{\"a\" 1}", "[1}", "<html></html>", "1 2", "'a'", "\"\\u12g4\"", "\u{FEFF}", "NaN",
    ])
  func refuses(_ text: String) {
    #expect(throws: JSONFault.self) { try Tree.read(Array(text.utf8)) }
  }

  @Test("passes over a byte order mark")
  func byteOrderMark() throws {
    #expect(try Tree.read([0xEF, 0xBB, 0xBF] + Array("7".utf8)).object == 7 as NSNumber)
  }

  @Test("takes raw control characters and broken UTF-8 in strings, as strangers' names have them")
  func brokenStrings() throws {
    var reader = JSONReader(Array("\"a\tb".utf8) + [0xC3, 0x22])
    #expect(try reader.string() == "a\tb\u{FFFD}")
  }

  @Test("half a surrogate pair becomes a replacement character and eats nothing")
  func loneSurrogate() throws {
    var reader = JSONReader(Array(#""\ud83dA\ud83d\u0041\ude00\ud83d\ude00""#.utf8))
    #expect(try reader.string() == "\u{FFFD}A\u{FFFD}A\u{FFFD}😀")
  }

  @Test(
    "takes whole numbers however they are written",
    arguments: [
      ("0", 0), ("-0", 0), ("12", 12), ("-7", -7), ("1.0", 1), ("1e3", 1000), ("1.5E1", 15),
      ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
    ])
  func integers(_ text: String, _ value: Int) throws {
    var reader = JSONReader(Array(text.utf8))
    #expect(try reader.integer() == value)
  }

  @Test("refuses numbers that are not whole or do not fit", arguments: ["1.5", "9223372036854775808", "1e300"])
  func unfitIntegers(_ text: String) {
    #expect(throws: JSONFault.self) {
      var reader = JSONReader(Array(text.utf8))
      _ = try reader.integer()
    }
  }

  @Test("gives up at a depth nobody needs, without recursing to it")
  func deep() {
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(throws: JSONFault.tooDeep) { try Tree.skip(bytes) }
  }

  @Test("names the member of the wrong type")
  func wrongType() {
    #expect(throws: JSONFault.wrongType(member: "b")) {
      var reader = JSONReader(Array(#"{"a":1,"b":[]}"#.utf8))
      try reader.object { (_, reader) throws(JSONFault) in _ = try reader.integer() }
    }
  }

  @Test("writes strings that Foundation reads back")
  func writer() throws {
    let text = "a\"b\\c\u{1}\n/é群😀"
    let bytes = JSONWriter.object { body in
      body.member("text", text)
      body.member("number", -3)
      body.member("list", ["x", text])
      body.member("inner") { $0.member("empty", [String]()) }
      body.member("last", 1)
    }
    let expected: NSDictionary = [
      "text": text, "number": -3, "list": ["x", text], "inner": ["empty": [String]()], "last": 1,
    ]
    #expect(try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary == expected)
  }
}

/// A whole document as values, made with the reader.
private enum Tree {
  case value(NSObject)
  var object: NSObject { if case .value(let object) = self { object } else { NSNull() } }

  static func read(_ bytes: [UInt8]) throws(JSONFault) -> Tree {
    var reader = JSONReader(bytes)
    let object = try value(&reader)
    try reader.finish()
    return .value(object)
  }

  static func skip(_ bytes: [UInt8]) throws(JSONFault) {
    var reader = JSONReader(bytes)
    try reader.skip()
    try reader.finish()
  }

  private static func value(_ reader: inout JSONReader) throws(JSONFault) -> NSObject {
    switch try reader.next() {
    case .object:
      let object = NSMutableDictionary()
      try reader.object { (key, reader) throws(JSONFault) in object[key] = try value(&reader) }
      return object
    case .array:
      let array = NSMutableArray()
      try reader.array { reader throws(JSONFault) in array.add(try value(&reader)) }
      return array
    case .string: return (try reader.string() ?? "") as NSString
    case .number: return NSNumber(value: try reader.double() ?? 0)
    case .boolean: return NSNumber(value: try reader.boolean() ?? false)
    case .null:
      _ = try reader.string()
      return NSNull()
    }
  }
}

private enum RandomJSON {
  static func document(_ random: inout SeededRandom, depth: Int = 0) -> String {
    let space = ["", " ", "\n", "\t "].randomElement(using: &random) ?? ""
    return space + value(&random, depth) + space
  }

  private static func value(_ random: inout SeededRandom, _ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 4 ? 6 : 9), using: &random) {
    case 0: return "null"
    case 1: return Bool.random(using: &random) ? "true" : "false"
    case 2: return String(Int.random(in: -100_000...2_000_000_000, using: &random))
    case 3: return "\(Int.random(in: -99...99, using: &random)).\(Int.random(in: 0...99, using: &random))e+2"
    case 4, 5: return string(&random)
    case 6, 7:
      // Distinct keys: which of two equal ones counts is nobody's business here.
      let count = Int.random(in: 0..<5, using: &random)
      let members = (0..<count).map { "\"k\($0)\" :\(document(&random, depth: depth + 1))" }
      return "{\(members.joined(separator: ","))}"
    default:
      let elements = (0..<Int.random(in: 0..<5, using: &random)).map { _ in document(&random, depth: depth + 1) }
      return "[\(elements.joined(separator: ","))]"
    }
  }

  private static func string(_ random: inout SeededRandom) -> String {
    let pieces = [
      "a", "群", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u7fa4", "\\ud83d\\ude00", "é", "\\u0001", " ", "{", "]",
    ]
    let text = (0..<Int.random(in: 0..<8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
    return "\"\(text.joined())\""
  }
}

/// SplitMix64: the same documents at every run.
private struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
