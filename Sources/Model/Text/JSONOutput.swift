import Foundation

/// JSON for scripts: keys sorted, slashes as they are, and what could drive a terminal (C1, bidi controls, tags) escaped
/// as `\u`, which every JSON reader turns back into the stranger's exact text.
package enum JSONOutput {
  /// - Throws: `EncodingError` when the value cannot be JSON.
  package static func text(_ value: some Encodable, isPretty: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      isPretty
      ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    // The line breaks of pretty printing are the only control characters outside `\u`.
    guard text.unicodeScalars.contains(where: { $0 != "\n" && $0.isHostile }) else { return text }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar != "\n", scalar.isHostile {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          escaped.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
        }
      } else {
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
