/// One call that hands groups over. Made by this program before the call is sent.
package struct BatchID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
