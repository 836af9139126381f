import Model
import Settings

extension Catalogue {
  /// What is wrong with folders, profiles, secrets or themes; one advice for each thing that is wrong.
  package func settings(_ error: SettingsError) -> [Advice] {
    switch error {
    case .configuration(let faults): faults.map(configurationFault)
    case .file(let path, let operation, let code): [file(path, operation, code)]
    case .tooOpen(let path, let mode): [tooOpen(path, mode)]
    case .foreignOwner(let path):
      [
        advice(
          .init("\(SafeText(path)) 属于别的用户", "\(SafeText(path)) belongs to somebody else"),
          next: .init("换成你自己的文件", "use a file of your own"), by: .you)
      ]
    case .notAPlainFile(let path):
      [
        advice(
          .init("\(SafeText(path)) 不是普通文件", "\(SafeText(path)) is not a plain file"),
          next: .init("链接、文件夹和管道都不读取，请换成普通文件", "links, folders and pipes are not read: put a plain file there"),
          by: .you)
      ]
    case .tooLarge(let path, let limit):
      [
        advice(
          .init("\(SafeText(path)) 超过 \(count: limit) 字节", "\(SafeText(path)) has more than \(limit, "byte", "bytes")"),
          next: .init("检查是不是选错了文件", "check that it is the right file"), by: .you)
      ]
    case .notUTF8(let path):
      [
        advice(
          .init("\(SafeText(path)) 不是 UTF-8 文本", "\(SafeText(path)) is not UTF-8 text"),
          next: .init("另存为 UTF-8", "save it as UTF-8"), by: .you)
      ]
    case .noHome:
      [
        advice(
          .init("不知道把文件放在哪里", "there is no place for the files"),
          next: .init("设置 HOME，或使用 --home", "set HOME, or use --home"), by: .you)
      ]
    case .noSuchProfile(let name, let known): [unknownProfile(name, known)]
    case .profileExists(let name):
      [
        advice(
          .init("配置 \(SafeText(name.text)) 已存在", "there is a profile \(SafeText(name.text)) already"),
          next: .init("换一个名字，或直接修改它的文件", "choose another name, or edit its file"), by: .you)
      ]
    case .badName(let text):
      [
        advice(
          .init("“\(SafeText(text, limit: 80))”不能作为名字", "\"\(SafeText(text, limit: 80))\" cannot be a name"),
          next: allowed(.name), by: .you)
      ]
    case .noSuchTheme(let name, let known):
      [
        advice(
          .init("没有主题 \(SafeText(name, limit: 80))", "there is no theme \(SafeText(name, limit: 80))"),
          next: .init("可用：\(list(known))", "there are: \(list(known))"), by: .you)
      ]
    case .noConnection: [noConnection]
    case .incomplete(let missing):
      [
        advice(
          .init("缺少 \(SafeText(missing))", "\(SafeText(missing)) is missing"),
          next: .init("设置它，或用 --profile 选择一个配置", "set it, or choose a profile with --profile"), by: .you)
      ]
    case .badValue(let name, let value, let what):
      [
        advice(
          .init(
            "\(SafeText(name))：“\(SafeText(value, limit: 80))”不可用",
            "\(SafeText(name)): \"\(SafeText(value, limit: 80))\" is not allowed"),
          next: allowed(what), by: .you)
      ]
    case .noSecret:
      [
        advice(
          .init("没有这家企业的应用 secret", "there is no application secret for this corp"),
          next: .init(
            "在配置的 [secret] 中写明来源，或设置 GROUPDESK_SECRET",
            "name its source under [secret] in the profile, or set GROUPDESK_SECRET"), by: .you)
      ]
    case .secret(let backend, let fault): [secretFault(backend, fault)]
    }
  }

  private var noConnection: Advice {
    advice(
      .init("还没有说明连接哪家企业", "nothing says which corp to talk to"),
      next: .init(
        "用 --profile 选择一个配置，用 groupdesk profile add 接入企业，或用 groupdesk demo 看演示",
        "choose a profile with --profile, connect one with groupdesk profile add, or see groupdesk demo"), by: .you)
  }

  private func unknownProfile(_ name: ProfileName, _ known: [ProfileName]) -> Advice {
    advice(
      .init("没有配置 \(SafeText(name.text))", "there is no profile \(SafeText(name.text))"),
      next: known.isEmpty
        ? .init("用 groupdesk profile add 添加", "add it with groupdesk profile add")
        : .init("可用：\(list(known.map(\.text)))", "there are: \(list(known.map(\.text)))"), by: .you)
  }

  private func tooOpen(_ path: String, _ mode: UInt32) -> Advice {
    let shown = SafeText(String(mode, radix: 8))
    return advice(
      .init("\(SafeText(path)) 的权限 \(shown) 太宽", "\(SafeText(path)) is open to others (\(shown))"),
      next: .init("chmod 600 \(SafeText(path))", "chmod 600 \(SafeText(path))"), by: .you)
  }

  private func file(_ path: String, _ operation: FileOperation, _ code: Int32) -> Advice {
    let reason = systemReason(code)
    let what: Bilingual =
      switch operation {
      case .read: .init("无法读取 \(SafeText(path))", "cannot read \(SafeText(path))")
      case .write: .init("无法写入 \(SafeText(path))", "cannot write \(SafeText(path))")
      case .createFolder: .init("无法创建文件夹 \(SafeText(path))", "cannot create the folder \(SafeText(path))")
      case .list: .init("无法列出 \(SafeText(path))", "cannot list \(SafeText(path))")
      }
    return advice(
      .init("\(what.zh)：\(reason.fault.zh)", "\(what.en): \(reason.fault.en)"), next: reason.next, by: .you)
  }
}
