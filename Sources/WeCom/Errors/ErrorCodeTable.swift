/// The codes of the vendor's that this program gives a meaning, with what to do and who does it.
extension ErrorCode {
  /// The system is busy. After a write: nobody knows what happened.
  package static let busy = ErrorCode(rawValue: -1)
  /// Two calls changed the same data at once.
  package static let dataConflict = ErrorCode(rawValue: 6000)
  /// Too many calls at once: fewer at a time.
  package static let tooManyAtOnce = ErrorCode(rawValue: 45033)
  /// Over the limit of a minute, an hour or a day; on `gettoken` the caller's IP is shut out for an hour.
  package static let overLimit = ErrorCode(rawValue: 45009)
  /// The token is no good; in practice also one that expired.
  package static let badToken = ErrorCode(rawValue: 40014)
  /// The token has expired.
  package static let tokenExpired = ErrorCode(rawValue: 42001)
  /// The secret is wrong: final from `gettoken`, a dead token elsewhere.
  package static let badSecret = ErrorCode(rawValue: 40001)
  /// The suite token is no good.
  package static let suiteTokenInvalid = ErrorCode(rawValue: 40082)
  /// The suite token has expired.
  package static let suiteTokenExpired = ErrorCode(rawValue: 42009)
  /// No such userid; members who left or were deleted included.
  package static let badUserID = ErrorCode(rawValue: 40003)
  /// The corp id is wrong.
  package static let badCorpID = ErrorCode(rawValue: 40013)
  /// No such group.
  package static let unknownGroup = ErrorCode(rawValue: 40050)
  /// A parameter is wrong: not JSON, a wrong type, a list too long, an empty value, GET for POST.
  package static let badParameter = ErrorCode(rawValue: 40058)
  /// A parameter is empty.
  package static let emptyParameter = ErrorCode(rawValue: 40063)
  /// The permanent code is wrong.
  package static let badPermanentCode = ErrorCode(rawValue: 40084)
  /// The suite ticket is wrong.
  package static let badSuiteTicket = ErrorCode(rawValue: 40085)
  /// The external_userid is wrong: those of corp and provider are mixed up.
  package static let badExternalUserID = ErrorCode(rawValue: 40096)
  /// The member has no real name set.
  package static let noRealName = ErrorCode(rawValue: 40098)
  /// The group ids are upgraded already.
  package static let groupIDUpgradedAlready = ErrorCode(rawValue: 40165)
  /// The group id upgrade was not applied for.
  package static let groupIDUpgradeNotApplied = ErrorCode(rawValue: 40166)
  /// The time of the group id upgrade is wrong.
  package static let groupIDUpgradeBadTime = ErrorCode(rawValue: 40167)
  /// The member did not log in within a year.
  package static let notLoggedInForAYear = ErrorCode(rawValue: 40205)
  /// The call carried no token.
  package static let tokenMissing = ErrorCode(rawValue: 41001)
  /// The call carried no suite token.
  package static let suiteTokenMissing = ErrorCode(rawValue: 41022)
  /// The call carried no config id.
  package static let configIDMissing = ErrorCode(rawValue: 41043)
  /// No such config id, for this application.
  package static let unknownConfigID = ErrorCode(rawValue: 41044)
  /// No more join ways may be made (500 000 a corp, shared).
  package static let joinWayQuotaUsedUp = ErrorCode(rawValue: 41045)
  /// The member has not activated WeCom.
  package static let memberNotActivated = ErrorCode(rawValue: 41054)
  /// More than five groups in a join way.
  package static let tooManyGroups = ErrorCode(rawValue: 41091)
  /// The chosen new owner does not exist.
  package static let unknownNewOwner = ErrorCode(rawValue: 46004)
  /// The application is not authorised for this.
  package static let notAuthorised = ErrorCode(rawValue: 48001)
  /// This application may not call this: it is missing among 可调用接口的应用.
  package static let mayNotCall = ErrorCode(rawValue: 48002)
  /// The authorisation was withdrawn.
  package static let authorisationGone = ErrorCode(rawValue: 48004)
  /// The authorisation is no longer valid.
  package static let authorisationInvalid = ErrorCode(rawValue: 48006)
  /// The group was dismissed.
  package static let groupDismissed = ErrorCode(rawValue: 49008)
  /// Outside the application's visible range.
  package static let outOfRange = ErrorCode(rawValue: 60011)
  /// The member is outside the application's visible range.
  package static let outOfVisibleRange = ErrorCode(rawValue: 60021)
  /// The department is outside the application's visible range.
  package static let departmentOutOfRange = ErrorCode(rawValue: 60030)
  /// The caller's IP is not on the trusted list; a change takes a minute.
  package static let untrustedIP = ErrorCode(rawValue: 60020)
  /// No such userid.
  package static let unknownUserID = ErrorCode(rawValue: 60111)
  /// More than 1000 people are visible: ask by at most 100 owners.
  package static let tooMuchAsked = ErrorCode(rawValue: 81017)
  /// No such external contact.
  package static let unknownExternalContact = ErrorCode(rawValue: 84061)
  /// The member may not use 客户联系.
  package static let noCustomerContact = ErrorCode(rawValue: 84074)
  /// The new owner may not use 客户联系.
  package static let newOwnerNoCustomerContact = ErrorCode(rawValue: 84083)
  /// The owner has not resigned: on-job transfer is the way.
  package static let ownerNotResigned = ErrorCode(rawValue: 90500)
  /// Not a customer group.
  package static let notACustomerGroup = ErrorCode(rawValue: 90501)
  /// The owner has resigned: transfer is the way.
  package static let ownerResigned = ErrorCode(rawValue: 90502)
  /// The group is full; it takes a hand in the client.
  package static let groupFull = ErrorCode(rawValue: 90503)
  /// The new owner owns the group already.
  package static let ownerUnchanged = ErrorCode(rawValue: 90504)
  /// The group is being handed over already: follow, do not send again.
  package static let beingHandedOver = ErrorCode(rawValue: 90507)
  /// The group was handed over already.
  package static let handedOverAlready = ErrorCode(rawValue: 90508)
  /// Not a customer group (the second code for it).
  package static let notACustomerGroupEither = ErrorCode(rawValue: 90509)
  /// The opengid is wrong.
  package static let badOpenGID = ErrorCode(rawValue: 90511)
  /// Calls across corps are not allowed.
  package static let crossCorpCall = ErrorCode(rawValue: 92002)
  /// The token belongs to another application.
  package static let tokenOfAnotherApplication = ErrorCode(rawValue: 301002)
  /// The start or end time is wrong.
  package static let badTimeRange = ErrorCode(rawValue: 600018)
  /// A precondition of the unionid conversion is not met.
  package static let unionIDPrecondition610014 = ErrorCode(rawValue: 610014)
  /// A precondition of the unionid conversion is not met.
  package static let unionIDPrecondition610015 = ErrorCode(rawValue: 610015)
  /// A precondition of the unionid conversion is not met.
  package static let unionIDPrecondition610016 = ErrorCode(rawValue: 610016)
  /// A precondition of the unionid conversion is not met.
  package static let unionIDPrecondition610017 = ErrorCode(rawValue: 610017)
  /// A precondition of the unionid conversion is not met.
  package static let unionIDPrecondition610018 = ErrorCode(rawValue: 610018)
  /// There is nothing to migrate.
  package static let nothingToMigrate = ErrorCode(rawValue: 610022)
  /// The interface licence is missing.
  package static let licenceMissing = ErrorCode(rawValue: 701008)
  /// The free period is over.
  package static let freePeriodOver = ErrorCode(rawValue: 701170)

