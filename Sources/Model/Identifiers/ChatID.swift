/// A customer group's chat id (`chat_id`, `wr…`; 92120).
package struct ChatID: Identifier {
  package let rawValue: String
  package init(unchecked rawValue: String) { self.rawValue = rawValue }
}
