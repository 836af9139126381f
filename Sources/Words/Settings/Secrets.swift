import Model
import Settings

extension SecretBackend: Term {
  package var words: Bilingual {
    switch self {
    case .credential: .init("systemd 凭据", "systemd credential")
    case .command: .init("凭据命令", "credential command")
    case .keyring: .init("钥匙串（secret-tool）", "keyring (secret-tool)")
    case .pass: .init("密码库（pass）", "password store (pass)")
    case .environment: .init("环境变量", "environment variable")
    case .file: .init("文件", "file")
    case .simulated: .init("演示公司", "simulated company")
    }
  }
}

extension Catalogue {
  /// Where a secret comes from, never what it is: `文件 /home/li/…`.
  package func secretSource(_ source: SecretSource) -> SafeText {
    let kind = self[source.backend]
    let place = SafeText(source.place)
    return place.isEmpty ? kind : say(zh: "\(kind) \(place)", en: "\(kind) \(place)")
  }

  func secretFault(_ backend: SecretBackend, _ fault: SecretFault) -> Advice {
    let kind = self[backend]
    switch fault {
    case .absent(let what):
      return advice(
        .init("\(kind)：没有 \(SafeText(what))", "\(kind): there is no \(SafeText(what))"),
        next: .init("放入 secret，或在配置的 [secret] 中改用别的来源", "put the secret there, or name another source under [secret]"),
        by: .you)
    case .alreadyThere(let what):
      return advice(
        .init("\(kind)：\(SafeText(what)) 已存在，没有覆盖", "\(kind): \(SafeText(what)) is there already and was left alone"),
        next: .init("删除它，或用 --secret-… 指明它", "remove it, or name it with a --secret-… option"), by: .you)
    case .notInstalled(let program):
      return advice(
        .init("\(kind)：无法运行 \(SafeText(program))", "\(kind): cannot run \(SafeText(program))"),
        next: .init("安装它，或改用别的来源", "install it, or name another source"), by: .you)
    case .cannotRun(let program, let code):
      let reason = systemReason(code)
      return advice(
        .init(
          "\(kind)：无法运行 \(SafeText(program))：\(reason.fault.zh)",
          "\(kind): cannot run \(SafeText(program)): \(reason.fault.en)"), next: reason.next, by: .you)
    case .commandFailed(let program, let status):
      return advice(
        .init(
          "\(kind)：\(SafeText(program)) 以状态 \(code: status) 结束",
          "\(kind): \(SafeText(program)) ended with status \(code: status)"),
        next: .init("在终端单独运行它，查看原因", "run it by hand to see why"), by: .you)
    case .timedOut(let program, let seconds):
      return advice(
        .init(
          "\(kind)：\(SafeText(program)) 在 \(count: seconds) 秒内没有给出 secret",
          "\(kind): \(SafeText(program)) gave no secret within \(seconds, "second", "seconds")"),
        next: .init("检查它是否在等人输入", "check whether it waits for somebody's input"), by: .you)
    case .tooLong(let limit):
      return advice(
        .init("\(kind)：内容超过 \(count: limit) 字节", "\(kind): more than \(limit, "byte", "bytes")"),
        next: .init("只保留 secret 本身", "leave the secret and nothing else"), by: .you)
    case .malformed:
      return advice(
        .init("\(kind)：内容为空，或含有空白、控制字符", "\(kind): empty, or with white space or control characters inside"),
        next: .init("只保留 secret 本身", "leave the secret and nothing else"), by: .you)
    }
  }
}
