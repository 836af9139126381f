import Model
import Storage

/// The rules of a join way's content (99547): what may be sent, and what a person should know before.
///
/// Lengths are Unicode scalars. What the vendor itself told of an existing configuration is never a reason not to write
/// it back unchanged: there it is a warning, but for a scene and a number of groups that no call may carry.
package enum JoinWayCheck {
  /// Faults by field, in the vendor's order, then warnings likewise. Cheap: on every key.
  ///
  /// - Parameter existing: the configuration to be overwritten; nil for a new one.
  package static func faults(
    of content: JoinWayContent, overwriting existing: JoinWayRecord?, _ facts: JoinWayCheckFacts
  ) -> [JoinWayFault] {
    var findings = Findings(content: content, old: existing?.content)
    findings.scene()
    findings.remark()
    findings.roomNames()
    findings.groups(facts)
    findings.state(facts.states, own: existing?.id)
    return findings.faults.filter { !$0.isWarning } + findings.faults.filter(\.isWarning)
  }

  /// Whether `faults` lets the content be sent.
  package static func maySend(_ faults: [JoinWayFault]) -> Bool { faults.allSatisfy(\.isWarning) }

  /// The largest starting number: beyond it a 32-bit number could overflow somewhere.
  package static let highestBaseID = 999_999_999
}

private struct Findings {
  let content: JoinWayContent
  /// As the vendor has it.
  let old: JoinWayContent?
  private(set) var faults: [JoinWayFault] = []

  init(content: JoinWayContent, old: JoinWayContent?) {
    self.content = content
    self.old = old
  }

  mutating func scene() {
    if !content.scene.isKnown { fault(.scene, .sceneNotWritable(content.scene.rawValue)) }
  }

  mutating func remark() {
    let isOld = content.remark == old?.remark
    let length = content.remark.unicodeScalars.count
    if length > JoinWayContent.longestRemark { fault(.remark, .remarkTooLong(length), warning: isOld) }
    if content.remark.hasControls { fault(.remark, .unprintable, warning: isOld) }
  }

  mutating func roomNames() {
    let isOld = content.roomBaseName == old?.roomBaseName && content.autoCreateRoom == old?.autoCreateRoom
    let length = content.roomBaseName.unicodeScalars.count
    if length > JoinWayContent.longestBaseName {
      fault(.roomBaseName, .baseNameTooLong(length), warning: content.roomBaseName == old?.roomBaseName)
    }
    if content.roomBaseName.hasControls {
      fault(.roomBaseName, .unprintable, warning: content.roomBaseName == old?.roomBaseName)
    }
    if content.autoCreateRoom, content.roomBaseName.isEmpty { fault(.roomBaseName, .noBaseName, warning: isOld) }
    if let number = content.roomBaseID, !(0...JoinWayCheck.highestBaseID).contains(number) {
      fault(.roomBaseID, .badBaseID(number), warning: number == old?.roomBaseID)
    }
  }

  mutating func groups(_ facts: JoinWayCheckFacts) {
    let chats = content.chats
    if chats.isEmpty { fault(.chats, .noGroup) }
    if chats.count > JoinWayContent.mostChats { fault(.chats, .tooManyGroups(chats.count)) }
    var seen: Set<ChatID> = []
    var owners: Set<UserID> = []
    for chat in chats {
      guard seen.insert(chat).inserted else {
        fault(.chats, .duplicateGroup(chat), warning: chats == old?.chats)
        continue
      }
      let isOld = old?.chats.contains(chat) == true
      guard let group = facts.groups[chat], group.isKnown else {
        fault(.chats, .unknownGroup(chat), warning: isOld)
        continue
      }
      // Of one that is there already the vendor has the last word: it may only be missing in our lists.
      guard !group.isGone else {
        fault(.chats, .dismissedGroup(chat), warning: isOld)
        continue
      }
      about(group, facts.limits)
      if let owner = group.owner { owners.insert(owner) }
    }
    guard content.autoCreateRoom else { return }
    if chats.count == JoinWayContent.mostChats { fault(.chats, .noPlaceForNewGroups, warning: true) }
    if owners.count > 1 { fault(.chats, .severalOwners, warning: true) }
  }

  private mutating func about(_ group: JoinWayGroup, _ limits: Fullness.Limits) {
    if let members = group.members {
      if members >= limits.scan {
        fault(.chats, .groupFull(group.chatID, members: members), warning: true)
      } else if members >= limits.scanWarning {
        fault(.chats, .groupNearlyFull(group.chatID, members: members), warning: true)
      }
    }
    if group.ownerHasResigned { fault(.chats, .ownerResigned(group.chatID), warning: true) }
  }

  mutating func state(_ states: [String: Set<JoinWayID>], own: JoinWayID?) {
    let state = content.state
    let isOld = state == old?.state
    if let former = old?.state, !former.isEmpty, !isOld { fault(.state, .stateChanged(from: former), warning: true) }
    guard !state.isEmpty else { return fault(.state, .noState, warning: true) }
    let length = state.unicodeScalars.count
    if length > JoinWayContent.longestState {
      fault(.state, .stateTooLong(length), warning: isOld)
    } else if state.utf8.count > JoinWayContent.longestState {
      fault(.state, .stateBytes(state.utf8.count), warning: true)
    } else if !state.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), !state.hasControls {
      fault(.state, .stateNotASCII, warning: true)
    }
    if state.hasControls { fault(.state, .unprintable, warning: isOld) }
    if let other = states[state]?.filter({ $0 != own }).min() {
      fault(.state, .stateTaken(by: other), warning: isOld)
    }
  }

  private mutating func fault(_ field: JoinWayField, _ rule: JoinWayFault.Rule, warning: Bool = false) {
    faults.append(JoinWayFault(field, rule, isWarning: warning))
  }
}

extension String {
  fileprivate var hasControls: Bool {
    unicodeScalars.contains {
      [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
  }
}
