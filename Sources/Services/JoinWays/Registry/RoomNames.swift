import Model

/// The names of automatically created groups: base name and number, counted on (99547).
package enum RoomNames {
  /// Names of the next groups, as far as they can be told; none where the content creates none, or tells no number.
  ///
  /// Where the vendor's own counter stands is not told. It is taken to be behind the highest number seen: among the
  /// groups of the configuration, and those its customers came into, which were perhaps rotated out meanwhile.
  ///
  /// - Parameter known: names of those groups.
  package static func next(of content: JoinWayContent, known: some Sequence<String>, _ count: Int) -> [String] {
    guard content.autoCreateRoom, !content.roomBaseName.isEmpty, count > 0 else { return [] }
    let seen = known.compactMap { number(in: $0, behind: content.roomBaseName) }
      .filter { $0 >= (content.roomBaseID ?? 0) && $0 <= JoinWayCheck.highestBaseID }.max()
    guard let first = seen.map({ $0 + 1 }) ?? content.roomBaseID, first >= 0,
      first <= JoinWayCheck.highestBaseID + 1
    else { return [] }
    return (0..<count).map { "\(content.roomBaseName)\(first + $0)" }
  }

  /// The number behind a base name: 12 in `销售客服群12`; nil for any other name.
  private static func number(in name: String, behind base: String) -> Int? {
    guard name.hasPrefix(base) else { return nil }
    let digits = name.dropFirst(base.count)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }
}
