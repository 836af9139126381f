/// Why no worker could be started that goes on by itself.
package enum WorkerNotStarted: Error, Sendable, Hashable {
  /// Its secret can only be had with a person at hand.
  case secretNeedsPerson
  /// It ended at once, because no job is to be run.
  case nothingToDo
  /// It ended at once; the log says why.
  case ended(log: String)
  /// The system refused; errno.
  case system(Int32)
}
