import Model

/// What must hold at every moment.
enum Invariant: String, Sendable, Hashable, CaseIterable {
  /// A group is in at most one open item.
  case i1 = "I1"
  /// At most one open call per old owner.
  case i2 = "I2"
  /// Used ≤ cap, and used is the sum of the entries.
  case i3 = "I3"
  /// Every call that changes something has an earlier committed batch with the same body hash.
  case i4 = "I4"
  /// Nothing is sent more than 2 s after the intent, nor by another process.
  case i5 = "I5"
  /// The items of a batch are its groups, a hundred at most.
  case i6 = "I6"
  /// Final states are final.
  case i7 = "I7"
  /// Nothing leaves unknown for ready without two negative reads after the quiet period.
  case i8 = "I8"
  /// The epoch only grows, and no decision is written with an old one.
  case i9 = "I9"
  /// No group is submitted again once a submission has taken effect.
  case i10 = "I10"
  /// The vendor hands over at most the cap per owner and day.
  case i11 = "I11"
  /// An accepted item keeps its new owner.
  case i12 = "I12"
  /// The audit's chain holds, and every batch has its row.
  case i13 = "I13"
  /// Items always sum to the planned count.
  case i14 = "I14"
  /// Without faults everything ends, and what the ledger says is what the vendor did.
  case i15 = "I15"
  /// Nothing is sent while stopped, paused or cancelled, nor by a process without authority.
  case i16 = "I16"
  /// No secret is in the ledger.
  case i17 = "I17"
}

/// Something that broke.
struct Finding: Sendable, Hashable {
  var invariant: Invariant
  var what: String
  /// The number of the event it was seen after, from 1.
  var event: Int
  /// From 1.
  var day: Int64
  var time: TimeOfDay
}

extension Finding: CustomStringConvertible {
  var description: String { "\(invariant.rawValue) \(what) at day \(day) \(time.clockText) event \(event)" }
}
