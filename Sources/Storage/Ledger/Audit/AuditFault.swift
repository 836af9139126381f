import Model

/// What is wrong with an audit, and at which row.
package enum AuditFault: Sendable, Hashable {
  /// A row does not say what it said when it was written.
  case edited(row: Int64)
  /// Rows are missing in the middle.
  case removed(first: Int64, last: Int64)
  /// A row does not continue the one before it: that one was replaced by another.
  case replaced(row: Int64)
  /// The row of an intent whose call is gone, or says something else.
  case callDiffers(row: Int64, call: CallID)
  /// A call without the row of its intent.
  case callWithoutRow(CallID)
  /// The head names later rows than there are: the end was cut off, or the ledger is an old copy.
  case cut(first: Int64, last: Int64)
  /// The audit goes on behind the row that the head names: the head is an old copy.
  case headBehind(count: Int64)
  /// The head names a row that never stood here: the ledger was replaced by a copy and went on.
  case headDiffers(count: Int64)
  case headMissing
  case headUnreadable
}

extension AuditFault {
  /// The case's name, for the record and for scripts.
  package var code: String {
    switch self {
    case .edited: "edited"
    case .removed: "removed"
    case .replaced: "replaced"
    case .callDiffers: "callDiffers"
    case .callWithoutRow: "callWithoutRow"
    case .cut: "cut"
    case .headBehind: "headBehind"
    case .headDiffers: "headDiffers"
    case .headMissing: "headMissing"
    case .headUnreadable: "headUnreadable"
    }
  }

  /// The first row that is wrong or missing; nil where no row is.
  package var row: Int64? {
    switch self {
    case .edited(let row), .replaced(let row), .callDiffers(let row, _): row
    case .removed(let first, _), .cut(let first, _): first
    case .headDiffers(let count): count
    case .callWithoutRow, .headBehind, .headMissing, .headUnreadable: nil
    }
  }

  /// About the head, not about a row: a person may take the ledger for good as it is.
  package var isAboutHead: Bool {
    switch self {
    case .edited, .removed, .replaced, .callDiffers, .callWithoutRow: false
    case .cut, .headBehind, .headDiffers, .headMissing, .headUnreadable: true
    }
  }
}

/// Something was to be done that needs the whole audit, and the audit is not the one its head names. Nothing was done.
package struct AuditMismatch: Error, Sendable, Hashable {
  package let fault: AuditFault
}
