/// Something that goes wrong with calls: the next few that match, or each with a probability.
package struct Fault: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// −1, and nothing happened.
    case busy
    /// −1, although the effect took place.
    case busyAfterEffect = "busy_after_effect"
    /// Waits ``Fault/milliseconds`` of real time, then goes on.
    case slow
    /// The effect takes place, the answer comes ``Fault/milliseconds`` of real time later.
    case slowAnswer = "slow_answer"
    /// The connection closes, and nothing happened.
    case dropBefore = "drop_before"
    /// The effect takes place, then the connection closes without a byte.
    case dropAfter = "drop_after"
    /// The effect takes place, then the connection closes in the middle of the answer.
    case dropMiddle = "drop_middle"
    case resetBefore = "reset_before"
    case resetAfter = "reset_after"
    /// Blocks the API for ``Fault/milliseconds`` of company time, 60 s by default, and answers 45009.
    case overLimit = "45009"
    /// Answers 45033.
    case tooManyAtOnce = "45033"
    /// The token dies before this call, which therefore answers 40014.
    case tokenDead = "token_dead"
    /// Answers ``Fault/code`` with nothing happening.
    case error
    /// Answers a code nobody documented (``Fault/code``, 987654 by default), with nothing happening.
    case unknownCode = "unknown_code"
    /// As ``unknownCode``, after the effect.
    case unknownCodeAfterEffect = "unknown_code_after_effect"
    /// A gateway's HTML page instead of an answer, HTTP status ``Fault/status``, nothing happening.
    case html
    case htmlAfterEffect = "html_after_effect"
    /// The effect takes place; the answer is whole for HTTP, but its JSON breaks off.
    case truncated
    /// The effect takes place; members of the answer have other types than documented.
    case wrongTypes = "wrong_types"
    /// The effect takes place; members nobody documented come along.
    case unknownMembers = "unknown_members"
    /// The effect takes place; a byte order mark stands in front of the answer.
    case bom
    /// The effect takes place; the answer is empty.
    case empty
    /// A transfer's first ``Fault/chats`` groups fail with ``Fault/code``; the others go their way.
    case chatError = "chat_error"
  }

  package var kind: Kind
  /// The path it happens to; nil for every call.
  package var path: String?
  /// Matching calls that pass first.
  package var skip = 0
  /// Matching calls it happens to; nil for all until it is deleted.
  package var count: Int? = 1
  /// 0…1; with less than 1 a call may be spared, and counts neither for ``skip`` nor for ``count``.
  package var probability = 1.0
  package var milliseconds: Int64?
  package var code: Int?
  package var status: Int?
  package var chats: Int?

  package init(_ kind: Kind, path: String? = nil) {
    self.kind = kind
    self.path = path
  }
}
