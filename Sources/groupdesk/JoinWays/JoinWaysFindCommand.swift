import ArgumentParser
import Model
import Services
import Storage
import Words

/// `groupdesk join-ways find`
struct JoinWaysFindCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Tell which join way a poster is, by its image or by the link in its code.",
    discussion: "Codes that were never read are fetched and read first. Exit code 2: it is none of the list.")

  @Option(help: ArgumentHelp("A picture with one QR code in it: PNG, JPEG, GIF or WebP.", valueName: "file"))
  var image: String?
  @Option(help: ArgumentHelp("What the code says, or a qr_code.", valueName: "url")) var link: String?
  @OptionGroup var form: FormOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (image != nil) != (link != nil) else { throw ValidationError("Use either --image or --link.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    let picture = try image.map { try InputFile($0).read { $0 } }
    return try await program.withSession(needsVendor: false) { session in
      let looked: @Sendable (Int, Int) -> Void = { done, total in
        program.output.progress(program.words.codesRead(done, of: total))
      }
      let rows: [JoinWayRow]
      if let picture {
        rows = try await session.joinWays.find(image: picture, progress: looked)
      } else {
        rows = try await session.joinWays.find(link: link ?? "", progress: looked)
      }
      program.output.clearProgress()
      program.show(rows, form.form)
      guard rows.isEmpty else { return .done }
      program.output.message(program.words.line(program.words.isNobodysCode), .warning)
      return .usage
    }
  }
}
