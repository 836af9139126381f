#define _GNU_SOURCE
#include "CImage.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static int limit(__rlimit_resource_t resource, rlim_t value) {
  struct rlimit limits = {value, value};
  return setrlimit(resource, &limits);
}

int groupdesk_image_confine(long memory, int seconds) {
  umask(0777);
  if (chdir("/") != 0) return 0;
  // A program that gains rights when it is executed would not be bound by these.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return 0;
  if (close_range(3, ~0U, 0) != 0) {
    // A kernel before 5.9.
    long end = sysconf(_SC_OPEN_MAX);
    for (long descriptor = 3; descriptor < end; descriptor++) close((int)descriptor);
  }
  return limit(RLIMIT_NOFILE, 3) == 0 && limit(RLIMIT_CORE, 0) == 0 && limit(RLIMIT_FSIZE, 0) == 0 && limit(RLIMIT_NPROC, 0) == 0 &&
         limit(RLIMIT_CPU, (rlim_t)seconds) == 0 && limit(RLIMIT_AS, (rlim_t)memory) == 0;
}
