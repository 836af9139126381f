/// One call that changes something at the vendor: a join way, or, where both kinds are meant, groups (``BatchID``). Made by
/// this program before the call is sent.
package struct CallID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
