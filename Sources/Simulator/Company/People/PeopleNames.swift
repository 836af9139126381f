/// The tables that members' names and userids are made from.
enum PeopleNames {
  /// The first people of every company, the resigned owners first of all.
  static let first: [(userID: String, name: String)] = [
    ("zhangsan", "张三"), ("lisi", "李四"), ("wangwu", "王五"), ("zhaoliu", "赵六"), ("qianqi", "钱七"),
    ("sunba", "孙八"), ("abel", "周亚伯"), ("ZhuShengBen", "朱生本"), ("jack", "吴杰克"), ("zhengjiu", "郑九"),
  ]

  static let surnames: [(pinyin: String, text: String)] = [
    ("wang", "王"), ("li", "李"), ("zhang", "张"), ("liu", "刘"), ("chen", "陈"), ("yang", "杨"), ("huang", "黄"),
    ("zhao", "赵"), ("wu", "吴"), ("zhou", "周"), ("xu", "徐"), ("sun", "孙"), ("ma", "马"), ("zhu", "朱"),
    ("hu", "胡"), ("guo", "郭"), ("he", "何"), ("lin", "林"), ("gao", "高"), ("luo", "罗"), ("zheng", "郑"),
    ("liang", "梁"), ("xie", "谢"), ("song", "宋"), ("tang", "唐"), ("deng", "邓"), ("feng", "冯"), ("han", "韩"),
    ("cao", "曹"), ("zeng", "曾"), ("peng", "彭"), ("xiao", "萧"), ("cai", "蔡"), ("pan", "潘"), ("tian", "田"),
    ("ouyang", "欧阳"), ("zhuge", "诸葛"), ("situ", "司徒"), ("shangguan", "上官"), ("lv", "吕"),
  ]

  static let given: [(pinyin: String, text: String)] = [
    ("wei", "伟"), ("fang", "芳"), ("na", "娜"), ("min", "敏"), ("jing", "静"), ("li", "丽"), ("qiang", "强"),
    ("lei", "磊"), ("yang", "洋"), ("yong", "勇"), ("yan", "艳"), ("jie", "杰"), ("juan", "娟"), ("tao", "涛"),
    ("ming", "明"), ("chao", "超"), ("xiuying", "秀英"), ("xia", "霞"), ("ping", "平"), ("gang", "刚"),
    ("guiying", "桂英"), ("xiaoming", "小明"), ("zihan", "子涵"), ("yuxuan", "宇轩"), ("haoran", "浩然"),
    ("xinyi", "欣怡"), ("ruoxi", "若曦"), ("meiling", "美玲"), ("jianguo", "建国"), ("zhiqiang", "志强"),
    ("tingting", "婷婷"), ("xuemei", "雪梅"), ("wenjing", "文静"), ("yifan", "一帆"), ("siyuan", "思远"),
    ("lingling", "玲玲"), ("dan", "丹"), ("bo", "博"), ("kai", "凯"), ("hui", "慧"), ("long", "龙"), ("xue", "雪"),
    ("guo", "国"), ("yun", "芸"), ("jun", "军"), ("fei", "飞"), ("hong", "红"), ("rui", "睿"), ("shan", "珊"),
    ("ji", "𠮷"),
  ]
}

/// A department of the corp.
struct Department: Sendable {
  let id: Int
  let parent: Int
  let name: String
  let englishName: String

  /// The tree, the root first.
  static let all: [Department] = [
    Department(id: 1, parent: 0, name: "模拟企业有限公司", englishName: "Simulated Company"),
    Department(id: 2, parent: 1, name: "客户服务部", englishName: "Customer Service"),
    Department(id: 3, parent: 1, name: "销售部", englishName: "Sales"),
    Department(id: 4, parent: 3, name: "华东大区", englishName: "East"),
    Department(id: 5, parent: 3, name: "华南大区", englishName: "South"),
    Department(id: 6, parent: 2, name: "VIP 客服组 ⭐", englishName: "VIP Desk"),
    Department(id: 7, parent: 1, name: "市场部", englishName: "Marketing"),
    Department(id: 8, parent: 1, name: "人力资源部", englishName: "People"),
  ]
}
