import Foundation
import Model
import Services
import Storage
import Words

extension FuzzTarget {
  static let handover = [mappingFile, chatList, filter, search, jobReason, auditHead]

  private static let csvTokens = [
    "\"", "\"\"", ",", "\t", "\n", "\r\n", "\r", "=\"10086\"", "chat_id", "new_owner", "\u{FEFF}", "\"\n", " ",
  ].map { Array($0.utf8) }

  private static let tables: [[UInt8]] = {
    let samples = VendorSamples.shared
    let rows = samples.chatIDs.prefix(6).map { "\($0),\(samples.userIDs[0])" }
    return [
      "chat_id,new_owner\n" + rows.joined(separator: "\n"),
      "\u{FEFF}\"name\",\"chat_id\",\"new_owner\"\r\n\"a \"\"b\"\"\n c\",\"wr1\",\"=\"\"10086\"\"\"\r\n",
      "new_owner\tchat_id\nlina\twr2\n", samples.chatIDs.prefix(4).joined(separator: "\n"),
    ].map { Array($0.utf8) }
  }()

  private static let mappingFile = FuzzTarget(name: "mapping-file", seeds: tables, tokens: csvTokens) { input, _ in
    do {
      let file = try MappingFile(input)
      try expect(!file.newOwners.isEmpty, "a file of nothing was accepted")
      return true
    } catch let problems as MappingFile.Problems {
      let lines = input.count { $0 == 0x0A } + 1
      try expect(!problems.problems.isEmpty, "refused without a reason")
      try expect(problems.problems.allSatisfy { (1...lines).contains($0.line) }, "a problem on no line")
      return false
    }
  }

  private static let chatList = FuzzTarget(name: "chat-list", seeds: tables, tokens: csvTokens) { input, _ in
    do {
      let chats = try MappingFile.chats(input)
      try expect(!chats.isEmpty && Set(chats).count == chats.count, "no chat, or one twice")
      return true
    } catch let problems as MappingFile.Problems {
      try expect(!problems.problems.isEmpty, "refused without a reason")
      return false
    }
  }

  /// What a person types to narrow a list: everything is a filter.
  private static let filter = FuzzTarget(
    name: "filter",
    seeds: ["owner:张伟 status:waiting", "members:>180 full: 团购", "状态：待分配 人数：≤10 群主：li", "members:200 a b"].map {
      Array($0.utf8)
    } + VendorSamples.shared.names.map { Array($0.utf8) },
    tokens: ["owner:", "status:", "members:", "full:", ">", "<", ">=", "≤", "：", " ", "65535", "65536", "\u{3000}"].map
    {
      Array($0.utf8)
    }, longest: 4096
  ) { input, _ in
    let filter = GroupFilter(String(decoding: input, as: UTF8.self))
    try expect((filter.words + filter.owners).allSatisfy { !$0.isEmpty }, "an empty word")
    if let members = filter.members {
      try expect(members.lowerBound >= -1 && members.upperBound <= 65_536, "numbers no group has: \(members)")
    }
    return !filter.isEmpty
  }

  /// Looking for a word in bytes finds what looking at every place finds.
  private static let search = FuzzTarget(
    name: "search", seeds: VendorSamples.shared.names.map { Array($0.utf8) },
    tokens: ["aa", "aaab", "群", "A"].map { Array($0.utf8) },
    longest: 2048
  ) { input, chance in
    let start = Int.random(in: 0...input.count, using: &chance)
    let end = min(input.count, start + Int.random(in: 0...6, using: &chance))
    // What stands in the text, in the other case as well.
    let word = String(decoding: input[start..<end], as: UTF8.self)
    let typed = word.utf8.allSatisfy { $0 < 0x80 } ? word.uppercased() : word
    guard let search = ByteSearch(typed) else { return false }
    let needle = word.utf8.map(folded)
    let text = input.map(folded)
    let found = input.withUnsafeBufferPointer { search.first(in: $0, 0..<$0.count) }
    let expected = text.indices.first { text[$0...].starts(with: needle) }
    try expect(found == expected, "\(word.debugDescription) found at \(found ?? -1), not \(expected ?? -1)")
    return found != nil
  }

  private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// Why a job waits, as a row of the ledger tells: what is read has words, and is stored as the same.
  private static let jobReason = FuzzTarget(
    name: "job-reason", seeds: reasons.compactMap { $0.stored.map { Array($0.utf8) } },
    tokens: ["{", "}", "\"_0\":", "\"until\":", "\"owner\":", "\"refused\":", "\"seconds\":", "null", "{}"].map {
      Array($0.utf8)
    },
    longest: 4096
  ) { input, _ in
    guard let reason = JobReason(stored: String(decoding: input, as: UTF8.self)) else { return false }
    try expect(reason.stored.flatMap { JobReason(stored: $0) } == reason, "stored, it is another: \(reason)")
    for language in Language.allCases {
      let words = Catalogue(language).reason(
        reason, notBefore: nil, now: Timestamp(seconds: 1_793_581_200), application: .own, names: { SafeText($0) })
      try expect(!words.isEmpty, "no words for \(reason)")
    }
    return true
  }

  private static let reasons: [JobReason] = {
    let moment = Timestamp(seconds: 1_793_581_200)
    let owners = ["zhangsan"].compactMap { UserID($0) }
    return owners.flatMap { owner -> [JobReason] in
      [
        .quotaUsedUp(owner: owner, until: moment), .quotaClosed(owner: owner, until: moment),
        .outsideWindow(until: moment), .retrying(groups: 3, until: moment), .midnight(until: moment),
        .checking(groups: 100), .following(groups: 1), .otherHandover(owner: owner), .unreachable, .rateLimited,
        .refused(code: 60020, ip: "203.0.113.7"), .newOwnerUnfit(newOwner: owner, code: 40205),
        .clockSkew(seconds: -31), .unanswered(groups: 2), .tooSlow, .auditMismatch, .internalError("SQLite 13"),
      ]
    }
  }()

  /// The file beside the ledger that names the audit's last row.
  private static let auditHead = FuzzTarget(
    name: "audit-head",
    seeds: [
      #"{"tips":[{"at":1793581200000,"count":7,"hash":"9f86d081884c7d659a2feaa0c55ad015"}]}"#,
      #"{"tips":[{"at":0,"count":0,"hash":""},{"at":1793581200000,"count":1,"hash":"lost"}]}"#, #"{"tips":[]}"#,
    ].map { Array($0.utf8) },
    tokens: ["{", "}", "[", "]", "\"tips\":", "\"at\":", "\"count\":", "\"hash\":", "null"].map { Array($0.utf8) },
    longest: 16 << 10
  ) { input, _ in
    guard case .tips(let tips) = AuditHead.state(Data(input)) else { return false }
    try expect(!tips.isEmpty && tips.allSatisfy { !"\($0.at)".isEmpty }, "tips without a moment")
    return true
  }
}
