/// One join way at the vendor (`config_id`; 92229, 99547). There is no list of them: an id that is lost stays lost.
package struct ConfigID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
