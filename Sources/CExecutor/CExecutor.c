#include "CExecutor.h"

#include <stddef.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))

// As Swift's runtime declares them (swift/Runtime/Concurrency.h). A job is opaque, an executor two words; two empty ones
// are the global executor.
typedef struct SwiftJob *Job;
typedef SWIFT void (*Enqueue)(Job);
extern SWIFT void swift_job_run(Job, void *, uintptr_t);
extern SWIFT void (*swift_task_enqueueGlobal_hook)(Job, Enqueue);

// Of libdispatch, whose headers a package's C targets do not see.
typedef struct DispatchQueue *Queue;
extern Queue dispatch_get_global_queue(intptr_t priority, uintptr_t flags);
extern void dispatch_async_f(Queue, void *, void (*)(void *));

// `DISPATCH_QUEUE_OVERCOMMIT`, which those headers hide too.
static const uintptr_t overcommit = 2;

static void run(void *job) { swift_job_run(job, NULL, 0); }

static SWIFT void enqueue(Job job, Enqueue original) {
  (void)original;
  dispatch_async_f(dispatch_get_global_queue(0, overcommit), job, run);
}

void cexecutor_install(void) { swift_task_enqueueGlobal_hook = enqueue; }
