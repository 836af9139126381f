import Model

/// A piece of the program's own text in one language.
///
/// What goes in between is of types that are clean: a stranger's text enters as `SafeText`, an id as itself, a number
/// by name, because a count is grouped (`1 204`) and a code is not (`40001`). A plain `String` does not compile.
package struct Phrase: Sendable, Hashable, ExpressibleByStringInterpolation {
  let text: String

  package init(stringLiteral value: String) { text = value }
  package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 8)
    }

    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(_ clean: SafeText) { text += clean.text }
    package mutating func appendInterpolation(_ identifier: some Identifier) { text += identifier.rawValue }
    package mutating func appendInterpolation(_ phrase: Phrase) { text += phrase.text }
    /// Grouped by thousands: `1 204`.
    package mutating func appendInterpolation(count: Int) { text += NumberFormat.grouped(count) }
    /// An error code, a port, an exit status: digits only.
    package mutating func appendInterpolation(code: Int) { text += String(code) }
    /// English: `1 group`, `650 groups`.
    package mutating func appendInterpolation(_ count: Int, _ one: StaticString, _ many: StaticString) {
      text += "\(NumberFormat.grouped(count)) \(count == 1 ? one : many)"
    }
  }
}

enum NumberFormat {
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (number < 0 ? "-" : "") + groups.joined(separator: " ")
  }
}
