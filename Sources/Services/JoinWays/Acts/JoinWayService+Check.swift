import Model
import Storage

// The rules of a content, held against ledger and replica.

extension JoinWayService {
  /// What is wrong with a content that is to be sent, by field; faults first, then warnings.
  ///
  /// - Parameter existing: the configuration to be overwritten; nil for a new one.
  package func faults(
    of content: JoinWayContent, overwriting existing: JoinWayRecord?
  ) async throws -> [JoinWayFault] {
    JoinWayCheck.faults(of: content, overwriting: existing, try await checkFacts(about: Set(content.chats)))
  }

  /// What ``JoinWayCheck`` needs: for a form, which asks once and checks on every key.
  ///
  /// - Parameter chats: groups that are chosen already.
  package func checkFacts(about chats: Set<ChatID>) async throws -> JoinWayCheckFacts {
    let states = try await company.ledger.perform { try JoinWayRegistry(engine: $0).statesInUse() }
    return JoinWayCheckFacts(groups: try await groups(chats), states: states, limits: limits)
  }

  /// Names of the next automatically created groups, as far as they can be told: see ``RoomNames``.
  package func nextNames(of content: JoinWayContent, _ count: Int) async throws -> [String] {
    RoomNames.next(of: content, known: try await knownNames(of: content), count)
  }

  /// Names of groups that may have been created automatically: for a form's preview.
  package func knownNames(of content: JoinWayContent) async throws -> Set<String> {
    let now = clock.now
    let chats = Set(content.chats)
    let states = content.state.isEmpty ? [] : Set([content.state])
    return try await company.replica.perform { engine in
      let (cards, tallies) = try Replica(engine: engine).joinWayFacts(chats: chats, states: states, since: now)
      return Set(cards.values.map(\.name)).union(tallies[content.state]?.groupNames ?? [])
    }
  }
}
