/// Which of the vendor's two calls hands a group over.
package enum TransferKind: String, Sendable, Hashable, CaseIterable {
  /// `groupchat/transfer`: the owner has resigned (离职继承, 96334).
  case resigned
  /// `groupchat/onjob_transfer`: the owner is still employed (在职继承, 95703).
  case onJob
}
