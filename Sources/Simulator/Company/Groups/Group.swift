/// What the company remembers of a group; name and members follow from the seed and the group's number.
struct Group: Sendable {
  /// Where the group stands on its way from a resigned owner to a new one.
  enum Phase: UInt8, Sendable {
    /// 跟进人正常
    case normal
    /// 离职待继承: the owner has resigned.
    case waiting
    /// 离职继承中 until ``Group/doneAt``, then 离职继承完成.
    case handedOver
  }

  /// Numbers of people: the present owner, the one before the last change, the one who made the group.
  var owner: Int32
  var previousOwner: Int32
  let founder: Int32
  /// Members at the start, employees included.
  var size: UInt16
  var phase = Phase.normal
  /// False for an external group that is no customer group.
  let isCustomerGroup: Bool
  var isDismissed = false
  /// When status 2 becomes 3.
  var doneAt: Int64 = 0
  /// The last change, which `get` shows a little later.
  var changedAt: Int64 = .min / 2

  init(owner: Int, size: Int, isCustomerGroup: Bool) {
    self.owner = Int32(owner)
    previousOwner = Int32(owner)
    founder = Int32(owner)
    self.size = UInt16(clamping: size)
    self.isCustomerGroup = isCustomerGroup
  }

  /// The vendor's follow-up status, 0…3.
  func status(at now: Int64) -> Int {
    switch phase {
    case .normal: 0
    case .waiting: 1
    case .handedOver: now < doneAt ? 2 : 3
    }
  }
}
