/// Names, notices and nicknames as the world writes them: plain, decorated, and hostile.
///
/// Nothing newer than Unicode 13, so that the widths are known to a C library of 2021.
enum GroupNames {
  static let regions = ["上海", "北京", "广州", "深圳", "杭州", "成都", "武汉", "西安", "南京", "重庆", "苏州", "天津", "长沙", "青岛", "厦门", "昆明"]
  static let subjects = [
    "客户服务群", "VIP客户群", "售后服务群", "新品体验群", "会员福利群", "销售客服群", "老客户交流群", "团购接龙群", "课程答疑群", "装修咨询群", "母婴优选群",
    "企业采购对接群", "技术支持群", "周年庆活动群", "社区便民群", "线上签约群",
  ]
  static let ornaments = [
    "🎉", "🔥", "❤️", "👨‍👩‍👧‍👦", "🇨🇳", "1️⃣", "👍🏽", "🏳️‍🌈", "🧧", "☕", "✨", "💰💰", "🐼", "⚠️", "👩🏻‍💻", "🀄", "♻", "🅰️", "㊗️", "🤝",
  ]

  /// Whole names that break careless programs.
  static let hostile = [
    "\u{1B}[2J\u{1B}[H\u{1B}[31m清屏群\u{1B}[0m",
    "\u{1B}]0;你的终端被改名了\u{07}标题群",
    "\u{1B}]8;;http://example.invalid/\u{1B}\\点我\u{1B}]8;;\u{1B}\\",
    "\u{1B}]52;c;cm0gLXJmIC8=\u{07}剪贴板群",
    "\u{1B}P+q544e\u{1B}\\DCS 群",
    "\u{9B}31mC1 控制符群\u{9B}0m",
    "\u{202E}群服客海上\u{202C}反向",
    "\u{2066}隔离\u{2069}\u{2067}مجموعة العملاء\u{2069}",
    "קבוצת לקוחות VIP 2",
    "零\u{200B}宽\u{200C}字\u{200D}符\u{FEFF}群",
    "标签\u{E0041}\u{E0042}\u{E007F}字符群",
    "换行\n第二行\r回车\t制表符",
    "空字节\u{00}群 \u{7F}删除",
    "  前后都有空格  ",
    "\u{3000}全角空格\u{3000}",
    "Z̸̡̛̗͙̦͐̄̍a̵̢̛̠̟͌l̶̨̛̹͓̈́g̷̡̛̯̈́ơ̴̡̹̈́ 群",
    "é 与 e\u{0301} 不是一个群",
    "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 家庭群 👩‍❤️‍💋‍👨",
    "🇨🇳🇺🇸🇯🇵🇰 旗帜群",
    "=HYPERLINK(\"http://example.invalid\",\"打开\")",
    "+8613800000000 客服",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝１＋１ 全角公式",
    "<script>alert('群')</script>",
    "'; DROP TABLE groups; --",
    "100%s %n %@ \\u0041 \\ \" 转义群",
    "ลูกค้าวีไอพี กลุ่ม ๑",
    "ग्राहक समूह क्षत्रिय",
    "한국 고객 그룹 가",
    "ﷺ ﷽ 宽字",
    "𠮷野家𠮷𠮷 客户群",
    "\u{3164}",
    "\u{2028}行分隔\u{2029}段分隔",
    String(repeating: "很长的群名", count: 60),
    String(repeating: "👩🏽‍🚀", count: 40),
    String(repeating: "a\u{0300}\u{0301}\u{0302}\u{0303}", count: 50),
    "./../../etc/passwd",
    "$(reboot) `id` ${HOME} | ; &&",
    "\u{FEFF}BOM 在前的群",
  ]

  static let notices = [
    "", "", "", "文明沟通，拒绝脏话", "工作时间 9:00–18:00，其他时间留言必复。\n投诉电话：400-000-0000", "本周五 20:00 直播🎁，置顶群聊不迷路！",
    "\u{1B}[5m\u{1B}[7m紧急通知\u{1B}[0m", "1. 不发广告\n2. 不加私信\n3. 有问题 @客服", "退换货请提供订单号 + 照片 📷", "\u{202E}读反了的公告",
  ]

  /// Nicknames that the members of groups give themselves, beside ordinary names.
  static let nicknames = [
    "顾客老王", "A陈姐水果批发", "🌸小雨🌸", "平安是福", "Mr.Right", "  ", "阳光总在风雨后☀️", "0️⃣号买家", "AAA建材小李13800000000", "上善若水",
    "\u{1B}[31m红名\u{1B}[0m", "\u{202E}drowssap", "不\u{200B}可\u{200B}见", "👻", "Ⓜ️iss Li", "花开富贵💐", "客服小张", "雨后彩虹🌈",
    "Лена", "サクラ",
    "孙\u{1B}]0;x\u{07}", "=1+1", "꧁༺帅༻꧂", "ღ紫ღ", "～云淡风轻～", "🐉龙的传人🇨🇳", "Tom & \"Jerry\"", "老K", "用户_8848", "林",
  ]

  /// Channels of join ways with a state.
  static let states = ["klsdup3kj3s1", "wechat-article-07", "store_021", "poster-2026-spring", "douyin", "6"]
}

/// The same tables as insides of JSON strings, for answers that are written without a detour.
enum EscapedNames {
  static let nicknames = GroupNames.nicknames.map(escapedForJSON)
  static let states = GroupNames.states.map(escapedForJSON)
  static let notices = GroupNames.notices.map(escapedForJSON)
  static let surnames = PeopleNames.surnames.map { escapedForJSON($0.text) }
  static let given = PeopleNames.given.map { escapedForJSON($0.text) }
}
