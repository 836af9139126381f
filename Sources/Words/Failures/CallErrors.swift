import Model
import WeCom

/// Why a call brought no answer.
extension Catalogue {
  func call(_ error: CallError, _ circumstances: Circumstances) -> Advice {
    let host = circumstances.host.map { SafeText($0, limit: 120) } ?? say(zh: "企业微信", en: "WeCom")
    switch error {
    case .vendor(let error): return vendor(error, circumstances)
    case .unreachable(_, let why): return unreachable(host, why)
    case .timedOut: return timedOut(host, seconds: circumstances.requestTimeout)
    case .unreadable(_, let why): return unreadable(host, why)
    case .blocked(let block): return blocked(block.until, circumstances)
    case .cursorRepeated(let api): return listInCircles(host, SafeText(api.path))
    }
  }

  func vendor(_ error: VendorError, _ circumstances: Circumstances) -> Advice {
    vendorError(error.code.rawValue, application: circumstances.application, ip: error.ip.map { SafeText($0) })
  }

  func blocked(_ until: Timestamp, _ circumstances: Circumstances) -> Advice {
    blocked(until: circumstances.now.map { moment(until, now: $0) } ?? SafeText(until.description))
  }

  private func unreachable(_ host: SafeText, _ why: Unreachable) -> Advice {
    switch why {
    case .unknownHost: unknownHost(host)
    case .refused, .connectTimedOut, .network(errno: nil), .shutDown: unreachable(host)
    case .network(errno: let code?):
      Advice(
        meaning: say(zh: "连接不上 \(host)：\(reason(code))", en: "cannot connect to \(host): \(reason(code))"),
        next: unreachable(host).next, actor: .you)
    case .tls: tlsFailed(host)
    case .closed: connectionLost(host)
    case .badAddress:
      advice(
        .init("\(host) 不是可以连接的地址", "\(host) is not an address one can call"),
        next: .init("检查 base_url", "check base_url"), by: .you)
    }
  }

  private func unreadable(_ host: SafeText, _ why: Unreadable) -> Advice {
    switch why {
    case .httpStatus(let status): httpStatus(status, host: host)
    case .tooLong: answerTooLarge(host, limit: WeComClient.longestAnswer / 1_048_576)
    case .truncated: truncatedAnswer(host)
    case .notJSON, .tooDeep: unreadableAnswer(host)
    case .wrongType(let member), .missing(let member): wrongMember(host, SafeText(member, limit: 80))
    }
  }

  private func listInCircles(_ host: SafeText, _ list: SafeText) -> Advice {
    advice(
      .init("\(host) 的列表 \(list) 没有尽头", "the list \(list) of \(host) goes round in circles"),
      next: .init("稍后再试", "try again later"), by: .you)
  }
}