  static let facts: [ErrorCode: (disposition: Disposition, responsible: Responsible)] = [
    busy: (.repeat, .vendor),
    dataConflict: (.repeat, .vendor),
    tooManyAtOnce: (.repeat, .program),
    overLimit: (.wait, .nobody),
    badToken: (.refresh, .nobody),
    tokenExpired: (.refresh, .nobody),
    badSecret: (.refresh, .corpAdmin),
    suiteTokenInvalid: (.refresh, .nobody),
    suiteTokenExpired: (.refresh, .nobody),
    badUserID: (.final, .supportStaff),
    badCorpID: (.final, .supportStaff),
    unknownGroup: (.final, .supportStaff),
    badParameter: (.final, .program),
    emptyParameter: (.final, .program),
    badPermanentCode: (.final, .provider),
    badSuiteTicket: (.final, .provider),
    badExternalUserID: (.final, .program),
    noRealName: (.final, .newOwner),
    groupIDUpgradedAlready: (.final, .nobody),
    groupIDUpgradeNotApplied: (.final, .provider),
    groupIDUpgradeBadTime: (.final, .program),
    notLoggedInForAYear: (.final, .newOwner),
    tokenMissing: (.final, .program),
    suiteTokenMissing: (.final, .program),
    configIDMissing: (.final, .program),
    unknownConfigID: (.final, .supportStaff),
    joinWayQuotaUsedUp: (.final, .corpAdmin),
    memberNotActivated: (.final, .newOwner),
    tooManyGroups: (.final, .program),
    unknownNewOwner: (.final, .supportStaff),
    notAuthorised: (.final, .corpAdmin),
    mayNotCall: (.final, .corpAdmin),
    authorisationGone: (.final, .corpAdmin),
    authorisationInvalid: (.final, .corpAdmin),
    groupDismissed: (.final, .nobody),
    outOfRange: (.final, .corpAdmin),
    outOfVisibleRange: (.final, .corpAdmin),
    departmentOutOfRange: (.final, .corpAdmin),
    untrustedIP: (.final, .corpAdmin),
    unknownUserID: (.final, .supportStaff),
    tooMuchAsked: (.final, .program),
    unknownExternalContact: (.final, .supportStaff),
    noCustomerContact: (.final, .corpAdmin),
    newOwnerNoCustomerContact: (.final, .corpAdmin),
    ownerNotResigned: (.final, .supportStaff),
    notACustomerGroup: (.final, .nobody),
    ownerResigned: (.final, .supportStaff),
    groupFull: (.final, .supportStaff),
    ownerUnchanged: (.final, .nobody),
    beingHandedOver: (.final, .nobody),
    handedOverAlready: (.final, .nobody),
    notACustomerGroupEither: (.final, .nobody),
    badOpenGID: (.final, .program),
    crossCorpCall: (.final, .corpAdmin),
    tokenOfAnotherApplication: (.final, .supportStaff),
    badTimeRange: (.final, .program),
    unionIDPrecondition610014: (.final, .corpAdmin),
    unionIDPrecondition610015: (.final, .corpAdmin),
    unionIDPrecondition610016: (.final, .corpAdmin),
    unionIDPrecondition610017: (.final, .corpAdmin),
    unionIDPrecondition610018: (.final, .corpAdmin),
    nothingToMigrate: (.final, .nobody),
    licenceMissing: (.final, .provider),
    freePeriodOver: (.final, .provider),
  ]
}
