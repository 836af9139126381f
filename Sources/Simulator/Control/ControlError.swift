/// Why the control plane does not do what it was asked; answered as 400 with the description.
package enum ControlError: Error, Equatable, CustomStringConvertible {
  case unknownPath(String)
  case notJSON
  case notAnObject
  case missingMember(String)
  case badMember(String, wanted: String)
  case unknownMember(String, allowed: [String])
  case unknownPerson(String)
  case unknownGroup(String)
  /// A config id or link.
  case unknownJoinWay(String)
  case notInside(String, String)
  /// The vendor's code for what is wrong with a join way.
  case refused(code: Int, String)

  package var description: String {
    switch self {
    case .unknownPath(let path): "there is no control path \(path); see docs/simulator.md"
    case .notJSON: "the body is not JSON"
    case .notAnObject: "the body is not a JSON object"
    case .missingMember(let name): "\"\(name)\" is missing"
    case .badMember(let name, let wanted): "\"\(name)\" must be \(wanted)"
    case .unknownMember(let name, let allowed): "\"\(name)\" is unknown; known: \(allowed.joined(separator: ", "))"
    case .unknownPerson(let userID): "nobody has the userid \"\(userID)\""
    case .unknownJoinWay(let text): "no join way has the config id or the link \"\(text)\""
    case .notInside(let customer, let chatID): "\"\(customer)\" is not in the group \"\(chatID)\""
    case .refused(let code, let text): "\(code) \(text)"
    case .unknownGroup(let chatID): "no group has the chat id \"\(chatID)\""
    }
  }
}
