#define _GNU_SOURCE
#include "CTerminal.h"
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static const int caught[] = {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT, SIGPIPE};
enum { caught_count = sizeof caught / sizeof *caught };

static struct sigaction former[caught_count];
static _Atomic uint64_t pending;
static int wake = -1;
static int nowhere = -1;

void cterminal_silence_drawing(void) {
  if (cterminal_drawing >= 0 && nowhere >= 0) dup3(nowhere, (int)cterminal_drawing, O_CLOEXEC);
}

static void note(int number) {
  int error = errno;
  atomic_fetch_or(&pending, UINT64_C(1) << number);
  if (number == SIGTERM || number == SIGQUIT || number == SIGHUP) cterminal_silence_drawing();
  cterminal_wake(wake);
  errno = error;
}

static void handle(int index) {
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  sigaction(caught[index], NULL, &former[index]);
  bool is_ignored = former[index].sa_handler == SIG_IGN;
  if (caught[index] == SIGPIPE) action.sa_handler = SIG_IGN;
  // nohup: a hang-up is then noticed at the terminal itself.
  if (caught[index] == SIGHUP && is_ignored) return;
  sigaction(caught[index], &action, NULL);
}

static void close_descriptors(void) {
  if (wake >= 0) close(wake);
  if (nowhere >= 0) close(nowhere);
  wake = nowhere = -1;
}

int cterminal_catch_signals(void) {
  atomic_store(&pending, 0);
  wake = cterminal_waker();
  nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (wake < 0 || nowhere < 0) {
    int error = errno;
    close_descriptors();
    errno = error;
    return -1;
  }
  for (int index = 0; index < caught_count; index++) handle(index);
  return wake;
}

uint64_t cterminal_take_signals(void) {
  cterminal_rest(wake);
  return atomic_exchange(&pending, 0);
}

void cterminal_stop(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
  sigaction(SIGTSTP, &standard, &ours);
  // Not SIGSTOP: where no shell could continue the process, the kernel does not stop it.
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  // The caller knows that it goes on.
  atomic_fetch_and(&pending, ~(UINT64_C(1) << SIGCONT));
}

void cterminal_release_signals(void) {
  if (wake < 0) return;
  for (int index = 0; index < caught_count; index++) sigaction(caught[index], &former[index], NULL);
  close_descriptors();
}
