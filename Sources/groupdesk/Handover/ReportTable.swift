import Model
import Screen
import Services
import Storage
import Words

/// A handover's report for spreadsheets: a row for each group.
struct ReportTable {
  private let report: HandoverReport
  private let words: Catalogue

  init(_ report: HandoverReport, _ words: Catalogue) {
    self.report = report
    self.words = words
  }

  var csv: String {
    var csv = CSVWriter()
    csv.add(row: [
      .id("chat_id"), .id("name"), .id("member_count"), .id("handover_userid"), .id("new_owner"),
      .id("new_owner_name"), .id("state"), .id("result"), .id("errcode"), .id("accepted_at"),
    ])
    for item in report.items {
      csv.add(row: [
        .id(item.chatID.rawValue), .text(SafeText(item.name)), item.members.map { .number($0) } ?? .empty,
        .id(report.handover.oldOwner.rawValue), item.newOwner.map { .id($0.rawValue) } ?? .empty,
        item.newOwner.flatMap { report.names[$0] }.map { .text(SafeText($0)) } ?? .empty, .id(item.state.rawValue),
        .text(words.itemResult(item)), item.code.map { .number($0) } ?? .empty,
        item.acceptedAt.map { .text(SafeText($0.description)) } ?? .empty,
      ])
    }
    return csv.text
  }
}
