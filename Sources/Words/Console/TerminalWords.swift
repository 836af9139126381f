import Model

/// Why the console cannot open its screen, and what a crash leaves behind.
extension Catalogue {
  package var notATerminal: Advice {
    advice(
      .init("控制台需要终端，输入或输出不是终端", "the console needs a terminal; input or output is none"),
      next: .init(
        "在脚本中使用子命令，例如 groupdesk overview；见 groupdesk --help",
        "in scripts use the subcommands, such as groupdesk overview; see groupdesk --help"), by: .you)
  }

  package func unknownTerminal(_ type: SafeText) -> Advice {
    advice(
      .init("这台机器不认识终端类型“\(type)”（TERM）", "this machine does not know the terminal \"\(type)\" (TERM)"),
      next: .init(
        "设置 TERM=xterm-256color，或安装 ncurses-term", "set TERM=xterm-256color, or install ncurses-term"), by: .you)
  }

  package func simpleTerminal(_ type: SafeText) -> Advice {
    advice(
      .init("终端类型“\(type)”（TERM）不能移动光标", "the terminal \"\(type)\" (TERM) cannot place its cursor"),
      next: .init(
        "使用子命令，或换一个终端，例如 TERM=xterm-256color",
        "use the subcommands, or another terminal, such as TERM=xterm-256color"), by: .you)
  }

  package func noLog(_ path: SafeText, code: Int32) -> Advice {
    advice(
      .init("无法写入日志 \(path)：\(reason(code))", "cannot write the log \(path): \(reason(code))"),
      next: .init("检查文件夹的权限", "look at the folder's permissions"), by: .you)
  }

  package func terminalRefused(code: Int32) -> Advice {
    advice(
      .init("无法使用终端：\(reason(code))", "cannot use the terminal: \(reason(code))"),
      next: .init("换一个终端再试", "try another terminal"), by: .you)
  }

  /// The line a crash leaves on the terminal.
  package func crashed(_ log: SafeText) -> SafeText {
    say(
      zh: "groupdesk 意外退出，没有丢失任何任务；日志：\(log)", en: "groupdesk ended unexpectedly; no job is lost. Log: \(log)")
  }
}
