import Model
import Storage

/// What can be wrong with the databases. The ledger is never touched when it is damaged; the replica is made anew.
extension Catalogue {
  func storage(_ error: StorageError) -> Advice {
    switch error {
    case .damaged(let file): isReplica(file) ? damagedReplica(SafeText(file)) : damagedLedger(SafeText(file))
    case .newerVersion(let file, let found, let known):
      newerDatabase(SafeText(file), found: Int(found), known: Int(known))
    case .diskFull(let file): diskFull(SafeText(file))
    case .busy(let file), .lockedOut(let file): databaseBusy(SafeText(file))
    case .notPermitted(let file, let code): databaseNotPermitted(SafeText(file), reason: reason(code))
    case .inputOutput(let file, let code): databaseFault(SafeText(file), reason: reason(code))
    case .notReady(let file): notReady(SafeText(file))
    case .constraint(let name): databaseFault(say(zh: "数据库", en: "the database"), reason: SafeText(name, limit: 200))
    case .closed(let file): databaseFault(SafeText(file), reason: say(zh: "已关闭", en: "it is closed"))
    case .failed(let file, let code, let message):
      databaseFault(SafeText(file), reason: SafeText("\(code) \(message)", limit: 300))
    }
  }

  /// The folders of Settings tell one kind of file from the other.
  private func isReplica(_ file: String) -> Bool { file.contains("/replicas/") }

  private func damagedReplica(_ file: SafeText) -> Advice {
    advice(
      .init("本地数据 \(file) 已损坏", "the local copy \(file) is damaged"),
      next: .init(
        "结束正在同步的进程后再运行，程序会重新建立它；任务不受影响",
        "end the process that refreshes it and run again: it is made anew; jobs are not affected"), by: .you)
  }

  private func notReady(_ file: SafeText) -> Advice {
    advice(
      .init("另一个进程正在建立 \(file)", "another process is making \(file)"),
      next: .init("稍后再试", "try again later"), by: .you)
  }

  package func damagedLedger(_ file: SafeText) -> Advice {
    advice(
      .init("任务账本 \(file) 已损坏，没有改动它，也没有发送", "the ledger \(file) is damaged; it was not touched and nothing was sent"),
      next: .init(
        "先备份这个文件，再从备份恢复；不要删除，它记着哪些群已经发送",
        "keep a copy, then restore a backup; do not delete it, it knows which groups were sent"), by: .you)
  }

  /// - Parameter moved: where the damaged one was put.
  package func replicaMadeAnew(_ file: SafeText, moved: SafeText) -> Advice {
    advice(
      .init(
        "本地数据 \(file) 无法使用，已移到 \(moved) 并重新建立",
        "the local copy \(file) could not be used; it was moved to \(moved) and made anew"),
      next: .init("程序会重新同步，任务不受影响", "the program fetches it again; jobs are not affected"), by: .program)
  }

  package func newerDatabase(_ file: SafeText, found: Int, known: Int) -> Advice {
    advice(
      .init(
        "\(file) 由更新的版本写成（\(code: found)，本程序认识到 \(code: known)），没有改动它",
        "\(file) was written by a newer version (\(code: found), this program knows \(code: known)); it was not touched"
      ),
      next: .init("升级本程序", "upgrade this program"), by: .you)
  }

  package func diskFull(_ file: SafeText) -> Advice {
    advice(
      .init("写入 \(file) 时磁盘已满，已写的内容没有丢失", "the disk is full while writing \(file); nothing already written is lost"),
      next: .init("腾出空间后再运行", "make room, then run again"), by: .you)
  }

  package func databaseBusy(_ file: SafeText) -> Advice {
    advice(
      .init("\(file) 正被另一个进程占用", "\(file) is in use by another process"),
      next: .init(
        "稍后再试；若一直如此，可能有 groupdesk 进程被挂起（SIGSTOP）：让它继续，或结束它",
        "try again later; if it stays so, a groupdesk process may be suspended (SIGSTOP): let it go on or end it"),
      by: .you)
  }

  /// - Parameter reason: the engine's own words.
  package func databaseNotPermitted(_ file: SafeText, reason: SafeText) -> Advice {
    advice(
      .init("无法打开 \(file)：\(reason)", "cannot open \(file): \(reason)"),
      next: .init("检查文件和文件夹的权限与所有者", "check owner and rights of file and folder"), by: .you)
  }

  /// Anything else the engine says.
  package func databaseFault(_ file: SafeText, reason: SafeText) -> Advice {
    advice(
      .init("\(file)：\(reason)", "\(file): \(reason)"),
      next: .init("再试一次；若仍然出现，请反馈", "try again; if it stays, report it"), by: .you)
  }
}
