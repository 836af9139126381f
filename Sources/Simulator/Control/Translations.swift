/// Faults, holds and traits of people, from and to the control plane's JSON.
extension Fault {
  private static let names: Set<String> = [
    "path", "kind", "skip", "count", "probability", "milliseconds", "code", "status", "chats",
  ]

  init(_ members: Members) throws(ControlError) {
    try members.allow(Self.names)
    guard let kind = Kind(rawValue: try members.text("kind")) else {
      throw .badMember("kind", wanted: "one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.init(kind, path: try members.endpointPath())
    if let skip = try members.integer("skip") { self.skip = Int(skip) }
    if let probability = try members.number("probability") {
      guard (0...1).contains(probability) else { throw .badMember("probability", wanted: "0…1") }
      self.probability = probability
      count = nil
    }
    if let count = try members.integer("count") {
      guard count > 0 else { throw .badMember("count", wanted: "from 1") }
      self.count = Int(count)
    }
    milliseconds = try members.integer("milliseconds")
    code = try members.integer("code").map(Int.init)
    chats = try members.integer("chats").map { Int(max(0, $0)) }
    if let status = try members.integer("status") {
      guard (200...599).contains(status) else { throw .badMember("status", wanted: "200…599") }
      self.status = Int(status)
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("kind", kind.rawValue)
    writer.member("path", path ?? "*")
    if skip > 0 { writer.member("skip", skip) }
    if let count { writer.member("count", count) }
    writer.key("probability")
    writer.number(probability)
    if let milliseconds { writer.member("milliseconds", milliseconds) }
    if let code { writer.member("code", code) }
    if let status { writer.member("status", status) }
    if let chats { writer.member("chats", chats) }
    writer.endObject()
  }
}

extension Hold {
  init(_ members: Members) throws(ControlError) {
    try members.allow(["path", "at", "skip", "count"])
    guard let point = Point(rawValue: try members.text("at")) else {
      throw .badMember("at", wanted: "one of \(Point.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.init(
      path: try members.endpointPath(), point: point, skip: Int(try members.integer("skip") ?? 0),
      count: Int(try members.integer("count") ?? 1))
  }
}

/// Traits of a member to change; nil stays.
struct PersonChange: Sendable {
  private let name: String?
  private let hasCustomerContact: Bool?
  private let isActivated: Bool?
  private let isDisabled: Bool?
  private let hasRealName: Bool?
  private let isVisible: Bool?
  private let lastLoginAt: Int64?

  init(_ members: Members) throws(ControlError) {
    try members.allow([
      "userid", "name", "customer_contact", "activated", "disabled", "real_name", "visible", "last_login",
    ])
    name = try members.optionalText("name")
    hasCustomerContact = try members.flag("customer_contact")
    isActivated = try members.flag("activated")
    isDisabled = try members.flag("disabled")
    hasRealName = try members.flag("real_name")
    isVisible = try members.flag("visible")
    lastLoginAt = try members.integer("last_login")
  }

  @Sendable func apply(to person: inout Person) {
    if let name { person.name = name }
    if let hasCustomerContact { person.hasCustomerContact = hasCustomerContact }
    if let isActivated { person.isActivated = isActivated }
    if let isDisabled { person.isDisabled = isDisabled }
    if let hasRealName { person.hasRealName = hasRealName }
    if let isVisible { person.isVisible = isVisible }
    if let lastLoginAt { person.lastLoginAt = lastLoginAt }
  }
}
