import Model

/// Numbers for owners, so that a column of them is one of integers. A number stays somebody's once given.
struct OwnerNumbers: Sendable {
  private(set) var users: [UserID] = []
  private var numbers: [UserID: Int32] = [:]
  /// Groups of one owner come in runs: the last one met, as bytes, saves most look-ups.
  private var last: (bytes: ContiguousArray<UInt8>, number: Int32) = ([], GroupColumns.noOwner)

  /// Nil for somebody without a number.
  func number(of user: UserID) -> Int32? { numbers[user] }

  /// ``GroupColumns/noOwner`` for no bytes.
  mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !bytes.isEmpty else { return GroupColumns.noOwner }
    if last.bytes.elementsEqual(bytes) { return last.number }
    let user = UserID(unchecked: String(decoding: bytes, as: UTF8.self))
    let number = numbers[user] ?? Int32(users.count)
    if number == users.count {
      users.append(user)
      numbers[user] = number
    }
    last = (ContiguousArray(bytes), number)
    return number
  }
}
