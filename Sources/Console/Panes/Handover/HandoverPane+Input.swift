import Interface
import Model
import Screen
import Services
import Words

extension HandoverPane {
  mutating func handle(_ input: InputEvent, _ world: World) -> [Effect] {
    let effects = update(world)
    if let entry { return effects + take(input, entry, world) }
    guard case .key(let key) = input else { return effects }
    if faults != nil {
      faults?.handle(key)
    } else if focus == .owners {
      _ = ownerTable.handle(key, ownerRows)
    } else {
      _ = groupTable.handle(key, groups.rows)
    }
    return effects + update(world)
  }

  private mutating func take(_ input: InputEvent, _ entry: Entry, _ world: World) -> [Effect] {
    if case .filter(var filter) = entry {
      let change = filter.handle(input)
      self.entry = change.isOpen ? .filter(filter) : nil
      // Rows can be looked at while the filter is typed.
      if change.isForList, case .key(let key) = input { _ = groupTable.handle(key, groups.rows) }
      self.filter = change.filter
      return update(world)
    }
    var prompt = entry.prompt
    let outcome = prompt.field.handle(input)
    let isOpen = outcome != .submitted && outcome != .cancelled
    switch entry {
    case .filter: break
    case .mapping: self.entry = isOpen ? .mapping(prompt) : nil
    case .owner: self.entry = isOpen ? .owner(prompt) : nil
    }
    return outcome == .submitted ? submit(entry, prompt.field.text.trimmingWhiteSpace, world) : []
  }

  private mutating func submit(_ entry: Entry, _ text: String, _ world: World) -> [Effect] {
    guard !text.isEmpty else { return [] }
    switch entry {
    case .filter: return []
    case .mapping: return groups.owner.map { ask(.readMapping(path: text), $0) } ?? []
    case .owner:
      let known = world.owners.first { $0.userID.rawValue == text || $0.name == text }?.userID
      guard let owner = known ?? UserID(text) else {
        self.entry = entry
        return [.say(world.words.notAUserID(SafeText(text, limit: 40)), .warning)]
      }
      if owners?.contains(owner) == true { ownerTable.move(to: owner, ownerRows) }
      return [.ask(.refresh([.owner(owner)])), .say(world.words.lookingForOwner(owner), .info)]
    }
  }
}
