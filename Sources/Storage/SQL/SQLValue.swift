import Model

/// What a column holds: the three kinds every engine shares.
package enum SQLValue: Sendable, Hashable {
  case text(String)
  case integer(Int64)
  case null
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(nilLiteral: ()) { self = .null }
}

extension SQLValue {
  package init(_ text: String) { self = .text(text) }
  package init(_ text: String?) { self = text.map(SQLValue.text) ?? .null }

  package init(_ number: some BinaryInteger) { self = .integer(Int64(number)) }
  package init(_ number: (some BinaryInteger)?) { self = number.map { .integer(Int64($0)) } ?? .null }

  /// 1 or 0.
  package init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
  package init(_ flag: Bool?) { self = flag.map { .integer($0 ? 1 : 0) } ?? .null }

  package init(_ identifier: some Identifier) { self = .text(identifier.rawValue) }
  package init(_ identifier: (some Identifier)?) { self = identifier.map { .text($0.rawValue) } ?? .null }

  /// Milliseconds since 1970.
  package init(_ moment: Timestamp) { self = .integer(moment.milliseconds) }
  package init(_ moment: Timestamp?) { self = moment.map { .integer($0.milliseconds) } ?? .null }

  /// The day's number since 1970.
  package init(_ day: Day) { self = .integer(day.number) }
  package init(_ day: Day?) { self = day.map { .integer($0.number) } ?? .null }
}
