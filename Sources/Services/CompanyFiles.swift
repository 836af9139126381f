import Storage

/// The two databases a company's work stands in.
package struct CompanyFiles: Sendable {
  /// Jobs, handovers, quota, audit: durable, one per vendor host and corp id.
  package let ledger: Store
  /// A copy of what the vendor showed: disposable, one per profile.
  package let replica: Store

  package init(ledger: Store, replica: Store) {
    self.ledger = ledger
    self.replica = replica
  }
}
