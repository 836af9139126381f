import Interface
import Model
import Services
import Storage
import Words

/// Which groups of a handover are shown.
enum ItemFilter: Sendable, CaseIterable {
  case all, failed, open, leftOut

  func includes(_ state: ItemState) -> Bool {
    switch self {
    case .all: true
    case .failed: state.isFailure
    case .open: !state.isFinal
    case .leftOut: state == .excluded || state == .cancelled
    }
  }

  var term: ProgressTerm {
    switch self {
    case .all: .all
    case .failed: .failed
    case .open: .open
    case .leftOut: .leftOut
    }
  }
}

/// The groups of a handover as its list shows them: what needs a person first, what is done last.
struct ItemList: Sendable, Equatable {
  private(set) var shown: [HandoverItem] = []
  /// Of the whole handover, whatever was typed.
  private(set) var totals = HandoverTotals()
  private var source: [HandoverItem] = []
  private var text = ""
  private var places: [ChatID: Int] = [:]
  private var filter = ItemFilter.all

  var isEmpty: Bool { shown.isEmpty }

  var rows: Rows<ChatID> {
    Rows(count: shown.count, id: { [shown] in shown[$0].chatID }, index: { [places] in places[$0] })
  }

  /// Groups of a kind, whatever was typed.
  func count(_ kind: ItemFilter) -> Int {
    totals.byState.reduce(0) { $0 + (kind.includes($1.key) ? $1.value : 0) }
  }

  func item(_ chat: ChatID?) -> HandoverItem? { chat.flatMap { places[$0] }.map { shown[$0] } }

  /// Does nothing while nothing has changed; comparing arrays that are the same is cheap.
  mutating func update(_ report: HandoverReport?, _ filter: ItemFilter, text: String) {
    let items = report?.items ?? []
    let isSame = items == source
    // The same groups read anew: kept, so that the next comparison is of one array with itself.
    source = items
    guard !isSame || filter != self.filter || text != self.text else { return }
    if !isSame { totals = report.map(HandoverTotals.init) ?? HandoverTotals() }
    (self.filter, self.text) = (filter, text)
    let wanted = text.lowercased().split(separator: " ")
    shown = items.filter { filter.includes($0.state) && Self.matches($0, wanted) }
    shown.sort { ($0.state.rank, $0.position) < ($1.state.rank, $1.position) }
    places = Dictionary(shown.enumerated().map { ($1.chatID, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func matches(_ item: HandoverItem, _ wanted: [Substring]) -> Bool {
    guard !wanted.isEmpty else { return true }
    let name = item.name.lowercased()
    let id = item.chatID.rawValue.lowercased()
    return wanted.allSatisfy { name.contains($0) || id.hasPrefix($0) }
  }
}

extension ItemState {
  /// Lower comes first in a list.
  fileprivate var rank: Int {
    switch self {
    case .stuck: 0
    case .rejected, .foreign, .gone, .changed, .conflict: 1
    case .unknown: 2
    case .sending: 3
    case .planned, .ready: 4
    case .accepted: 5
    case .done: 6
    case .cancelled: 7
    case .excluded: 8
    }
  }
}
