import Foundation
import Model

/// A file for a QR code, named after what people call it and never over one that is there.
package enum QRFile {
  package enum Format: String, Sendable, Hashable, CaseIterable { case png, svg }

  /// A file that cannot be written: which, and the system's reason.
  package struct Trouble: Error, Sendable, Hashable {
    package let path: String
    package let code: Int32

    package init(path: String, code: Int32) {
      self.path = path
      self.code = code
    }
  }

  /// `remark (id).png`: a name without a path, that every file system takes and that hides nothing.
  ///
  /// - Parameters:
  ///   - remark: strangers' text; may be empty.
  ///   - id: the config id, else the registry's own.
  ///   - number: from 2 on it stands at the end, for names that are taken.
  package static func name(remark: String, id: String, format: Format, number: Int = 1) -> String {
    let (remark, id) = (part(remark, longest: longestRemark), part(id, longest: longestID))
    var name = remark
    if !id.isEmpty { name += remark.isEmpty ? id : " (\(id))" }
    if name.isEmpty { name = "qr" }
    // What begins with a dot is hidden, with a minus it is taken for an option.
    if name.hasPrefix(".") || name.hasPrefix("-") { name = "_" + name }
    return name + (number > 1 ? " \(number)" : "") + ".\(format.rawValue)"
  }

  /// Writes a new file into a folder that is there and returns its path. Blocks; throws ``Trouble``.
  package static func write(
    _ bytes: [UInt8], remark: String, id: String, format: Format, in folder: String
  ) throws(Trouble) -> String {
    for number in 1...mostNumber {
      let path = "\(folder)/\(name(remark: remark, id: id, format: format, number: number))"
      if try create(path, bytes) { return path }
    }
    throw Trouble(path: "\(folder)/\(name(remark: remark, id: id, format: format))", code: EEXIST)
  }

  /// Writes a new file of that very name and returns nothing; one that is there is left alone. Throws ``Trouble``, with
  /// `EEXIST` for one that is there.
  package static func write(_ bytes: [UInt8], to path: String) throws(Trouble) {
    guard try create(path, bytes) else { throw Trouble(path: path, code: EEXIST) }
  }

  /// UTF-8 bytes of a remark in a name; a name has 255 at most.
  private static let longestRemark = 120
  private static let longestID = 80
  private static let mostNumber = 999

  /// False if there is such a file, or a link of that name to anywhere.
  private static func create(_ path: String, _ bytes: [UInt8]) throws(Trouble) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw Trouble(path: path, code: errno)
    }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let code = written < 0 ? errno : EIO
        // Half an image is none.
        unlink(path)
        throw Trouble(path: path, code: code)
      }
      rest = rest.dropFirst(written)
    }
    return true
  }

  private static func part(_ text: String, longest: Int) -> String {
    var part = String.UnicodeScalarView()
    var count = 0
    for scalar in SafeText(text).text.unicodeScalars {
      let fit: Unicode.Scalar = forbidden.contains(scalar) || scalar.properties.isWhitespace ? " " : scalar
      if fit == " ", part.last == " " || part.isEmpty { continue }
      count += UTF8.width(fit)
      if count > longest { break }
      part.append(fit)
    }
    // Some systems drop dots and spaces at the end.
    while let last = part.last, last == " " || last == "." { part.removeLast() }
    return String(part)
  }

  /// What means something in a path or a shell of some system.
  private static let forbidden = Set("/\\:*?\"<>|%\u{FFFD}".unicodeScalars)
}
