import Model
import Screen

/// The table at a campaign's end.
enum Summary {
  static func lines(_ results: [Campaign.Result]) -> [String] {
    var table = TextTable([
      .init("target"), .init("inputs", .right), .init("seconds", .right), .init("inputs/s", .right),
      .init("peak MB", .right), .init("growth MB", .right), .init("rejected %", .right), .init("verdict"),
    ])
    for result in results {
      let report = result.report
      let rate = report.seconds > 0 ? Int(Double(report.inputs) / report.seconds) : 0
      let rejected = report.inputs > 0 ? 100 * (report.inputs - report.accepted) / report.inputs : 0
      table.add([
        .init(SafeText(result.target)), "\(report.inputs)", "\(Int(report.seconds.rounded()))", "\(rate)",
        "\(report.peak >> 20)", "\(report.growth >> 20)", "\(rejected)", result.failure == nil ? "held" : "BROKEN",
      ])
    }
    let failures = results.compactMap { result in
      result.failure.map { SafeText("target \(result.target) \($0)", limit: 600).text }
    }
    return table.lines(width: nil) + failures
  }
}
