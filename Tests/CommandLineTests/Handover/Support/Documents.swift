/// The program's own JSON, as a script would read it.
struct PlanJSON: Decodable, Sendable {
  struct NewOwner: Decodable, Sendable {
    let new_owner: String
    let receives: Int
    let groups_afterwards: Int
  }

  struct SendingDay: Decodable, Sendable {
    let day: String
    let groups: Int
    let calls: Int
  }

  struct Group: Decodable, Sendable {
    let chat_id: String
    let new_owner: String?
    let left_out: String?
  }

  let plan: String
  let count: Int
  let calls: Int
  let new_owners: [NewOwner]
  let days: [SendingDay]
  let left_out: Int
  let groups: [Group]
}

struct ReportJSON: Decodable, Sendable {
  struct Summary: Decodable, Sendable {
    let plan: String
    let handover_userid: String
    let state: String
    let planned: Int
    let assigned: Int
    let items: [String: Int]
  }

  struct Group: Decodable, Sendable {
    let chat_id: String
    let new_owner: String?
    let state: String
    let detail: String?
    let errcode: Int?
  }

  struct Call: Decodable, Sendable {
    let new_owner: String
    let chat_id_list: [String]
    let state: String
    let day: String
  }

  let summary: Summary
  let group_chat_list: [Group]
  let calls: [Call]
}

struct JobJSON: Decodable, Sendable {
  let id: String
  let kind: String
  let state: String
  let not_before: Int64?
  let done: Int
  let total: Int?
}
