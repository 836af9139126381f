import Model

extension VendorErrorTable {
  static let people: [VendorErrorEntry] = [
    .init(
      40003, zh: "userid 无效：成员不存在、已离职或已删除", en: "not a valid userid: no such member, or the member has left",
      next: .init(.you, "核对 userid，或先同步一次", "check the userid, or refresh first")),
    .init(
      60111, zh: "没有这个 userid", en: "there is no such userid",
      next: .init(.you, "核对 userid，或先同步一次", "check the userid, or refresh first")),
    .init(
      46004, zh: "没有这位成员", en: "there is no such member",
      next: .init(.you, "换一位新群主", "choose another new owner")),
    .init(
      40098, zh: "成员没有设置实名", en: "the member has no real name set",
      next: .init(.newOwner, "在企业微信里设置实名；或换一位新群主", "set the real name in WeCom; or choose another new owner")),
    .init(
      40205, zh: "成员一年内没有登录过企业微信", en: "the member has not logged in to WeCom within a year",
      next: .init(.newOwner, "登录一次企业微信；或换一位新群主", "log in to WeCom once; or choose another new owner")),
    .init(
      41054, zh: "成员还没有激活企业微信", en: "the member has not activated WeCom",
      next: .init(.newOwner, "激活企业微信；或换一位新群主", "activate WeCom; or choose another new owner")),
    .init(
      84074, 84083, zh: "成员没有「客户联系」的使用权限", en: "the member may not use 「客户联系」 (customer contact)",
      next: .init(
        .corpAdministrator, "在管理后台把成员加入「客户联系」的使用范围；或换一位新群主",
        "add the member to the people who may use 「客户联系」 in the admin console; or choose another new owner")),
    .init(
      84061, zh: "没有这位外部联系人", en: "there is no such external contact",
      next: .init(.you, "核对 external_userid", "check the external_userid")),
    .init(
      40096, zh: "external_userid 无效，可能混用了企业与服务商的 id",
      en: "not a valid external_userid; ids of the corp and of the provider may be mixed",
      next: .init(.you, "核对 id 是由哪个应用取得的", "check by which application the id was obtained")),
  ]

  static let groups: [VendorErrorEntry] = [
    .init(
      40050, zh: "没有这个客户群，或它不在应用的可见范围内",
      en: "there is no such customer group, or it is outside the application's visible range",
      next: .init(.you, "核对 chat_id，或先同步一次", "check the chat_id, or refresh first")),
    .init(49008, zh: "群已解散", en: "the group has been dismissed", next: nil),
    .init(
      90500, zh: "群主没有离职", en: "the owner has not resigned",
      next: .init(.you, "改用在职继承：handover plan --on-job", "hand it over as an active member's: handover plan --on-job")),
    .init(
      90502, zh: "群主已离职", en: "the owner has resigned",
      next: .init(.you, "改用离职继承：去掉 --on-job", "hand it over as a resigned member's: leave out --on-job")),
    .init(90501, 90509, zh: "不是客户群", en: "this is not a customer group", next: nil),
    .init(
      90503, zh: "群已满员，新群主进不去", en: "the group is full, the new owner cannot get in",
      next: .init(.you, "在企业微信客户端里移出一位成员或处理后重试", "make room in the WeCom client, then try again")),
    .init(90504, zh: "群主没有变化，已经是这位成员", en: "the owner is this member already", next: nil),
    .init(
      90507, zh: "群正在继承中", en: "the group is being handed over already",
      next: .init(.program, "程序会跟踪结果，不会重发", "the program follows it and sends nothing again")),
    .init(
      90508, zh: "群已经继承过", en: "the group has been handed over already",
      next: .init(.program, "程序会核对现在的群主", "the program checks who owns it now")),
    .init(
      90511, zh: "opengid 无效", en: "not a valid opengid",
      next: .init(.you, "核对 opengid", "check the opengid")),
    .init(
      41043, zh: "缺少配置 id", en: "the config id is missing",
      next: .init(.you, "给出进群方式的配置 id", "give the join way's config id")),
    .init(
      41044, zh: "没有这个进群方式，或它由另一个应用创建", en: "there is no such join way, or another application made it",
      next: .init(.you, "核对配置 id", "check the config id")),
    .init(
      41045, zh: "进群方式的数量已达上限（每家企业 500 000 个）", en: "the corp's quota of join ways is used up (500 000)",
      next: .init(.you, "删除不用的进群方式", "remove join ways that are not used")),
    .init(
      41091, zh: "一个进群方式最多用于 5 个客户群", en: "a join way takes at most 5 customer groups",
      next: .init(.you, "减少客户群的数量", "give it fewer groups")),
    .init(
      40165, zh: "群 ID 已经升级过", en: "the group ids have been upgraded already", next: nil),
    .init(
      40166, zh: "还没有申请群 ID 升级", en: "the upgrade of the group ids has not been applied for",
      next: .init(.you, "先申请升级", "apply for it first")),
    .init(
      40167, zh: "升级时间不合法", en: "the time of the upgrade is not valid",
      next: .init(.you, "选择从现在起 7 天之内的时间", "choose a time within seven days from now")),
  ]

  static let identities: [VendorErrorEntry] = [
    .init(
      610014, 610015, 610016, 610017, 610018, zh: "unionid 转换的前提条件不满足",
      en: "a precondition of the unionid conversion is not met",
      next: .init(
        .provider, "检查企业与服务商的认证状态，以及小程序或公众号的绑定",
        "check that corp and provider are verified and the mini program or account is bound")),
    .init(610022, zh: "没有需要迁移的内容", en: "there is nothing to migrate", next: nil),
  ]
}
