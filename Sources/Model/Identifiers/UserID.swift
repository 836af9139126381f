/// A member of the corp (`userid`), or, for a third-party application, the opaque id that stands for one.
package struct UserID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
