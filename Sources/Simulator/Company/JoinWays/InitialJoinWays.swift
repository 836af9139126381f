extension CompanyConfiguration {
  /// A join way that exists when the company starts.
  package struct JoinWay: Sendable, Hashable {
    /// A kind of group that takes a place.
    package enum Place: Sendable, Hashable {
      /// With much room.
      case open
      /// A few members short of the scan limit.
      case nearlyFull
      case full
      case dismissed
      /// The first resigned owner's.
      case ofResignedOwner
    }

    package var remark: String
    package var state: String
    package var places: [Place]
    package var scene = 2
    /// Which of the active owners has the groups, from 0.
    package var owner = 0
    package var autoCreateRoom = true
    package var roomBaseName = "销售客服群"
    package var roomBaseID: Int? = 1
    /// People who came by this code on each of the last fourteen days, into the first group with room.
    package var joinsADay = 0
    package var isForeign = false

    package init(_ remark: String, state: String, _ places: [Place], owner: Int = 0) {
      self.remark = remark
      self.state = state
      self.places = places
      self.owner = owner
    }
  }

  /// Join ways of every condition, for a company to show around.
  package static var usualJoinWays: [JoinWay] {
    var dead = JoinWay("门店 A 海报", state: "shopA", [.full, .full, .full, .full, .full])
    dead.roomBaseID = 17
    var healthy = JoinWay("门店 B 海报", state: "shopB", [.full, .open], owner: 1)
    healthy.joinsADay = 3
    healthy.roomBaseID = 5
    var menu = JoinWay("公众号菜单", state: "wechat-menu", [.open, .open])
    menu.joinsADay = 2
    var spring = JoinWay("春季海报", state: "spring-poster", [.nearlyFull], owner: 2)
    spring.autoCreateRoom = false
    spring.roomBaseName = "春季新品群"
    spring.roomBaseID = nil
    spring.joinsADay = 5
    var live = JoinWay("直播间", state: "live", [.full, .full], owner: 1)
    live.autoCreateRoom = false
    live.roomBaseID = nil
    var button = JoinWay("小程序首页", state: "mini", [.open], owner: 2)
    button.scene = 1
    var old = JoinWay("旧版群二维码", state: "old-2021", [.open], owner: 3)
    old.scene = 3
    let dismissed = JoinWay("老客户回访", state: "revisit", [.open, .dismissed], owner: 3)
    let resigned = JoinWay("张三的名片", state: "zhangsan-card", [.ofResignedOwner, .ofResignedOwner])
    var douyin = JoinWay("抖音", state: "douyin-live", [.open], owner: 1)
    douyin.joinsADay = 4
    let twice = JoinWay("抖音（副本）", state: "douyin-live", [.open], owner: 2)
    let nameless = JoinWay("", state: "", [.open, .nearlyFull, .full], owner: 3)
    var foreign = JoinWay("别的应用的二维码", state: "other-app", [.open], owner: 4)
    foreign.isForeign = true
    return [
      dead, healthy, menu, spring, live, button, old, dismissed, resigned, douyin, twice, nameless, foreign,
    ]
  }
}

extension Company {
  private static let day: Int64 = 86_400_000
  private static let days = 14

  /// Makes the join ways of the start and prepares the groups they lead into.
  mutating func makeJoinWays(_ initial: [CompanyConfiguration.JoinWay], start: Int64) {
    guard !initial.isEmpty else { return }
    var taken: [Int: Int] = [:]
    let active = people.rows.indices.filter { !people[$0].isResigned && !groups.ownedBy[$0].isEmpty }
    let leavers = people.rows.indices.filter { people[$0].isResigned && !groups.ownedBy[$0].isEmpty }
    var dismissed = groups.rows.indices.filter { groups[$0].isDismissed }[...]
    func nextGroup(of owner: Int?) -> Int? {
      guard let owner else { return nil }
      let position = taken[owner, default: 0]
      guard position < groups.ownedBy[owner].count else { return nil }
      taken[owner] = position + 1
      return Int(groups.ownedBy[owner][position])
    }
    for way in initial {
      var content = JoinWay.Content()
      content.scene = way.scene
      content.remark = way.remark
      content.autoCreateRoom = way.autoCreateRoom
      content.roomBaseName = way.roomBaseName
      content.roomBaseID = way.roomBaseID
      content.state = way.state
      let owner = active.isEmpty ? nil : active[way.owner % active.count]
      var arrivals = way.joinsADay * Self.days
      for place in way.places.prefix(JoinWay.places) {
        let number: Int?
        switch place {
        case .open, .nearlyFull, .full: number = nextGroup(of: owner)
        case .dismissed: number = dismissed.popFirst()
        case .ofResignedOwner: number = nextGroup(of: leavers.first)
        }
        guard let number else { continue }
        prepare(number, place, arrivals: arrivals, state: escapedForJSON(way.state), start: start)
        if place == .open || place == .nearlyFull { arrivals = 0 }
        content.chatIDs.append(groups.ids.text(number))
      }
      if !content.chatIDs.isEmpty {
        _ = joinWays.add(content, isForeign: way.isForeign, type: way.scene == 3 ? 3 : nil)
      }
    }
  }

  private mutating func prepare(
    _ number: Int, _ place: CompanyConfiguration.JoinWay.Place, arrivals: Int, state: [UInt8], start: Int64
  ) {
    let limit = rules.scanLimit
    let size = Int(groups[number].size)
    switch place {
    case .dismissed: return
    case .ofResignedOwner: groups.prepare(number, size: size, channel: state)
    case .full: groups.prepare(number, size: limit + number % 3, channel: state)
    case .nearlyFull: groups.prepare(number, size: max(2, limit - 9 - arrivals), channel: state)
    case .open: groups.prepare(number, size: max(2, min(size, limit / 2 - arrivals)), channel: state)
    }
    guard arrivals > 0, place == .open || place == .nearlyFull else { return }
    let between = Int64(Self.days) * Self.day / Int64(arrivals)
    let contacts = (0..<arrivals).map { _ in strangers.next() }
    groups.changeCrowd(of: number) { crowd in
      for (position, contact) in contacts.enumerated() {
        let at = start - Int64(arrivals - position) * between + Int64(mixed(1, contact).below(Int(between)))
        crowd.join(.init(contact: contact, scene: 3, state: state, joinedAt: at))
      }
    }
  }
}
