import Foundation
import Model

/// Why the system said no, and what helps.
struct SystemReason {
  let fault: Bilingual
  let next: Bilingual?
}

extension Catalogue {
  /// - Parameter code: errno.
  func systemReason(_ code: Int32) -> SystemReason {
    switch code {
    case ENOENT: .init(fault: .init("不存在", "it does not exist"), next: .init("检查路径", "check the path"))
    case EACCES, EPERM:
      .init(fault: .init("没有权限", "not permitted"), next: .init("检查文件和文件夹的权限", "check the rights of file and folder"))
    case ENOSPC, EDQUOT:
      .init(fault: .init("磁盘已满", "the disk is full"), next: .init("腾出空间后重试", "make room, then try again"))
    case EROFS:
      .init(
        fault: .init("文件系统只读", "the file system is read-only"),
        next: .init("用 --home 换一个位置", "choose another place with --home"))
    case ENOTDIR:
      .init(
        fault: .init("那里是一个文件", "a file is in the way"),
        next: .init("移开它，或用 --home 换一个位置", "move it away, or choose another place with --home"))
    case EMFILE, ENFILE:
      .init(
        fault: .init("打开的文件或 inotify 监视太多", "too many open files or inotify instances"),
        next: .init(
          "结束不用的进程，或调大 fs.inotify.max_user_instances",
          "end processes that are not needed, or raise fs.inotify.max_user_instances"))
    case EEXIST: .init(fault: .init("已存在", "it exists already"), next: .init("换一个名字", "choose another name"))
    case EIO: .init(fault: .init("读写出错", "reading or writing failed"), next: .init("检查磁盘", "check the disk"))
    case 0: .init(fault: .init("系统没有说明原因", "the system gave no reason"), next: nil)
    default:
      .init(fault: .init("系统错误 \(code: Int(code))", "system error \(code: Int(code))"), next: nil)
    }
  }
}
