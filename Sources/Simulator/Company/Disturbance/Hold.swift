/// A place where the server stops matching calls until they are released.
package struct Hold: Sendable, Equatable {
  package enum Point: String, Sendable, CaseIterable {
    /// The call has arrived whole; nothing has happened.
    case beforeEffect = "before_effect"
    /// The effect has taken place; no byte of the answer is written.
    case afterEffect = "after_effect"
    /// Half the answer is written.
    case middleOfAnswer = "mid_answer"
  }

  package var path: String?
  package var point: Point
  /// Matching calls that pass first.
  package var skip: Int
  /// Matching calls to stop.
  package var count: Int

  package init(path: String?, point: Point, skip: Int = 0, count: Int = 1) {
    self.path = path
    self.point = point
    self.skip = skip
    self.count = count
  }
}
