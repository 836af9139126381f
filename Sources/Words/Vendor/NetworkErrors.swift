import Model

/// Why no answer of the vendor could be had. `host` is the name alone: a URL would carry the token.
extension Catalogue {
  package func unreachable(_ host: SafeText) -> Advice {
    advice(.init("连接不上 \(host)", "cannot connect to \(host)"), next: checkNetwork, by: .you)
  }

  package func unknownHost(_ host: SafeText) -> Advice {
    advice(.init("找不到主机 \(host)", "there is no host \(host)"), next: checkNetwork, by: .you)
  }

  package func tlsFailed(_ host: SafeText) -> Advice {
    advice(
      .init("与 \(host) 的加密连接没有建立", "no secure connection to \(host)"),
      next: .init(
        "检查本机时间、CA 证书，以及中间是否有代理",
        "check this machine's time and CA certificates, and whether a proxy stands in between"), by: .you)
  }

  /// - Parameter seconds: what the profile allows, if known.
  package func timedOut(_ host: SafeText, seconds: Int?) -> Advice {
    let what: Bilingual =
      if let seconds {
        .init("\(host) 在 \(count: seconds) 秒内没有答复", "no answer from \(host) within \(seconds, "second", "seconds")")
      } else {
        .init("\(host) 没有及时答复", "no answer from \(host) in time")
      }
    return advice(
      what,
      next: .init(
        "稍后再试；或在配置里加大 request_timeout（最多 60）", "try again later, or raise request_timeout in the profile (at most 60)"),
      by: .you)
  }

  package func connectionLost(_ host: SafeText) -> Advice {
    advice(.init("与 \(host) 的连接中断", "the connection to \(host) was lost"), next: tryLater, by: .you)
  }

  /// HTML, half a document, wrong types: not what the vendor's API answers.
  package func unreadableAnswer(_ host: SafeText) -> Advice {
    advice(
      .init("\(host) 的答复不是接口的格式", "the answer of \(host) is not one of the API"),
      next: .init(
        "检查 base_url，以及中间的代理是否改动了内容", "check base_url, and whether a proxy in between changes what passes"), by: .you)
  }

  package func truncatedAnswer(_ host: SafeText) -> Advice {
    advice(
      .init("\(host) 的答复不完整", "the answer of \(host) ends in the middle"),
      next: .init("稍后再试；若仍然出现，检查中间的代理", "try again later; if it stays, check the proxy in between"), by: .you)
  }

  /// - Parameter member: what is absent or of another type than documented.
  package func wrongMember(_ host: SafeText, _ member: SafeText) -> Advice {
    advice(
      .init(
        "\(host) 的答复中 \(member) 缺失或类型不对，不能使用",
        "\(member) is missing or of a wrong type in the answer of \(host); it cannot be used"),
      next: .init(
        "稍后再试；若仍然出现，检查 base_url 和中间的代理", "try again later; if it stays, check base_url and the proxy in between"),
      by: .you)
  }

  package func httpStatus(_ status: Int, host: SafeText) -> Advice {
    advice(
      .init("\(host) 返回 HTTP \(code: status)", "\(host) answers HTTP \(code: status)"),
      next: .init("检查 base_url；若是 5xx，稍后再试", "check base_url; if it is 5xx, try again later"), by: .you)
  }

  /// - Parameter limit: in MiB.
  package func answerTooLarge(_ host: SafeText, limit: Int) -> Advice {
    advice(
      .init("\(host) 的答复超过 \(count: limit) MiB", "the answer of \(host) is larger than \(count: limit) MiB"),
      next: .init("检查 base_url", "check base_url"), by: .you)
  }

  /// The vendor has closed an API for a while (45009).
  package func blocked(until moment: SafeText) -> Advice {
    advice(
      .init("企业微信限制了调用，\(moment) 解除", "the vendor has blocked calls until \(moment)"),
      next: .init("程序会等到那时继续", "the program goes on then"), by: .program)
  }

  /// The machine's clock and the vendor's differ; nothing is sent meanwhile.
  package func clockSkew(_ skew: SafeText) -> Advice {
    advice(
      .init(
        "本机时间与企业微信相差 \(skew)，为避免算错日期，暂不发送",
        "this machine's clock is off by \(skew); nothing is sent, as days would be counted wrongly"),
      next: .init("校准本机时间", "set this machine's clock right"), by: .you)
  }

  private var checkNetwork: Bilingual {
    .init("检查网络、代理和 base_url", "check network, proxy and base_url")
  }

  private var tryLater: Bilingual { .init("稍后再试", "try again later") }
}
