import Model
import Services
import Storage

extension Company {
  /// Does one request that needs nothing but the company.
  func answer(_ request: Request, host: any Surroundings, post: @escaping @Sendable (News) -> Void) async throws
    -> Answer
  {
    let progress: @Sendable (Int, Int) -> Void = { post(.progress(request, done: $0, total: $1)) }
    switch request {
    case .details(let chat):
      return .details(try await groups.group(chat).map { GroupDetails(group: $0.group, members: $0.members) })
    case .visible(let chats): await visible?.show(chats)
    case .refresh(let scopes): _ = try await groups.requestRefresh(scopes)
    case .newOwners(let oldOwner): return .newOwners(try await handover.newOwners(oldOwner: oldOwner))
    case .plan(let plan): return .plan(try await handover.plan(plan, progress: progress))
    case .retry(let job): return .plan(try await handover.retry(job, newOwners: nil, progress: progress))
    case .discard(let job): _ = try await handover.discard(job)
    case .start(let job, let count): return .confirmation(try await handover.start(job, confirming: count))
    case .report(let job): return .report(try await handover.report(job))
    case .saveReport(let job, let path):
      guard let report = try await handover.report(job) else { throw PlanError.unknownPlan }
      return .saved(path: try await host.write(report, to: path))
    case .auditRows(let page):
      return .auditRows(
        try await audit.entries(
          AuditFilter(typed: page.filter), before: page.end, after: page.start, limit: AuditPage.size))
    case .verifyAudit: return .verification(try await audit.verify(progress: progress))
    case .saveAudit(let filter, let path):
      return .saved(path: try await host.write(audit, AuditFilter(typed: filter), to: path))
    case .joinWays(let work): return try await answer(work, host: host, progress: progress)
    case .pause(let job): return .control(try await queue.pause(job))
    case .resume(let job): return .control(try await queue.resume(job))
    case .cancelJob(let job): return .control(try await queue.cancel(job))
    case .stopEverything(let isStopped): try await queue.setStopped(isStopped)
    case .rest, .open, .addProfile, .checkProfile, .readMapping, .reload, .startWorker: break
    }
    return .done
  }
}

extension AuditFilter {
  /// - Parameter text: as typed behind `/`.
  fileprivate init(typed text: String) { self.init(text: text.isEmpty ? nil : text) }
}
