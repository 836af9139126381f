/// A job, and before its confirmation the plan it grew from. Made by this program, never by the vendor.
package struct JobID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
