/// A member of the corp, present or resigned.
package struct Person: Sendable {
  package let userID: String
  package var name: String
  /// Ids of departments, at least one.
  package var departments: [Int]
  /// May use customer contact (客户联系); without it a transfer to this person answers 84083.
  package var hasCustomerContact = true
  /// Has activated WeCom; else 41054.
  package var isActivated = true
  /// Disabled by the corp; answered as 41054, too.
  package var isDisabled = false
  /// Has a real name set; else 40098.
  package var hasRealName = true
  /// Milliseconds; more than 365 days ago: 40205.
  package var lastLoginAt: Int64
  /// Milliseconds; nil while employed.
  package var resignedAt: Int64?
  /// Whether the application sees this person.
  package var isVisible = true
  /// Customers without anybody since this person left.
  package var waitingCustomers = 0

  package var isResigned: Bool { resignedAt != nil }
  /// As `user/get` tells it: 1 active, 2 disabled, 4 not activated, 5 left.
  package var status: Int { isResigned ? 5 : isDisabled ? 2 : isActivated ? 1 : 4 }

  /// Why this person cannot become the owner of a group; nil for somebody who can.
  func unfitness(at now: Int64, _ rules: Rules) -> Refusal? {
    if isResigned { return Refusal(46004) }
    if !isVisible { return Refusal(60011) }
    if !isActivated || isDisabled { return Refusal(41054) }
    if !hasCustomerContact { return Refusal(rules.noContactCode) }
    if !hasRealName { return Refusal(40098) }
    if now - lastLoginAt > 365 * 86_400_000 { return Refusal(40205) }
    return nil
  }
}
