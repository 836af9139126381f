import ArgumentParser
import Foundation
import Model
import QRCodes
import Services

/// `groupdesk read-image`: what an ``ImageReader`` runs. An image on standard input, what its QR codes say on standard
/// output. It runs on the main thread, without a task: threads would need what it takes from itself.
struct ReadImageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ImageReader.subcommand, abstract: "Read the QR codes of an image (for groupdesk itself).",
    shouldDisplay: false)

  func run() throws {
    guard ForeignImage.confine() else { end(.notConfined) }
    do throws(ForeignImage.Fault) {
      let texts = try ForeignImage(image()).texts()
      guard let document = try? JSONEncoder().encode(texts) else { end(.notAnImage) }
      try? FileHandle.standardOutput.write(contentsOf: document)
      end(.read)
    } catch {
      switch error {
      case .notAnImage: end(.notAnImage)
      case .tooLarge: end(.tooLarge)
      }
    }
  }

  /// One byte more than an image may have tells that it has too many.
  private func image() -> [UInt8] {
    let data = try? FileHandle.standardInput.read(upToCount: CodeLimits.longestImage + 1)
    return Array(data ?? Data())
  }

  private func end(_ end: ImageReader.End) -> Never { _exit(Int32(end.rawValue)) }
}
