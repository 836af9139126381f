import Model

/// What one error code of the vendor means and what is to be done, in both languages.
struct VendorErrorEntry: Sendable {
  struct Step: Sendable {
    let words: Bilingual
    let actor: Actor
    init(_ actor: Actor, _ zh: Phrase, _ en: Phrase) {
      words = .init(zh, en)
      self.actor = actor
    }
  }

  let codes: [Int]
  let meaning: Bilingual
  let next: Step?
  /// For provider-developed and third-party applications, where somebody else has to act.
  let nextForProviders: Step?

  init(_ codes: Int..., zh: Phrase, en: Phrase, next: Step?, forProviders: Step? = nil) {
    self.codes = codes
    meaning = .init(zh, en)
    self.next = next
    nextForProviders = forProviders ?? next
  }
}

enum VendorErrorTable {
  /// Every entry by each of its codes; a code stands in one entry only.
  static let entries = Dictionary(byCode, uniquingKeysWith: { first, _ in first })
  static var entryCount: Int { byCode.count }

  private static let byCode = (calls + credentials + permissions + people + groups + identities)
    .flatMap { entry in entry.codes.map { ($0, entry) } }

  /// The program repeats, waits or refreshes; or should not have asked.
  private static let calls: [VendorErrorEntry] = [
    .init(
      -1, zh: "企业微信系统繁忙", en: "WeCom is busy",
      next: .init(.program, "稍后再试；任务会自动重试", "try again later; jobs do so by themselves")),
    .init(
      6000, zh: "数据有冲突，别处同时在修改", en: "a data conflict: something else changed it at the same time",
      next: .init(.program, "稍后再试；任务会自动重试", "try again later; jobs do so by themselves")),
    .init(
      45033, zh: "同时进行的调用过多", en: "too many calls at once",
      next: .init(.program, "程序会减少同时进行的调用", "the program makes fewer calls at once")),
    .init(
      45009, zh: "调用次数超过企业微信的上限", en: "over the vendor's limit of calls",
      next: .init(
        .program, "程序会等到限制解除；若因 secret 多次错误，本机 IP 会被限制 1 小时",
        "the program waits until the block ends; after repeated wrong secrets this machine's IP is blocked for an hour")
    ),
    .init(
      40058, 40063, zh: "请求参数不合法", en: "a parameter of the request is not valid",
      next: .init(.you, "这是程序的错误，请连同错误码和 hint 一起反馈", "this is a fault of the program: report it with code and hint")),
    .init(
      41001, 41022, zh: "请求缺少凭证", en: "the request carried no token",
      next: .init(.you, "这是程序的错误，请连同错误码和 hint 一起反馈", "this is a fault of the program: report it with code and hint")),
    .init(
      81017, zh: "可见范围超过 1 000 人，一次请求的数据过多", en: "more than 1 000 people are visible: too much for one call",
      next: .init(.program, "程序会按每批 100 位群主分开请求", "the program asks for at most 100 owners a call")),
    .init(
      600018, zh: "起止时间不合法", en: "the first or last day is not valid",
      next: .init(
        .you, "结束日期最晚为昨天，跨度不超过 30 天，最早为 180 天前",
        "the last day is yesterday at the latest, at most 30 days at once, at most 180 days back")),
  ]

