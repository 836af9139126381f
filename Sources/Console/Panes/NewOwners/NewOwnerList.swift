import Interface
import Model
import Services

extension NewOwner: Identifiable {
  package var id: UserID { userID }
}

/// Who may take over, as a list: those who can first, fewest groups first.
struct NewOwnerList: Sendable, Equatable {
  private let all: [NewOwner]
  /// Those the filter lets through.
  private(set) var shown: IndexedRows<NewOwner>
  private(set) var filter = ""
  let eligible: Int

  init(_ owners: [NewOwner]) {
    all = owners.sorted { left, right in
      (left.isEligible ? 0 : 1, left.load, left.userID) < (right.isEligible ? 0 : 1, right.load, right.userID)
    }
    shown = IndexedRows(all)
    eligible = all.count { $0.isEligible }
  }

  var total: Int { all.count }
  var loads: [UserID: Int] { Dictionary(all.map { ($0.userID, $0.load) }, uniquingKeysWith: { $1 }) }

  /// Those of these ids, in the order of the list whatever the filter.
  func ordered(_ ids: Set<UserID>) -> [UserID] { all.map(\.userID).filter(ids.contains) }

  /// Lets through whose name or userid holds the text, whatever the case.
  mutating func apply(_ filter: String) {
    guard filter != self.filter else { return }
    self.filter = filter
    let text = filter.lowercased()
    shown = IndexedRows(
      all.filter { owner in
        text.isEmpty || owner.userID.rawValue.lowercased().contains(text)
          || owner.name?.lowercased().contains(text) == true
      })
  }
}

extension NewOwner {
  /// Groups they own or are about to get.
  var load: Int { groups + expected }
}
