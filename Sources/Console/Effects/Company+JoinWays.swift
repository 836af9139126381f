import Model
import QRCodes
import Services
import Storage

extension Company {
  /// Does one piece of work on join ways.
  func answer(
    _ work: JoinWayWork, host: any Surroundings, progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> Answer {
    switch work {
    case .refresh(let ids): return .joinWays(.look(try await joinWays.refresh(ids, progress: progress)))
    case .base(let id): return .joinWays(.base(try await joinWays.base(of: id)))
    case .freshState: return .joinWays(.state(try await joinWays.freshState()))
    case .add(let content): return .joinWays(.end(try await joinWays.add(content)))
    case .update(let id, let base, let wanted):
      return .joinWays(.end(try await joinWays.update(id, from: base, to: wanted)))
    case .remove(let id): return .joinWays(.end(try await joinWays.remove(id)))
    case .bring(let ids): return .joinWays(.imported(try await joinWays.importWays(ids, progress: progress)))
    case .bringFile(let path):
      let ids = try ConfigIDList(await host.read(path)).ids
      return .joinWays(.imported(try await joinWays.importWays(ids, progress: progress)))
    case .acknowledge(let id):
      try await joinWays.acknowledge(id)
      return .done
    case .forget(let id): return .joinWays(.forgotten(try await joinWays.forget(id)))
    case .plan(let purpose, let ids):
      return .joinWays(.plan(try await joinWays.plan(purpose, for: ids, progress: progress)))
    case .perform(let plan): return .joinWays(.performed(try await joinWays.perform(plan, progress: progress)))
    case .diagnosis(let id): return .joinWays(.diagnosis(try await joinWays.diagnosis(of: id)))
    case .arrivals(let state):
      let report = try await joinWays.report(ofState: state)
      return .joinWays(.arrivals(report, try await joinWays.arrivals(ofState: state, limit: Self.mostArrivals)))
    case .saveArrivals(let state, let path):
      let arrivals = try await joinWays.arrivals(ofState: state)
      return .saved(path: try await host.write(Array(ArrivalsTable(arrivals).csv.utf8), to: path))
    case .code(let id): return .joinWays(.code(try await joinWays.code(of: id)))
    case .saveCode(let id, let image, let path):
      let bytes = try image.bytes(of: try await joinWays.code(of: id))
      return .saved(path: try await host.write(bytes, to: path))
    case .saveCodes(let ids, let image, let folder):
      return .joinWays(try await save(ids, as: image, in: folder, host: host, progress: progress))
    case .findImage(let path):
      return .joinWays(.found(try await joinWays.find(image: await host.read(path), progress: progress)))
    case .findLink(let link): return .joinWays(.found(try await joinWays.find(link: link, progress: progress)))
    }
  }

  /// Arrivals that are listed at most; an export has them all.
  private static let mostArrivals = 2000

  /// One code that cannot be had does not keep the others from being saved.
  private func save(
    _ ids: [JoinWayID], as image: QRFile.Format, in folder: String, host: any Surroundings,
    progress: @Sendable (Int, Int) -> Void
  ) async throws -> JoinWayResult {
    var failed: [JoinWayID: CodeTrouble] = [:]
    var written = folder
    var count = 0
    for (index, id) in ids.enumerated() {
      progress(index, ids.count)
      try Task.checkCancellation()
      do {
        guard let row = try await joinWays.row(id.rawValue) else { throw CodeTrouble.noURL }
        let bytes = try image.bytes(of: try await joinWays.code(of: id))
        written = try await host.write(bytes, for: row.record, as: image, in: folder)
        count += 1
      } catch let trouble as CodeTrouble {
        failed[id] = trouble
      }
    }
    return .savedCodes(folder: written, count: count, failed: failed)
  }
}

extension QRFile.Format {
  /// The code drawn again from what it says.
  fileprivate func bytes(of code: JoinWayCode) throws -> [UInt8] {
    guard let drawn = QRCode(code.link) else { throw CodeTrouble.notDrawable }
    switch self {
    case .png:
      guard let bytes = drawn.png() else { throw CodeTrouble.notDrawable }
      return bytes
    case .svg: return Array(drawn.svg().utf8)
    }
  }
}
