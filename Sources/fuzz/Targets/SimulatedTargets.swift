import Simulator

extension FuzzTarget {
  static let simulated = [simulatedCompany]

  private static let paths = Endpoint.allCases.map(\.rawValue)

  /// The simulated company answers any body with a JSON object that carries an error code, and takes nothing over that
  /// a body did not name.
  private static let simulatedCompany = FuzzTarget(
    name: "simulated-company",
    seeds: [
      #"{"limit":8,"cursor":"","status_filter":1,"owner_filter":{"userid_list":["zhangsan"]}}"#,
      #"{"chat_id":"wr1","need_name":1}"#, #"{"chat_id_list":["wr1","wr2"],"new_owner":"lina"}"#,
      #"{"page_size":4,"page_id":0,"cursor":"x"}"#, #"{"config_id":"x","opengid":"og"}"#,
      #"{"scene":2,"remark":"r","auto_create_room":1,"room_base_name":"n","room_base_id":10,"chat_id_list":["wr1"],"#
        + #""state":"s","mark_source":true}"#,
    ].map { Array($0.utf8) },
    tokens: ["{", "}", "[", "]", "\"", ":", ",", "null", "true", "\"cursor\":", "1e400"].map { Array($0.utf8) },
    longest: 16 << 10
  ) { input, chance in
    var company = small
    let path = paths.randomElement(using: &chance) ?? "gettoken"
    let call = Call(path: path, query: ["access_token": token], body: input)
    let reply = company.answer(call, at: Server.usualStart)
    let codes = ErrorCodeScan.literals(in: reply.body)
    try expect(
      reply.status == 200 && codes?.contains(String(reply.errorCode)) == true, "\(path) answers without a code")
    return reply.errorCode == 0
  }

  private static let (small, token): (Company, String) = {
    let configuration = CompanyConfiguration(seed: 3, groups: 12, owners: 3, membersPerGroup: 2...4)
    var company = Company(configuration, start: Server.usualStart)
    company.rules.rateLimits = false
    let query = ["corpid": "wwsimulated", "corpsecret": "simulated-secret"]
    let answer = company.answer(Call(method: .get, path: "gettoken", query: query), at: Server.usualStart)
    let text = String(decoding: answer.body, as: UTF8.self)
    let start = text.firstRange(of: "\"access_token\":\"")?.upperBound ?? text.endIndex
    return (company, String(text[start...].prefix { $0 != "\"" }))
  }()
}
