/// A company at WeCom (`corpid`, `ww…`).
package struct CorpID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
