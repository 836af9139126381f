import Model
import Simulator
import WeCom

/// Answers and names of a simulated company: what the mutator starts from.
struct VendorSamples: Sendable {
  /// By path below `/cgi-bin/`.
  let answers: [String: [[UInt8]]]
  /// What any call may be answered with: refusals, gateways' pages, broken answers.
  let faults: [[UInt8]]
  let chatIDs: [String]
  /// Those whose transfer ``answers`` tell of.
  let transferred: [ChatID]
  let userIDs: [String]
  /// Names of groups, hostile ones among them.
  let names: [String]

  static let shared = VendorSamples()

  private init() {
    var configuration = CompanyConfiguration(seed: 7, groups: 240, owners: 6, membersPerGroup: 2...7)
    configuration.fullPerThousand = 0
    configuration.nearlyFullPerThousand = 0
    configuration.joinWays = CompanyConfiguration.usualJoinWays
    var desk = Desk(Company(configuration, start: Server.usualStart))
    let groups = desk.company.allGroups(at: desk.now)
    names = groups.map(\.name)
    let chatIDs = groups.prefix(40).map(\.chatID)
    let userIDs = desk.company.members.map(\.userID)
    (self.chatIDs, self.userIDs) = (chatIDs, userIDs)
    let resigned = desk.company.members.first { $0.isResigned }?.userID ?? ""
    let waiting = Array(desk.company.chatIDs(ownedBy: resigned).prefix(6))
    // Who owns a group may own another.
    let active = Set(desk.company.members.filter { !$0.isResigned }.map(\.userID))
    let newOwner = groups.first { active.contains($0.owner) }?.owner ?? ""

    var answers: [String: [[UInt8]]] = ["gettoken": [desk.renewToken()]]
    answers["externalcontact/groupchat/list"] = [
      desk.post("externalcontact/groupchat/list", #"{"limit":8}"#),
      desk.post("externalcontact/groupchat/list", #"{"limit":3,"owner_filter":{"userid_list":["\#(resigned)"]}}"#),
      desk.post("externalcontact/groupchat/list", #"{"limit":100,"status_filter":1}"#),
    ]
    answers["externalcontact/groupchat/get"] = chatIDs.map {
      desk.post("externalcontact/groupchat/get", #"{"chat_id":"\#($0)","need_name":1}"#)
    }.filter { $0.count < 4096 }
    let sent = Array(waiting.filter { $0 != chatIDs[0] } + chatIDs.prefix(1))
    transferred = sent.compactMap { ChatID($0) }
    let chats = sent.map { "\"\($0)\"" }.joined(separator: ",")
    let transfer = #"{"chat_id_list":[\#(chats)],"new_owner":"\#(newOwner)"}"#
    answers["externalcontact/groupchat/transfer"] = [
      desk.post("externalcontact/groupchat/transfer", transfer),
      desk.post("externalcontact/groupchat/transfer", transfer),
      desk.post("externalcontact/groupchat/onjob_transfer", transfer),
    ]
    answers["externalcontact/get_unassigned_list"] = [
      desk.post("externalcontact/get_unassigned_list", #"{"page_size":4}"#),
      desk.post("externalcontact/get_unassigned_list", #"{"page_size":1000}"#),
    ].filter { $0.count < 8192 }
    answers["externalcontact/get_follow_user_list"] = [desk.post("externalcontact/get_follow_user_list", "")]
    answers["user/get"] = userIDs.prefix(4).map { desk.get("user/get", ["userid": $0]) }
    answers["user/list_id"] = [desk.post("user/list_id", #"{"limit":6}"#)]
    answers["department/list"] = [desk.get("department/list", [:])]
    answers.merge(desk.joinWayAnswers()) { _, new in new }
    self.answers = answers

    var faults: [[UInt8]] = []
    for kind in Fault.Kind.allCases {
      desk.company.clearFaults()
      desk.company.forgetLimits()
      _ = desk.renewToken()
      desk.company.add([Fault(kind)])
      faults.append(desk.post("externalcontact/groupchat/list", #"{"limit":2}"#))
    }
    self.faults = faults
  }
}

/// Somebody who calls a company directly.
private struct Desk {
  var company: Company
  let now = Server.usualStart
  private var token = ""

  init(_ company: Company) { self.company = company }

  mutating func renewToken() -> [UInt8] {
    let answer = get("gettoken", ["corpid": "wwsimulated", "corpsecret": "simulated-secret"])
    let text = String(decoding: answer, as: UTF8.self)
    if let start = text.firstRange(of: "\"access_token\":\"") {
      token = String(text[start.upperBound...].prefix { $0 != "\"" })
    }
    return answer
  }

  /// Answers about join ways: of every scene, and a write of each kind.
  mutating func joinWayAnswers() -> [String: [[UInt8]]] {
    let calls = "externalcontact/groupchat"
    let ids = company.ownConfigIDs
    var answers: [String: [[UInt8]]] = [:]
    answers["\(calls)/get_join_way"] = ids.map { post("\(calls)/get_join_way", #"{"config_id":"\#($0)"}"#) }
    let chat = company.allGroups(at: now).first { $0.status == 0 && !$0.isDismissed }?.chatID ?? ""
    let content = #""scene":2,"remark":"门店 A 海报","state":"shopA","chat_id_list":["\#(chat)"]"#
    answers["\(calls)/add_join_way"] = [post("\(calls)/add_join_way", "{\(content)}")]
    if let id = ids.last {
      answers["\(calls)/update_join_way"] = [
        post("\(calls)/update_join_way", #"{"config_id":"\#(id)",\#(content)}"#)
      ]
      answers["\(calls)/del_join_way"] = [post("\(calls)/del_join_way", #"{"config_id":"\#(id)"}"#)]
    }
    let openGID = company.openGID(of: chat) ?? ""
    answers["externalcontact/opengid_to_chatid"] = [
      post("externalcontact/opengid_to_chatid", #"{"opengid":"\#(openGID)"}"#)
    ]
    return answers
  }

  mutating func post(_ path: String, _ body: String) -> [UInt8] {
    company.answer(Call(path: path, query: ["access_token": token], body: Array(body.utf8)), at: now).body
  }

  mutating func get(_ path: String, _ query: [String: String]) -> [UInt8] {
    let query = query.merging(["access_token": token]) { own, _ in own }
    return company.answer(Call(method: .get, path: path, query: query), at: now).body
  }
}