  private static let credentials: [VendorErrorEntry] = [
    .init(
      40001, zh: "应用的 secret 不正确", en: "the application's secret is wrong",
      next: .init(
        .you, "核对企业 ID 与该应用的 secret，改好之前不要反复重试，否则本机 IP 会被限制 1 小时",
        "check the corp id and this application's secret; until then do not try again and again, or this machine's IP is blocked for an hour"
      )),
    .init(
      40013, zh: "企业 ID 不正确", en: "the corp id is wrong",
      next: .init(.you, "在管理后台「我的企业」查看企业 ID 并更新配置", "look it up in the admin console under 「我的企业」 and mend the profile")
    ),
    .init(
      40014, zh: "access_token 无效", en: "the access token is not valid",
      next: .init(
        .program, "程序会重新获取一次；若仍然出现，请核对 secret 属于这家企业",
        "the program fetches a new one once; if it stays, check that the secret is this corp's")),
    .init(
      42001, zh: "access_token 已过期", en: "the access token has expired",
      next: .init(.program, "程序会重新获取一次", "the program fetches a new one once")),
    .init(
      40082, 42009, zh: "suite_access_token 无效或已过期", en: "the suite access token is not valid any more",
      next: .init(.program, "程序会重新获取一次", "the program fetches a new one once")),
    .init(
      301002, zh: "access_token 属于另一个应用", en: "the access token belongs to another application",
      next: .init(.you, "核对配置里的 secret 是否属于这个应用", "check that the profile's secret is this application's")),
    .init(
      40084, zh: "永久授权码不正确", en: "the permanent code is wrong",
      next: .init(
        .provider, "请企业重新授权，并更新永久授权码", "have the corp authorise the application again and store the new permanent code")
    ),
    .init(
      40085, zh: "suite_ticket 不正确或已过期", en: "the suite ticket is wrong or too old",
      next: .init(
        .provider, "检查 suite_ticket 的推送是否正常接收，并使用最新的一个", "check that pushed suite tickets arrive, and use the newest")),
  ]

  private static let permissions: [VendorErrorEntry] = [
    .init(
      48002, zh: "这个应用不能调用此接口", en: "this application may not call this interface",
      next: .init(
        .corpAdministrator, "在管理后台「客户联系」的「可调用接口的应用」里加入这个应用",
        "add the application under 「可调用接口的应用」 in the admin console's 「客户联系」"),
      forProviders: .init(
        .provider, "给应用加上「客户联系」的相应权限，再请企业管理员确认授权",
        "give the application the matching 「客户联系」 permission and have the corp's administrator confirm it")),
    .init(
      48001, zh: "接口没有授权给这个应用", en: "the interface is not authorised for this application",
      next: .init(
        .corpAdministrator, "在管理后台给这个应用开通相应的接口权限", "grant the application this permission in the admin console"),
      forProviders: .init(
        .provider, "给应用加上相应权限，再请企业管理员确认授权", "add the permission and have the corp's administrator confirm it")),
    .init(
      48004, 48006, zh: "接口授权已失效", en: "the authorisation of the interface is gone",
      next: .init(.corpAdministrator, "在管理后台恢复这个应用的授权", "restore the application's authorisation in the admin console"),
      forProviders: .init(.provider, "请企业管理员重新授权这个应用", "have the corp's administrator authorise the application again")),
    .init(
      60011, 60021, 60030, zh: "成员或部门不在应用的可见范围内",
      en: "the member or department is outside the application's visible range",
      next: .init(
        .corpAdministrator, "在管理后台把相关成员加入应用的「可见范围」", "add the members to the application's 「可见范围」 in the admin console")
    ),
    .init(
      60020, zh: "本机的 IP 不在可信名单内", en: "this machine's IP is not on the trusted list",
      next: .init(
        .corpAdministrator, "把本机的出口 IP 加入应用的「企业可信IP」，约 1 分钟后生效",
        "add this machine's outgoing IP to the application's 「企业可信IP」; it takes about a minute"),
      forProviders: .init(
        .provider, "把本机的出口 IP 加入服务商后台的 IP 白名单，约 1 分钟后生效",
        "add this machine's outgoing IP to the provider's IP list; it takes about a minute")),
    .init(
      92002, zh: "不允许跨企业调用", en: "calls across corps are not allowed",
      next: .init(.provider, "用属于这家企业的应用和凭证调用", "call with an application and credentials of this corp")),
    .init(
      701008, zh: "缺少接口调用许可", en: "the interface licence is missing",
      next: .init(.provider, "为相关成员购买并激活接口调用许可", "buy and activate interface licences for these members")),
    .init(
      701170, zh: "接口调用许可的免费试用期已过", en: "the free period of the interface licence is over",
      next: .init(.provider, "为相关成员购买并激活接口调用许可", "buy and activate interface licences for these members")),
  ]
}
