#pragma once

/// Has every task of this process run on threads that libdispatch does not watch.
///
/// Where a task runs on one of its ordinary worker threads, libdispatch looks once a second, for as long as the process
/// lives, whether it should have another one: an idle program then wakes up once a second. It does not look after its
/// "overcommit" threads, and Swift offers a place to choose them: the hook of its global executor, which swift-nio uses in
/// the same way (`NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor`). A task that
/// sleeps still wakes up on an ordinary thread: what is idle must not sleep.
///
/// To be called once, before the first task.
void cexecutor_install(void);
