import Model
import Storage

/// What a list shows of many groups, a column for each thing told, in the order of their chat ids.
struct GroupColumns: Sendable {
  var chatIDs = TextColumn()
  var names = TextColumn()
  /// Numbers of ``OwnerNumbers``; ``noOwner`` where none is known.
  var owners: ContiguousArray<Int32> = []
  /// ``noStatus`` where no list named the group.
  var statuses: ContiguousArray<UInt8> = []
  /// ``noCount`` until details were read.
  var members: ContiguousArray<UInt16> = []
  var externals: ContiguousArray<UInt16> = []
  /// Seconds since 1970; 0 where it is not known.
  var created: ContiguousArray<UInt32> = []
  var refreshed: ContiguousArray<UInt32> = []

  static let noOwner: Int32 = -1
  static let noStatus = UInt8.max
  static let noCount = UInt16.max

  var count: Int { owners.count }

  /// Room for so many rows at once: memory that is not written to costs nothing, copying while it grows does.
  mutating func reserveCapacity(_ count: Int) {
    chatIDs.reserveCapacity(count, bytesEach: 40)
    names.reserveCapacity(count, bytesEach: 60)
    owners.reserveCapacity(count)
    statuses.reserveCapacity(count)
    members.reserveCapacity(count)
    externals.reserveCapacity(count)
    created.reserveCapacity(count)
    refreshed.reserveCapacity(count)
  }

  mutating func append(_ row: GroupRow, owner: Int32) {
    row.withChatID { chatIDs.append($0) }
    row.withName { names.append($0) }
    owners.append(owner)
    statuses.append(row.status.map { UInt8(clamping: min($0, Int64(Self.noStatus - 1))) } ?? Self.noStatus)
    members.append(Self.packed(row.memberCount))
    externals.append(Self.packed(row.externalCount))
    created.append(Self.packed(row.createTime))
    refreshed.append(Self.packed(row.detailAt))
  }

  private static func packed(_ count: Int64?) -> UInt16 {
    count.map { UInt16(clamping: min($0, Int64(noCount - 1))) } ?? noCount
  }

  private static func packed(_ time: Timestamp?) -> UInt32 { time.map { UInt32(clamping: $0.seconds) } ?? 0 }

  /// Puts the rows in another order, one column after the other: only one of them is there twice meanwhile.
  mutating func permute(_ rows: [Int32]) {
    func moved<Value>(_ column: ContiguousArray<Value>) -> ContiguousArray<Value> {
      ContiguousArray(rows.lazy.map { column[Int($0)] })
    }
    chatIDs = chatIDs.permuted(rows)
    names = names.permuted(rows)
    owners = moved(owners)
    statuses = moved(statuses)
    members = moved(members)
    externals = moved(externals)
    created = moved(created)
    refreshed = moved(refreshed)
  }

  /// Texts that stay as they are stay where they are: after most refreshes that is nearly all of the memory.
  func spliced(_ splice: Splice, with changes: GroupColumns, keepsNames: Bool) -> GroupColumns {
    GroupColumns(
      chatIDs: splice.keepsRows ? chatIDs : chatIDs.spliced(splice.pieces, with: changes.chatIDs),
      names: keepsNames ? names : names.spliced(splice.pieces, with: changes.names),
      owners: splice.applied(to: owners, with: changes.owners),
      statuses: splice.applied(to: statuses, with: changes.statuses),
      members: splice.applied(to: members, with: changes.members),
      externals: splice.applied(to: externals, with: changes.externals),
      created: splice.applied(to: created, with: changes.created),
      refreshed: splice.applied(to: refreshed, with: changes.refreshed))
  }
}
