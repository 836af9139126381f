import Model
import Simulator
import WeCom

extension FuzzTarget {
  static let vendor = AnswerReader.all.map(answer) + [transferRows, errorMessage, httpDate, address]

  private static let jsonTokens = [
    "{", "}", "[", "]", ",", ":", "\"", "null", "true", "false", "{}", "[]", "\"\"", "\\u0000", "\\ud83d", "\\udc00",
    "\\u202e", "\"errcode\":", "\"errcode\":0,", "\"errcode\":null,", "\"errcode\":987654,", "\"errcode\":-1,",
    "\"errmsg\":\"ok\",", "\"chat_id\":", "\"create_time\":", "\"next_cursor\":\"x\",", "\"failed_chat_list\":[],",
    "\"userid\":\"\",",
  ].map { Array($0.utf8) }

  /// A reader of the vendor's answers: success is what carries errcode 0 and nothing else.
  private static func answer(_ reader: AnswerReader) -> FuzzTarget {
    let samples = VendorSamples.shared
    let seeds = samples.answers[reader.api.path] ?? []
    return FuzzTarget(name: reader.name, seeds: seeds + seeds + samples.faults, tokens: jsonTokens) { input, _ in
      if let error = reader.failure(in: input) {
        if case .vendor(let error) = error { try checkMessage(of: error) }
        return false
      }
      guard let literals = ErrorCodeScan.literals(in: input) else { return true }
      // The vendor writes null for what is absent.
      let codes = literals.filter { $0 != "null" }
      let isSuccess = codes.contains(where: ErrorCodeScan.isZero) || codes.isEmpty && reader.mayLackErrorCode
      try expect(isSuccess && codes.allSatisfy(ErrorCodeScan.isZero), "success with error codes \(codes)")
      return true
    }
  }

  /// What a transfer's answer says of each chat: nothing outside the request, nothing with the code of success.
  private static let transferRows: FuzzTarget = {
    let samples = VendorSamples.shared
    let request = UserID("lina").flatMap { TransferRequest(.resigned, chats: samples.transferred, newOwner: $0) }
    return FuzzTarget(
      name: "transfer-rows", seeds: samples.answers["externalcontact/groupchat/transfer"] ?? [], tokens: jsonTokens
    ) { input, _ in
      guard let request else { throw Finding("the samples make no request") }
      guard let failed = try? request.failed(in: input) else { return false }
      try expect(failed.keys.allSatisfy(request.chats.contains), "a chat that was not asked for")
      for error in failed.values {
        try expect(error.code.rawValue != 0, "a failure with the code of success")
        try checkMessage(of: error)
      }
      return true
    }
  }()

  /// The text beside an error code: its hint, the caller's ip.
  private static let errorMessage = FuzzTarget(
    name: "errmsg",
    seeds: VendorSamples.shared.faults
      + [
        "not allow to access from your ip, hint: [1793581200123456789], from ip: 203.0.113.7, more info at https://open",
        "invalid credential, hint: [a_1], from ip: 2001:db8::1, more info at", "ok", ", hint: [], from ip: ,",
      ].map { Array($0.utf8) },
    tokens: [", hint: [", "]", ", from ip: ", ", more info at ", "\u{1B}[31m", "\u{202E}"].map { Array($0.utf8) }
  ) { input, _ in
    let error = VendorError(
      ErrorCode(rawValue: 60020), from: .group, errmsg: String(decoding: input, as: UTF8.self))
    try checkMessage(of: error)
    return error.ip != nil || error.hint != nil
  }

  private static func checkMessage(of error: VendorError) throws(Finding) {
    try expect(error.message.count <= VendorError.longestMessage, "a message of \(error.message.count) characters")
    try expect(!SafeText(error.message).text.unicodeScalars.contains(where: \.isHostile), "a hostile message")
    let fit = Set("0123456789abcdefABCDEF.:")
    try expect(error.ip?.allSatisfy(fit.contains) ?? true, "an ip that is none")
    try expect(error.ip?.count ?? 0 <= 64 && error.hint?.count ?? 0 <= 64, "a long ip or hint")
  }

  private static let httpDate = FuzzTarget(
    name: "http-date",
    seeds: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sat, 21 Nov 2026 01:00:00 GMT", "Thu, 29 Feb 2024 23:59:60 GMT"].map {
      Array($0.utf8)
    },
    tokens: [" GMT", "9999", "0000", "Feb ", "+1", "-1", "24:00:00"].map { Array($0.utf8) }
  ) { input, _ in
    guard let moment = HTTPDate.parse(String(decoding: input, as: UTF8.self)) else { return false }
    // Years have four digits.
    try expect((-62_200_000_000...253_500_000_000).contains(moment.seconds), "a date of no year: \(moment.seconds)")
    return true
  }

  private static let address = FuzzTarget(
    name: "address",
    seeds: [
      "https://qyapi.weixin.qq.com", "http://127.0.0.1:8080/cgi-bin/", "https://[2001:db8::1]:8443/a/b",
      "http://localhost", "https://例子.cn",
    ].map { Array($0.utf8) },
    tokens: ["://", "http://", "@", "?", "#", ":0", ":65536", "/cgi-bin", "[::1]", "127.", "\\"].map { Array($0.utf8) },
    longest: 4096
  ) { input, _ in
    guard let address = try? Connection.Address(String(decoding: input, as: UTF8.self)) else { return false }
    try expect(
      address.description.hasPrefix("https://") || address.isLoopback, "plain text to another machine: \(address)")
    try expect(!address.host.contains("/") && !address.host.isEmpty, "a host that is none: \(address.host)")
    return true
  }
}
