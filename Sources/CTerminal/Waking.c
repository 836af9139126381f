#include "CTerminal.h"

#include <sys/eventfd.h>

int cterminal_waker(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cterminal_wake(int waker) { eventfd_write(waker, 1); }

void cterminal_rest(int waker) {
  eventfd_t count;
  eventfd_read(waker, &count);
}
