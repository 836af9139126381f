import Model
import Services

@testable import Console

extension Place {
  /// One of each kind, for what must hold of all panes.
  static let samples: [Place] = [
    .overview, .groups(owner: nil), .groups(owner: SampleHandover.wangqiang), .handover(.resigned), .handover(.onJob),
    .newOwners(
      HandoverSelection(kind: .resigned, oldOwner: SampleHandover.wangqiang, chats: [SampleHandover.chat(0)])),
    .preview(SampleHandover.plan(40)), .progress(JobFixtures.running), .queue, .messages, .audit,
    .joinWays(nil), .joinWays(SampleJoinWays.dead), .joinWayForm(.new), .joinWayForm(.edit(SampleJoinWays.drifted)),
    .joinWayPlan(.rotate, [SampleJoinWays.dead]), .joinWayReplacement([SampleJoinWays.dead]), .joinWayCheck,
    .joinWayDiagnosis(SampleJoinWays.dead), .joinWayArrivals(SampleJoinWays.dead), .joinWayCode(SampleJoinWays.dead),
    .guide,
  ]

  /// Without what it is about.
  var kind: String { "\(self)".prefix { $0 != "(" }.description }
}

extension World {
  /// Groups, resigned owners, jobs in every state, and something that was said.
  mutating func fillAll() {
    fillJobs()
    SampleHandover.fill(&self)
    joinWays = JoinWaysSnapshot(version: 1, SampleJoinWays.rows)
    messages = [Message(at: Stage.morning, "1", .info), Message(at: Stage.morning, "2", .error)]
  }
}
