/// How near a group is to its limits. The API tells no capacity: the limits are settings of a profile.
package enum Fullness: String, Sendable, Hashable, CaseIterable {
  case scanNearlyFull = "scan_nearly_full"
  /// Nobody gets in by scanning any more (扫码上限).
  case scanFull = "scan_full"
  case nearlyFull = "nearly_full"
  /// Nobody gets in any more (群人数上限).
  case full

  /// The numbers of members from which a group counts as what.
  package struct Limits: Sendable, Hashable {
    package var scan: Int
    package var scanWarning: Int
    package var group: Int
    package var groupWarning: Int

    package init(scan: Int, scanWarning: Int, group: Int, groupWarning: Int) {
      self.scan = scan
      self.scanWarning = scanWarning
      self.group = group
      self.groupWarning = groupWarning
    }
  }

  /// Nil for a group with room.
  package init?(members: Int, limits: Limits) {
    if members >= limits.group {
      self = .full
    } else if members >= limits.groupWarning {
      self = .nearlyFull
    } else if members >= limits.scan {
      self = .scanFull
    } else if members >= limits.scanWarning {
      self = .scanNearlyFull
    } else {
      return nil
    }
  }
}
