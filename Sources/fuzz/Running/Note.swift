import Foundation
import Synchronization

/// Which input a process is at: a file in memory that is written before each input and read after the process is dead.
///
/// Unchecked, because its pointers never change and what they point at is atomic and mapped until the process ends.
final class Note: @unchecked Sendable {  // proven above
  private static let size = 2 * MemoryLayout<Atomic<Int>>.stride
  /// The index, then whether the watchdog ended the process.
  private let index: UnsafeMutablePointer<Atomic<Int>>
  private let hang: UnsafeMutablePointer<Atomic<Int>>

  /// - Parameter path: a file; it is created where there is none.
  init(_ path: String) throws(Failure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0, ftruncate(descriptor, off_t(Self.size)) == 0 else { throw Failure(path: path, code: errno) }
    defer { close(descriptor) }
    let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { throw Failure(path: path, code: errno) }
    // Zero bytes, which is what a new file holds, are an atomic zero.
    index = memory.assumingMemoryBound(to: Atomic<Int>.self)
    hang = index + 1
  }

  struct Failure: Error, CustomStringConvertible {
    let path: String
    let code: Int32
    var description: String { "\(path): \(String(cString: strerror(code)))" }
  }

  /// The number of the input under way.
  var current: Int {
    get { index.pointee.load(ordering: .relaxed) }
    set { index.pointee.store(newValue, ordering: .relaxed) }
  }

  /// Whether the process was ended because one input took too long.
  var isHung: Bool {
    get { hang.pointee.load(ordering: .relaxed) == 1 }
    set { hang.pointee.store(newValue ? 1 : 0, ordering: .relaxed) }
  }
}
