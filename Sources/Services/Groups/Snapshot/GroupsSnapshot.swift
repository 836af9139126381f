import Model
import Synchronization

/// All customer groups that are not gone, as they stood at one change of the replica: immutable, for lists to be drawn,
/// searched and sorted from without a database.
///
/// A group is a row, 0..<``count``; rows are in the order of chat ids and mean something in this snapshot only.
/// Two snapshots of one replica are equal when their versions are.
package final class GroupsSnapshot: Sendable, Equatable {
  package static let empty = GroupsSnapshot(version: 0, columns: GroupColumns(), owners: OwnerNumbers())

  /// The replica's change number this was made at.
  package let version: Int64
  let columns: GroupColumns
  let owners: OwnerNumbers
  /// All rows as they were sorted last.
  let lastOrder: Mutex<WholeOrder?>

  init(version: Int64, columns: GroupColumns, owners: OwnerNumbers, lastOrder: WholeOrder? = nil) {
    self.version = version
    self.columns = columns
    self.owners = owners
    self.lastOrder = Mutex(lastOrder)
  }

  package static func == (left: GroupsSnapshot, right: GroupsSnapshot) -> Bool { left.version == right.version }

  package var count: Int { columns.count }

  /// Nil for a group that is not known, or gone; looked for in O(log n).
  package func row(of chat: ChatID) -> Int32? {
    var id = chat.rawValue
    return id.withUTF8 { columns.chatIDs.row(of: $0).map(Int32.init) }
  }

  package func chatID(_ row: Int32) -> ChatID { ChatID(unchecked: columns.chatIDs[Int(row)]) }

  /// The stranger's text, unchanged; empty until its details were read, and for a group that was never named.
  package func name(_ row: Int32) -> String { columns.names[Int(row)] }

  /// Nil where no answer named one.
  package func owner(_ row: Int32) -> UserID? {
    let number = columns.owners[Int(row)]
    return number == GroupColumns.noOwner ? nil : owners.users[Int(number)]
  }

  /// Nil until a list named the group.
  package func status(_ row: Int32) -> FollowUpStatus? {
    let status = columns.statuses[Int(row)]
    return status == GroupColumns.noStatus ? nil : FollowUpStatus(rawValue: Int(status))
  }

  /// Nil until details were read.
  package func members(_ row: Int32) -> Int? { Self.number(columns.members[Int(row)]) }
  /// Members from outside the corp; nil until details were read.
  package func external(_ row: Int32) -> Int? { Self.number(columns.externals[Int(row)]) }
  /// Nil until details were read.
  package func created(_ row: Int32) -> Timestamp? { Self.time(columns.created[Int(row)]) }
  /// When the vendor was last asked for the details, to the second; nil before the first time.
  package func refreshedAt(_ row: Int32) -> Timestamp? { Self.time(columns.refreshed[Int(row)]) }

  /// Every row of somebody, in order.
  ///
  /// - Parameter owner: nil for everybody's.
  package func rows(of owner: UserID?) -> [Int32] {
    guard let owner else { return Array(0..<Int32(count)) }
    guard let number = owners.number(of: owner) else { return [] }
    return columns.owners.indices.compactMap { columns.owners[$0] == number ? Int32($0) : nil }
  }

  private static func number(_ packed: UInt16) -> Int? { packed == GroupColumns.noCount ? nil : Int(packed) }
  private static func time(_ packed: UInt32) -> Timestamp? { packed == 0 ? nil : Timestamp(seconds: Int64(packed)) }
}
