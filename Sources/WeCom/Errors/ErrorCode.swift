/// An `errcode` of the vendor's. Any number survives; one that is not listed here is final for a read, leaves the
/// outcome of a write unknown, and is never success.
package struct ErrorCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  package var description: String { String(rawValue) }
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// What a client does about a read that ended with a code.
  package enum Disposition: Hashable, Sendable {
    /// Back off and repeat, three times at most.
    case `repeat`
    /// Wait until the vendor's window is over.
    case wait
    /// Get a new token, once.
    case refresh
    /// Repeating changes nothing.
    case final
  }

  /// Who can do something about a code.
  package enum Responsible: Hashable, Sendable, CaseIterable {
    /// Whoever maintains this program: it asked for something that cannot be.
    case program
    /// The person at the program, or the group's owner in the client.
    case supportStaff
    /// 企业管理员: the corp's administrator, in the admin site.
    case corpAdmin
    /// 服务商: the provider of a 代开发 or third-party application.
    case provider
    /// The member chosen as new owner, and whoever looks after their account.
    case newOwner
    /// The vendor: it will pass.
    case vendor
    /// Nobody needs to.
    case nobody
  }

  package var disposition: Disposition { Self.facts[self]?.disposition ?? .final }
  /// Nil for a code that is not listed.
  package var responsible: Responsible? { Self.facts[self]?.responsible }
  package var isListed: Bool { Self.facts[self] != nil }
  /// Every code this program knows, in order.
  package static var listed: [ErrorCode] { facts.keys.sorted() }
}

extension ErrorCode {
  /// The one code of success.
  static let ok = ErrorCode(rawValue: 0)
}
