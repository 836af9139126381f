import Foundation
import Services
import Settings

/// A file a person names on the command line; `-` is standard input.
struct InputFile {
  /// Bytes of a file, at most.
  private static let largest = 16 << 20

  let path: String

  init(_ path: String) { self.path = path }

  /// A file that cannot be used: which, and everything that is wrong with it.
  struct Unusable: Error {
    let path: String
    let problems: [MappingFile.Problem]
  }

  /// - Throws: ``Unusable`` with everything `parse` found; `SettingsError.file` when it cannot be read.
  func read<Value>(_ parse: ([UInt8]) throws -> Value) throws -> Value {
    let bytes = try bytes()
    do {
      return try parse(bytes)
    } catch let problems as MappingFile.Problems {
      throw Unusable(path: path, problems: problems.problems)
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
