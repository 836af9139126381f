import Model
import Services
import Simulator
import WeCom

/// One remote read: the lists one after the other and each group's details, several at a time, while time goes on and the
/// company with it.
final class RemoteLook {
  private let worker: Worker
  private unowned let world: World
  private let state: HandoverState
  private let begun: Timestamp
  private var survey: StatusSurvey
  private var waiting: ArraySlice<ChatID>
  private var details: [ChatID: RemoteDetail] = [:]
  private let then: (HandoverEvent) -> Void

  /// Groups asked for at the same moment.
  private static let together = 16

  init(
    _ chats: [ChatID], _ state: HandoverState, by worker: Worker, in world: World,
    then: @escaping (HandoverEvent) -> Void
  ) {
    self.worker = worker
    self.world = world
    self.state = state
    self.then = then
    begun = world.now
    let wanted = Set(chats)
    let newOwners = Set(state.items.filter { wanted.contains($0.chatID) }.compactMap(\.newOwner)).sorted()
    survey = StatusSurvey(of: wanted, owners: [state.handover.oldOwner] + newOwners)
    waiting = chats[...]
  }

  func begin() { goOn() }

  private func goOn() {
    world.then(worker, after: world.dice.span(in: TimeSpan(milliseconds: 20)...TimeSpan(milliseconds: 900))) { [self] in
      do throws(CallError) {
        if try ask() { return goOn() }
        // The token is fetched here, while there is time: between intent and first byte there is none.
        if case .preflight = state.phase { try world.vendor.token(for: worker) }
        if case .reconcile(let chats, _) = state.phase { world.checker.hasRead(chats, begun: begun) }
        then(.read(survey.picture(details)))
      } catch {
        world.note("a read failed: \(error)")
        then(.readFailed(ReadFailure(error)))
      }
    }
  }

  /// The next list or the next groups, in either order; false when there is nothing left to ask.
  private func ask() throws(CallError) -> Bool {
    if !waiting.isEmpty, world.dice.chance(0.5) {
      try askForGroups()
      return true
    }
    if let question = survey.next() {
      try askForList(question)
      return true
    }
    guard !waiting.isEmpty else { return false }
    try askForGroups()
    return true
  }

  private func askForList(_ question: StatusSurvey.Question) throws(CallError) {
    var cursor: Cursor?
    repeat {
      let body =
        switch question {
        case .owned(let owner): GroupBodies.list(owners: OwnerFilter(owner), cursor: cursor)
        case .status(let status): GroupBodies.list(status: status, cursor: cursor)
        }
      do throws(CallError) {
        let page = try world.vendor.read(.listGroups, body, by: worker) { status, body throws(CallError) in
          try Page<GroupStatus>(status: status, body)
        }
        survey.note(page.rows)
        cursor = page.next
      } catch {
        guard let code = error.code, question.tolerated.contains(code) else { throw error }
        return
      }
    } while cursor != nil
  }

  private func askForGroups() throws(CallError) {
    for chat in waiting.prefix(Self.together) {
      do throws(CallError) {
        let group = try world.vendor.read(.getGroup, GroupBodies.group(chat), by: worker) {
          status, body throws(CallError) in try GroupDetail(status: status, body)
        }
        details[chat] = .found(owner: group.owner)
      } catch {
        details[chat] = try RemoteDetail(error)
      }
    }
    waiting = waiting.dropFirst(Self.together)
  }
}
