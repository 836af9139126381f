/// The members of a control call's JSON object; whoever reads one of the wrong type gets an error that names it.
struct Members: Sendable {
  let values: [String: JSONValue]

  init() { values = [:] }

  init(_ body: [UInt8]) throws(ControlError) {
    guard let value = JSONReader.read(body) else { throw .notJSON }
    try self.init(value)
  }

  init(_ value: JSONValue) throws(ControlError) {
    guard let values = value.object else { throw .notAnObject }
    self.values = values
  }

  func allow(_ names: Set<String>) throws(ControlError) {
    if let unknown = values.keys.filter({ !names.contains($0) }).min() {
      throw .unknownMember(unknown, allowed: names.sorted())
    }
  }

  func text(_ name: String) throws(ControlError) -> String {
    guard let text = try optionalText(name) else { throw .missingMember(name) }
    return text
  }

  /// The first of two that is there.
  func text(_ name: String, or other: String) throws(ControlError) -> String {
    if let text = try optionalText(name) { return text }
    return try self.text(other)
  }

  func optionalText(_ name: String) throws(ControlError) -> String? {
    guard let value = values[name] else { return nil }
    guard let text = value.string else { throw .badMember(name, wanted: "a string") }
    return text
  }

  func integer(_ name: String) throws(ControlError) -> Int64? {
    guard let value = values[name] else { return nil }
    guard let number = value.integer else { throw .badMember(name, wanted: "a whole number") }
    return number
  }

  func number(_ name: String) throws(ControlError) -> Double? {
    guard let value = values[name] else { return nil }
    guard let number = value.number else { throw .badMember(name, wanted: "a number") }
    return number
  }

  func flag(_ name: String) throws(ControlError) -> Bool? {
    guard let value = values[name] else { return nil }
    guard let flag = value.boolean else { throw .badMember(name, wanted: "true or false") }
    return flag
  }

  /// A path of the vendor's API; nil, for all, if absent or `*`.
  func endpointPath() throws(ControlError) -> String? {
    guard let path = try optionalText("path"), path != "*" else { return nil }
    guard Endpoint(rawValue: path) != nil else {
      let paths = Endpoint.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badMember("path", wanted: "* or one of \(paths)")
    }
    return path
  }
}
