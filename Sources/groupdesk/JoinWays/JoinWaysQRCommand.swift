import ArgumentParser
import Foundation
import Model
import QRCodes
import Screen
import Services
import Settings
import Storage
import Words

/// `groupdesk join-ways qr`
struct JoinWaysQRCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "qr", abstract: "Show a join way's QR code, print its link, or save codes as PNG or SVG.",
    discussion: """
      On a terminal the code is drawn, with its link below; elsewhere the link alone is printed. A button in a mini \
      program has no image: its component URL is printed, and --all passes it over. With --into a file is called remark \
      (config_id); one that exists is never overwritten, a second run writes "remark (config_id) 2".

        groupdesk join-ways qr 9ad7fa5c… --png poster.png
        groupdesk join-ways qr --all --into posters --format svg
      """)

  @Argument(help: "The join ways: their config_ids.") var ids: [String] = []
  @Option(help: ArgumentHelp("Save the code as a PNG.", valueName: "file")) var png: String?
  @Option(help: ArgumentHelp("Save the code as an SVG.", valueName: "file")) var svg: String?
  @Flag(help: "Print the link alone.") var link = false
  @Flag(help: "The terminal has a light ground and shows no colours.") var invert = false
  @Flag(help: "Every join way of the list; with --into.") var all = false
  @Option(help: ArgumentHelp("Save every code into this folder.", valueName: "folder")) var into: String?
  @Option(help: "With --into: png or svg.") var format: QRFile.Format?
  @Flag(help: "One JSON document: which link, which file.") var json = false
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard all == ids.isEmpty else { throw ValidationError("Name join ways by their config_id, or use --all.") }
    if into != nil {
      guard png == nil, svg == nil, !link else { throw ValidationError("--into goes with --format only.") }
      return
    }
    guard ids.count == 1 else { throw ValidationError("Several codes are saved with --into FOLDER.") }
    guard format == nil else { throw ValidationError("--format goes with --into.") }
  }

  func run(in program: Program) async throws -> ExitStatus {
    try await program.withSession(needsVendor: false) { session in
      let rows = all ? try await session.joinWays.rows() : try await program.joinWays(ids, session)
      guard let rows else { return .usage }
      if let into { return try await save(rows, into, program, session) }
      guard let row = rows.first else { return .usage }
      return try await show(row.record, program, session)
    }
  }

  // MARK: One

  private func show(_ record: JoinWayRecord, _ program: Program, _ session: Session) async throws -> ExitStatus {
    if record.content.scene == .button, png == nil, svg == nil {
      guard !record.qrCode.isEmpty else { throw CodeTrouble.noURL }
      tell(CodeRow(record, link: nil), record.qrCode, program)
      return .done
    }
    let code = try await session.joinWays.code(of: record.id)
    var files: [String] = []
    for (path, format) in [(png, QRFile.Format.png), (svg, .svg)] {
      guard let path else { continue }
      try QRFile.write(try bytes(of: code.link, format), to: path)
      files.append(path)
      program.output.message(program.words.saved(SafeText(path)), .done)
    }
    if !json, files.isEmpty, !link, program.output.isTerminal { draw(code.link, program) }
    if json || files.isEmpty || link { tell(CodeRow(record, link: code.link, files: files), code.link, program) }
    return .done
  }

  private func tell(_ row: CodeRow, _ link: String, _ program: Program) {
    if json { program.output.json(row) } else { program.output.line(SafeText(link)) }
  }

  private func draw(_ link: String, _ program: Program) {
    guard let code = QRCode(link) else {
      program.output.message(program.words.line(program.words.code(CodeTrouble.notDrawable)), .warning)
      return
    }
    guard !program.output.code(code, isInverted: invert) else { return }
    let size = HalfBlocks.size(of: code, quietZone: HalfBlocks.leastQuietZone)
    program.output.message(program.words.terminalTooNarrow(columns: size.columns), .warning)
  }

  private func bytes(of link: String, _ format: QRFile.Format) throws -> [UInt8] {
    guard let code = QRCode(link) else { throw CodeTrouble.notDrawable }
    switch format {
    case .svg: return Array(code.svg().utf8)
    case .png:
      guard let image = code.png() else { throw CodeTrouble.notDrawable }
      return image
    }
  }

  // MARK: Many

  private func save(
    _ rows: [JoinWayRow], _ folder: String, _ program: Program, _ session: Session
  ) async throws -> ExitStatus {
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw SettingsError.file(path: folder, operation: .createFolder, code: errno)
    }
    var told: [CodeRow] = []
    var (saved, failed) = (0, 0)
    for (index, row) in rows.enumerated() {
      try Task.checkCancellation()
      program.output.progress(program.words.codesRead(index, of: rows.count))
      let record = row.record
      do {
        let code = try await session.joinWays.code(of: record.id)
        let format = format ?? .png
        let path = try QRFile.write(
          try bytes(of: code.link, format), remark: record.content.remark,
          id: record.configID?.rawValue ?? record.id.rawValue, format: format, in: folder)
        saved += 1
        told.append(CodeRow(record, link: code.link, files: [path]))
        if !json { program.output.line(SafeText(path)) }
      } catch let trouble as CodeTrouble {
        told.append(CodeRow(record, link: nil))
        // A button has no image, which is no failure of `--all`.
        if trouble == .noImage, all {
          program.output.message(program.words.buttonSkipped(program.words.joinWayName(record)), .dim)
          continue
        }
        failed += 1
        let line = program.words.line(program.words.code(trouble))
        program.output.message(SafeText("\(program.words.joinWayName(record)): \(line)"), .error)
      }
    }
    program.output.clearProgress()
    if json { program.output.json(told) }
    program.output.message(program.words.codesSaved(saved, of: saved + failed), failed == 0 ? .done : .warning)
    return failed == 0 ? .done : saved > 0 ? .inPart : .usage
  }
}

extension QRFile.Format: ExpressibleByArgument {}

/// A code, as scripts get it.
private struct CodeRow: Encodable, Sendable {
  let config_id: String?
  let id: String
  let remark: String
  let qr_code: String
  /// What the code says; nil where there is none, or it could not be read.
  let link: String?
  let files: [String]

  init(_ record: JoinWayRecord, link: String?, files: [String] = []) {
    config_id = record.configID?.rawValue
    id = record.id.rawValue
    remark = record.content.remark
    qr_code = record.qrCode
    self.link = link
    self.files = files
  }
}
