import Model

/// Reads the `Date` header (RFC 9110, IMF-fixdate): `Sun, 06 Nov 1994 08:49:37 GMT`. Other spellings are not used today
/// and give nil.
package enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  package static func parse(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])),
      let day = Day("\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])")
    else { return nil }
    let time = parts[4].split(separator: ":", omittingEmptySubsequences: false)
    guard time.count == 3, time.allSatisfy({ $0.utf8.count == 2 }), let hour = Int64(time[0]),
      let minute = Int64(time[1]), let second = Int64(time[2]), (0..<24).contains(hour), (0..<60).contains(minute),
      (0...60).contains(second)
    else { return nil }
    return Timestamp(seconds: day.number * 86_400 + hour * 3600 + minute * 60 + second)
  }
}
