import Interface
import Model
import Screen
import Services
import Storage
import Words

/// The groups of a plan as lists: what is sent, what is left out, what may need a hand.
struct PreviewGroups: Sendable, Equatable {
  enum List: Sendable, Hashable { case toSend, leftOut, mayNeedHand }

  private let lists: [List: [HandoverItem]]
  /// How many are left out for each reason, most first.
  let reasons: [Reason]

  struct Reason: Sendable, Equatable {
    var detail: ItemDetail
    var groups: Int
  }

  init(_ plan: HandoverPlan) {
    let (toSend, leftOut, hand) = (plan.toSend, plan.leftOut, Set(plan.mayNeedHand))
    lists = [.toSend: toSend, .leftOut: leftOut, .mayNeedHand: toSend.filter { hand.contains($0.chatID) }]
    reasons = Dictionary(grouping: leftOut.compactMap(\.detail)) { $0 }
      .map { Reason(detail: $0.key, groups: $0.value.count) }
      .sorted { ($1.groups, $0.detail.rawValue) < ($0.groups, $1.detail.rawValue) }
  }

  subscript(list: List) -> [HandoverItem] { lists[list] ?? [] }
  func count(_ list: List) -> Int { self[list].count }

  /// Rows by their places: a plan never changes.
  func rows(_ list: List) -> Rows<Int> { Rows(count: count(list), id: { $0 }, index: { $0 }) }

  func columns(_ list: List, _ words: Catalogue) -> [TableColumn] {
    let number = TableColumn(
      words[PreviewPaneTerm.sequence], .right, width: .fixed(max(5, displayWidth(of: words[PreviewPaneTerm.sequence]))),
      dropsAt: 2)
    let name = TableColumn(words[GroupTerm.groupName], width: .flexible(least: 10, weight: 3))
    let members = TableColumn(
      words[GroupTerm.members], .right, width: .fixed(max(5, displayWidth(of: words[GroupTerm.members]))), dropsAt: 1)
    let id = TableColumn(words[GroupTerm.chatID], width: .fixed(13), dropsAt: 3, role: .dim)
    let last = list == .leftOut ? words[PreviewPaneTerm.reason] : words[HandoverTerm.newOwner]
    let why = TableColumn(last, width: .flexible(least: list == .leftOut ? 18 : 8, weight: 2))
    // What is left out is not sent in any order.
    return (list == .leftOut ? [] : [number]) + [name, members, id, why]
  }

  func cells(_ list: List, _ row: Int, _ words: Catalogue, names: [UserID: SafeText]) -> [TableCell] {
    let item = self[list][row]
    let last: SafeText =
      if list == .leftOut {
        item.detail.map { words[$0] } ?? "—"
      } else {
        item.newOwner.map { names[$0] ?? SafeText($0) } ?? "—"
      }
    return (list == .leftOut ? [] : [TableCell(words.number(row + 1))]) + [
      item.name.isEmpty
        ? TableCell(SafeText(item.chatID).shortenedInTheMiddle(to: 13), .dim)
        : TableCell(SafeText(item.name, limit: 200)),
      TableCell(item.members.map(words.number) ?? "—"),
      TableCell(SafeText(item.chatID).shortenedInTheMiddle(to: 13)), TableCell(last),
    ]
  }
}
