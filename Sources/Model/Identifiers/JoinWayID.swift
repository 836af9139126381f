/// One row of the registry of join ways. Made by this program: a configuration whose answer was lost has no config id.
package struct JoinWayID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
