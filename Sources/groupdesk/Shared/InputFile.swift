import Foundation
import Services
import Settings

/// A file a person names on the command line; `-` is standard input.
struct InputFile {
  /// Bytes of a file, at most.
  private static let largest = 16 << 20

  let path: String

  init(_ path: String) { self.path = path }

  /// - Throws: everything `parse` found, with the file's name; `SettingsError.file` when it cannot be read.
  func read<Value>(_ parse: ([UInt8]) throws -> Value) throws -> Value {
    let bytes = try bytes()
    do {
      return try parse(bytes)
    } catch var problems as any FileProblems {
      problems.file = path
      throw problems
    }
  }

  private func bytes() throws -> [UInt8] {
    let handle: FileHandle
    if path == "-" {
      handle = .standardInput
    } else {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw SettingsError.file(path: path, operation: .read, code: errno) }
      handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
    do {
      let data = try handle.read(upToCount: Self.largest + 1) ?? Data()
      guard data.count <= Self.largest else { throw SettingsError.tooLarge(path: path, limit: Self.largest) }
      return Array(data)
    } catch let error as SettingsError {
      throw error
    } catch {
      throw SettingsError.file(path: path, operation: .read, code: EIO)
    }
  }
}

/// Everything that is wrong with a file.
private protocol FileProblems: Error {
  /// As the person named it; nil where nobody said.
  var file: String? { get set }
}

extension MappingFile.Problems: FileProblems {}
extension JoinWayDraft.Problems: FileProblems {}
extension ConfigIDList.Problems: FileProblems {}
