import Foundation
import Model
import Processes

/// Reads the QR codes of a foreign image in a process that lives for that one image. Decoders are written in C and fed by
/// strangers: what goes wrong in one costs its process and nothing else. It has an empty environment, takes away from
/// itself what it does not need, and sees the image and nothing more.
package struct ImageReader: Sendable {
  /// The hidden subcommand of our own program.
  package static let subcommand = "read-image"

  /// How the process ends: its exit codes. Anything else is a death.
  package enum End: Int, Sendable {
    /// What the codes say stands in standard output, as a JSON array of texts.
    case read = 0
    case notAnImage = 10
    /// More pixels than are decoded.
    case tooLarge = 11
    /// It could not be taken from itself what it does not need.
    case notConfined = 12
  }

  private let program: String
  private let timeLimit: Duration

  /// - Parameters:
  ///   - program: a path to our own program.
  ///   - timeLimit: real time it may take.
  package init(program: String, timeLimit: Duration = .seconds(5)) {
    self.program = program
    self.timeLimit = timeLimit
  }

  /// What the codes in an image say: strangers' text. Throws ``CodeTrouble`` and `CancellationError`.
  package func texts(in image: [UInt8]) async throws -> [String] {
    guard image.count <= CodeLimits.longestImage else { throw CodeTrouble.tooLarge }
    let reader = OtherProgram([program, Self.subcommand], environment: [:], timeLimit: timeLimit)
    let end: OtherProgram.End
    do throws(OtherProgram.Failure) {
      end = try await reader.run(input: image, outputLimit: Self.longestOutput)
    } catch {
      try Task.checkCancellation()
      switch error {
      case .timedOut, .tooMuchOutput: throw CodeTrouble.decoderDied
      case .notFound, .cannotRun: throw CodeTrouble.decoderMissing
      }
    }
    switch End(rawValue: end.status) {
    case .read: return try texts(told: end.output)
    case .notAnImage: throw CodeTrouble.notAnImage
    case .tooLarge: throw CodeTrouble.tooLarge
    case .notConfined: throw CodeTrouble.decoderMissing
    case nil: throw CodeTrouble.decoderDied
    }
  }

  /// More than all the codes one image is read for can say, however it is escaped.
  private static let longestOutput = 1 << 20
  /// Of a code's bytes each becomes three at most, where it is no UTF-8.
  private static let longestText = 3 * CodeLimits.longestText

  /// A process that decodes what strangers made is one of theirs: what it says is checked like anybody's.
  private func texts(told bytes: [UInt8]) throws(CodeTrouble) -> [String] {
    guard let texts = try? JSONDecoder().decode([String].self, from: Data(bytes)), texts.count <= CodeLimits.mostTexts,
      texts.allSatisfy({ $0.utf8.count <= Self.longestText })
    else { throw .decoderDied }
    return texts
  }
}
