/// Why bytes are not the JSON that was expected.
package enum JSONFault: Error, Hashable, Sendable {
  /// Not JSON at all, or broken inside: an HTML page, for instance.
  case notJSON
  /// It ends too early.
  case truncated
  /// A member has another type than the vendor documents.
  case wrongType(member: String)
  /// Nested more deeply than anybody needs.
  case tooDeep
}
