import Model

extension ErrorCode {
  /// Codes at the top of a transfer's answer that say the call was turned down as a whole: its token, the caller's IP,
  /// the rate, the form of the request, the application's permission, or the one new owner of all its chats. Not among
  /// them is what could as well be said of a single chat when others had been handed over before.
  package static let refusesTransfer: Set<ErrorCode> = [
    .badToken, .tokenExpired, .badSecret, .tokenMissing, .suiteTokenMissing, .untrustedIP, .overLimit, .tooManyAtOnce,
    .badParameter, .emptyParameter, .notAuthorised, .mayNotCall, .authorisationGone, .authorisationInvalid,
    .notLoggedInForAYear, .unknownNewOwner, .newOwnerNoCustomerContact, .noCustomerContact, .noRealName,
    .memberNotActivated,
  ]

  /// Codes, for a chat or for a whole transfer, that say the new owner is unfit whatever the chat.
  package static let newOwnerUnfit: Set<ErrorCode> = [
    .notLoggedInForAYear, .unknownNewOwner, .newOwnerNoCustomerContact, .noCustomerContact, .noRealName,
    .memberNotActivated,
  ]
}
