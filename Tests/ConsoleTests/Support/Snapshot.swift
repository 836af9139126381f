import Foundation
import Screen
import Testing

/// Compares what was drawn with a file below `Snapshots/`, line by line. `GROUPDESK_RECORD=1` writes the files instead.
func expectSnapshot(
  _ frame: Frame, _ name: String, file: String = #filePath, at location: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Snapshots")
  let url = folder.appendingPathComponent(name + ".txt")
  let drawn = frame.lines.joined(separator: "\n") + "\n"
  if ProcessInfo.processInfo.environment["GROUPDESK_RECORD"] == "1" {
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(drawn.utf8).write(to: url)
    return
  }
  let expected = (try? String(decoding: Data(contentsOf: url), as: UTF8.self)) ?? "(there is no such snapshot)\n"
  let (old, new) = (
    expected.split(separator: "\n", omittingEmptySubsequences: false),
    drawn.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let first = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  #expect(
    drawn == expected, "\(name) differs first in line \(first + 1); GROUPDESK_RECORD=1 records it anew\n\(drawn)",
    sourceLocation: location)
}
