/// The ground truth, for `GET company`.
extension Company {
  func report(groups withGroups: Bool, at now: Int64, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("corp_id", configuration.corpID)
    writer.member("now", now)
    writer.key("people")
    writer.beginArray()
    for (number, person) in members.enumerated() { report(person, owned: groups.ownedBy[number].count, to: &writer) }
    writer.endArray()
    writer.key("used")
    writer.beginArray()
    for (key, count) in quota.used.sorted(by: { ($0.key.day, $0.key.owner) < ($1.key.day, $1.key.owner) }) {
      writer.beginObject()
      writer.member("owner", people[key.owner].userID)
      writer.member("day", dayText(key.day))
      writer.member("count", count)
      writer.endObject()
    }
    writer.endArray()
    reportCalls(to: &writer)
    if withGroups {
      writer.key("groups")
      writer.beginArray()
      for group in allGroups(at: now) { report(group, to: &writer) }
      writer.endArray()
    }
    writer.endObject()
  }

  private func report(_ person: Person, owned: Int, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("userid", person.userID)
    writer.member("name", person.name)
    writer.member("groups", owned)
    writer.member("status", person.status)
    writer.member("customer_contact", person.hasCustomerContact)
    writer.member("activated", person.isActivated)
    writer.member("disabled", person.isDisabled)
    writer.member("real_name", person.hasRealName)
    writer.member("visible", person.isVisible)
    writer.member("last_login", person.lastLoginAt)
    if let resignedAt = person.resignedAt {
      writer.member("resigned_at", resignedAt)
      writer.member("waiting_customers", person.waitingCustomers)
    }
    writer.endObject()
  }

  private func report(_ group: GroupState, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("chat_id", group.chatID)
    writer.member("owner", group.owner)
    writer.member("status", group.status)
    writer.member("members", group.members)
    if group.isDismissed { writer.member("dismissed", true) }
    if !group.isCustomerGroup { writer.member("plain", true) }
    writer.endObject()
  }

  /// Calls per path and answered code.
  private func reportCalls(to writer: inout JSONWriter) {
    writer.key("calls")
    writer.beginObject()
    for (path, codes) in traffic.answered.sorted(by: { $0.key < $1.key }) {
      writer.key(path)
      writer.beginObject()
      for (code, count) in codes.sorted(by: { $0.key < $1.key }) {
        writer.key(String(code))
        writer.integer(Int64(count))
      }
      writer.endObject()
    }
    writer.endObject()
  }
}
