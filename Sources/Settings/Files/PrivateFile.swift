import Foundation

/// Small files only their owner may read. Everything goes through file descriptors, so what was checked is what is read.
enum PrivateFile {
  /// Who, besides the owner, may have rights on a file that is read.
  enum Trust {
    /// Nobody: secrets.
    case secret
    /// Nobody else may write it: it names commands this program runs.
    case configuration
  }

  static let longest = 256 * 1024

  /// Whole content of a plain file that belongs to the user or to root and is not open to others as `trust` says.
  static func read(_ path: String, trust: Trust, limit: Int = longest) throws(SettingsError) -> [UInt8] {
    // Without O_NONBLOCK the opening of a pipe nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ELOOP { throw .notAPlainFile(path: path) }
      throw .file(path: path, operation: .read, code: errno)
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .file(path: path, operation: .read, code: errno) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .notAPlainFile(path: path) }
    guard facts.st_uid == geteuid() || facts.st_uid == 0 else { throw .foreignOwner(path: path) }
    let mode = facts.st_mode & 0o777
    let forbidden: mode_t = trust == .secret ? 0o077 : 0o022
    guard mode & forbidden == 0 else { throw .tooOpen(path: path, mode: UInt32(mode)) }
    return try content(of: descriptor, path: path, limit: limit)
  }

  /// Creates a file (0600) with this content, whole or not at all.
  /// - Returns: false when a file of that name is there already; it is left alone.
  static func create(_ path: String, _ content: [UInt8]) throws(SettingsError) -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    var name = Array("\(folder)/.new-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw .file(path: path, operation: .write, code: errno) }
    defer {
      close(descriptor)
      unlink(name)
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    guard fchmod(descriptor, 0o600) == 0, write(content, to: descriptor), fsync(descriptor) == 0 else {
      throw .file(path: path, operation: .write, code: errno)
    }
    // link, unlike rename, fails where the name is taken.
    guard link(name, path) == 0 else {
      if errno == EEXIST { return false }
      throw .file(path: path, operation: .write, code: errno)
    }
    return true
  }

  /// Removes a file of ours; it does not matter whether it is there.
  static func remove(_ path: String) { unlink(path) }

  /// False only where it is known that nothing is there; what cannot be told counts as there, so that it is not passed
  /// over in silence.
  static func mayExist(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  /// The code of a ``SettingsError/file(path:operation:code:)`` whose name is taken.
  static let alreadyThere = EEXIST

  /// Creates a folder (0700) and those above it. One that is there already is left as it is.
  static func createFolder(_ path: String) throws(SettingsError) {
    if mkdir(path, 0o700) == 0 { return }
    switch errno {
    case EEXIST:
      var facts = stat()
      guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
        throw .file(path: path, operation: .createFolder, code: ENOTDIR)
      }
    case ENOENT:
      let parent = (path as NSString).deletingLastPathComponent
      guard !parent.isEmpty, parent != path else { throw .file(path: path, operation: .createFolder, code: ENOENT) }
      try createFolder(parent)
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
        throw .file(path: path, operation: .createFolder, code: errno)
      }
    default:
      throw .file(path: path, operation: .createFolder, code: errno)
    }
  }

  /// Names of the files in a folder, sorted; none where there is no folder.
  static func names(in folder: String) throws(SettingsError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw .file(path: folder, operation: .list, code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  private static func content(of descriptor: Int32, path: String, limit: Int) throws(SettingsError) -> [UInt8] {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .file(path: path, operation: .read, code: errno) }
      if count == 0 { return content }
      content += buffer[..<count]
      guard content.count <= limit else { throw .tooLarge(path: path, limit: limit) }
    }
  }

  private static func write(_ content: [UInt8], to descriptor: Int32) -> Bool {
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension SettingsError {
  /// Whether it says that a file is not there, which is often no error.
  var isMissingFile: Bool {
    if case .file(_, .read, ENOENT) = self { true } else { false }
  }
}
