import Foundation
import Testing

@testable import Services

@Suite("Files of QR codes", .timeLimit(.minutes(5)))
struct QRFileTests {
  @Test(
    "a name has the remark and the id in it, and no path",
    arguments: [
      ("门店 A 海报", "9ad7fa5c", "门店 A 海报 (9ad7fa5c).png"), ("", "9ad7fa5c", "9ad7fa5c.png"), ("", "", "qr.png"),
      ("../../etc/passwd", "a/../b", "_.. .. etc passwd (a .. b).png"), ("/", "/", "qr.png"),
      (".hidden", "a", "_.hidden (a).png"), ("-rf", "a", "_-rf (a).png"), ("a\u{1B}[31m\u{202E}b\n\0c", "d", nil),
      ("C:\\x|y?*", "a", "C x y (a).png"), ("a. . ", "b", "a (b).png"),
    ] as [(String, String, String?)])
  func names(_ remark: String, _ id: String, _ name: String?) {
    let made = QRFile.name(remark: remark, id: id, format: .png)
    if let name { #expect(made == name) }
    #expect(!made.contains("/") && !made.hasPrefix(".") && !made.hasPrefix("-") && made.utf8.count <= 255)
    #expect(made.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E })
  }

  @Test("the longest remark and id make a name that a file system takes")
  func long() {
    let name = QRFile.name(
      remark: String(repeating: "群", count: 500), id: String(repeating: "x", count: 256), format: .svg, number: 999)
    #expect(name.utf8.count <= 255 && name.hasSuffix(".svg"))
  }

  @Test("two of one name stand side by side, and a link that lies there is not followed")
  func neverOver() throws {
    let folder = try TemporaryFolder()
    let base = (folder.file("x") as NSString).deletingLastPathComponent
    let victim = folder.file("victim")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: victim))
    try FileManager.default.createSymbolicLink(atPath: "\(base)/a (1).png", withDestinationPath: victim)
    let paths = try (0..<2).map { try QRFile.write([$0], remark: "a", id: "1", format: .png, in: base) }
    #expect(paths == ["\(base)/a (1) 2.png", "\(base)/a (1) 3.png"])
    #expect(try paths.map { try Array(Data(contentsOf: URL(fileURLWithPath: $0))) } == [[0], [1]])
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "mine")
    #expect(throws: QRFile.Trouble(path: victim, code: EEXIST)) { try QRFile.write([1], to: victim) }
    let mode = try FileManager.default.attributesOfItem(atPath: paths[0])[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("a folder that is not there is told with the system's reason")
  func noFolder() throws {
    let folder = try TemporaryFolder()
    let missing = folder.file("missing")
    #expect(throws: QRFile.Trouble(path: "\(missing)/a (1).svg", code: ENOENT)) {
      try QRFile.write([1], remark: "a", id: "1", format: .svg, in: missing)
    }
  }
}
