import Model

/// How the bytes of one API's answer are read, without a call around it.
package struct AnswerReader: Sendable {
  /// The type that reads, as the source calls it.
  package let name: String
  package let api: API
  /// Whether an answer without `errcode` may be one of success.
  package let mayLackErrorCode: Bool
  private let reading: @Sendable ([UInt8]) throws -> Void

  /// Every reader of an answer there is; a test compares it with the source.
  package static let all: [AnswerReader] = [
    AnswerReader(TokenAnswer.self, from: .token),
    AnswerReader(GroupListAnswer.self, from: .groupList),
    AnswerReader(GroupAnswer.self, from: .group) { answer in _ = try answer.detail() },
    AnswerReader(TransferAnswer.self, from: .transfer),
    AnswerReader(UnassignedAnswer.self, from: .unassignedList) { answer in _ = answer.whole },
    AnswerReader(FollowUsersAnswer.self, from: .followUserList),
    AnswerReader(MemberAnswer.self, from: .member),
    AnswerReader(MemberIDsAnswer.self, from: .memberIDs),
    AnswerReader(DepartmentsAnswer.self, from: .departments),
    AnswerReader(AddedJoinWayAnswer.self, from: .addJoinWay),
    AnswerReader(JoinWayAnswer.self, from: .joinWay) { answer in _ = try answer.joinWay() },
    AnswerReader(EmptyAnswer.self, from: .deleteJoinWay),
    AnswerReader(ChatOfOpenGIDAnswer.self, from: .openGIDToChatID),
  ]

  private init<A: Answer>(
    _: A.Type, from api: API, _ use: @escaping @Sendable (A) throws -> Void = { _ in }
  ) {
    name = "\(A.self)"
    self.api = api
    mayLackErrorCode = A.mayLackErrorCode
    reading = { try use(try A.read($0, from: api)) }
  }

  /// Nil for an answer of success, else why it is none.
  package func failure(in body: [UInt8]) -> CallError? {
    do {
      try reading(body)
      return nil
    } catch let error as CallError {
      return error
    } catch AnswerFault.vendor(let error) {
      return .vendor(error)
    } catch AnswerFault.unreadable(let reason) {
      return .unreadable(api, reason)
    } catch {
      return .unreadable(api, .notJSON)
    }
  }
}

extension TransferRequest {
  /// The chats of this request that an answer of these bytes calls failed. Throws if it tells that of none reliably.
  package func failed(in body: [UInt8]) throws -> [ChatID: VendorError] {
    try TransferAnswer.read(body, from: kind.api).failed(of: self)
  }
}
