import Model
import Screen
import Services

/// Who came by a join way, for spreadsheets: a row for each person and group.
struct ArrivalsTable {
  private let arrivals: [JoinArrival]

  init(_ arrivals: [JoinArrival]) { self.arrivals = arrivals }

  var csv: String {
    var csv = CSVWriter()
    csv.add(row: [.id("userid"), .id("name"), .id("chat_id"), .id("group"), .id("join_time"), .id("gone_at")])
    for arrival in arrivals {
      csv.add(row: [
        .id(arrival.person.rawValue), .text(SafeText(arrival.name)), .id(arrival.chatID.rawValue),
        .text(SafeText(arrival.groupName)), .text(SafeText(arrival.joinTime.description)),
        arrival.goneAt.map { .text(SafeText($0.description)) } ?? .empty,
      ])
    }
    return csv.text
  }
}
