import Foundation

/// Who this process acts for, and the ids it makes.
enum Identity {
  /// `user@host`, for the audit.
  static var actor: String {
    var buffer = [CChar](repeating: 0, count: 256)
    let isNamed = gethostname(&buffer, buffer.count - 1) == 0
    let host = isNamed ? String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
    return "\(NSUserName())@\(host)"
  }

  /// Ten letters and digits that cannot be taken for each other: 50 bits.
  static func newID() -> String {
    let letters = Array("23456789abcdefghjkmnpqrstuvwxyz0")
    return String((0..<10).map { _ in letters[Int.random(in: 0..<letters.count)] })
  }
}
