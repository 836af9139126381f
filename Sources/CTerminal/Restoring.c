#define _GNU_SOURCE
#include "CTerminal.h"
#include "Internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { fatal_count = sizeof fatal / sizeof *fatal };

/// Alternate screen, cursor, mouse, paste, focus and synchronised output; looks; character set.
static const char restoring[] =
    "\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1004l\033[?2004l\033[?1049l\033[?25h\033[0m\033(B\r";

static struct termios former_termios;
static int guarded = -1;
static atomic_flag is_restored;
static char last_words[1024];
static size_t last_words_length;
static char alternate_stack[65536];

void cterminal_write_all(int descriptor, const void *bytes, size_t count) {
  const char *rest = bytes;
  while (count > 0) {
    ssize_t written = write(descriptor, rest, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {
      struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
      poll(&wait, 1, -1);
      continue;
    }
    if (written <= 0) return;
    rest += written;
    count -= (size_t)written;
  }
}

void cterminal_unblock(int terminal) {
  struct pollfd now = {.fd = terminal, .events = POLLOUT};
  if (poll(&now, 1, 0) == 1 && (now.revents & POLLOUT)) return;
  // Stopped by ctrl-s, or full.
  tcflow(terminal, TCOON);
  tcflush(terminal, TCOFLUSH);
}

/// Once, whichever thread comes first; only what a signal handler may do.
static void restore(bool with_last_words) {
  if (guarded < 0 || atomic_flag_test_and_set(&is_restored)) return;
  cterminal_unblock(guarded);
  cterminal_write_all(guarded, restoring, sizeof restoring - 1);
  // What was typed ahead, or the rest of a paste, would be the shell's otherwise.
  tcflush(guarded, TCIFLUSH);
  tcsetattr(guarded, TCSANOW, &former_termios);
  if (with_last_words) cterminal_write_all(guarded, last_words, last_words_length);
}

static void crash(int number) {
  cterminal_silence_drawing();
  restore(true);
  signal(number, SIG_DFL);
  // It is blocked until this returns, and kills then.
  raise(number);
}

static void leave(void) { restore(false); }

bool cterminal_guard(int terminal, const char *words, size_t length) {
  static bool is_registered;
  guarded = fcntl(terminal, F_DUPFD_CLOEXEC, 3);
  if (guarded < 0 || tcgetattr(guarded, &former_termios) != 0) {
    int error = errno;
    if (guarded >= 0) close(guarded);
    guarded = -1;
    errno = error;
    return false;
  }
  last_words_length = length < sizeof last_words ? length : sizeof last_words;
  memcpy(last_words, words, last_words_length);
  atomic_flag_clear(&is_restored);
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&stack, NULL);
  // All six are replaced, none is called afterwards: Swift's backtracer would wait for a key.
  struct sigaction action = {.sa_handler = crash, .sa_flags = SA_ONSTACK};
  sigfillset(&action.sa_mask);
  for (int index = 0; index < fatal_count; index++) sigaction(fatal[index], &action, NULL);
  if (!is_registered) is_registered = atexit(leave) == 0;
  return true;
}

void cterminal_end_guard(void) {
  if (guarded < 0) return;
  // Not what was there before: while the program ends nobody is there to press the key the backtracer waits for.
  for (int index = 0; index < fatal_count; index++) signal(fatal[index], SIG_DFL);
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  tcflush(guarded, TCIFLUSH);
  tcsetattr(guarded, TCSANOW, &former_termios);
  close(guarded);
  guarded = -1;
}
