// Preloaded into the program by a test (`LD_PRELOAD`), it stops the process between two system calls of a commit, where
// no line of the program runs. The environment says when:
//
//   KILLSWITCH_FILE    a part of the database's path; its journal and companions do not count
//   KILLSWITCH_TEXT    the commit meant is the first that writes this to the database
//   KILLSWITCH_AT      write     before these bytes are written: the journal is whole, the database untouched
//                      written   after: the database is half new, the journal still there
//                      unlink    everything is written and the journal is about to go: not committed yet
//                      unlinked  the journal is gone: committed, and the program has not been told
//                      head      committed, and the audit's head is about to be told
//                      connect   before the first connection that is made after it began
//   KILLSWITCH_SIGNAL  its number, 9 (SIGKILL) or 19 (SIGSTOP)
