import Model
import Storage

/// What waits for a person, what runs, what needs a hand: the first thing to see.
package struct Overview: Sendable, Hashable {
  package var sweptAt: Timestamp?
  /// Customer groups that are not gone, and of how many the details are known.
  package var groups: Int
  package var detailed: Int
  package var resignedOwners: [ResignedOwner]
  /// Jobs that are not final, newest first.
  package var jobs: [Job]
  package var isStopped: Bool

  package init(
    sweptAt: Timestamp?, groups: Int, detailed: Int, resignedOwners: [ResignedOwner], jobs: [Job], isStopped: Bool
  ) {
    self.sweptAt = sweptAt
    self.groups = groups
    self.detailed = detailed
    self.resignedOwners = resignedOwners
    self.jobs = jobs
    self.isStopped = isStopped
  }

  /// Groups of resigned owners that wait to be handed over.
  package var waiting: Int { resignedOwners.reduce(0) { $0 + $1.waiting } }
  /// Customers of leavers whom this program does not assign.
  package var waitingCustomers: Int { resignedOwners.reduce(0) { $0 + $1.waitingCustomers } }
}

extension HandoverService {
  package func overview() async throws -> Overview {
    let owners = try await resignedOwners()
    let (sweptAt, size) = try await company.replica.perform { engine in
      let replica = Replica(engine: engine)
      return (try replica.sweptAt(), try replica.size())
    }
    let (jobs, isStopped) = try await company.ledger.perform { engine in
      let ledger = JobLedger(engine: engine)
      return (try ledger.jobs(finalSince: Timestamp(milliseconds: .max)), try ledger.isStopped())
    }
    return Overview(
      sweptAt: sweptAt, groups: size.groups, detailed: size.detailed, resignedOwners: owners, jobs: jobs,
      isStopped: isStopped)
  }
}
