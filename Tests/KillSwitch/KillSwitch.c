#define _GNU_SOURCE
#include "include/KillSwitch.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/// The commit has begun to write its text.
static volatile int armed;
/// A stopped process goes on afterwards: it is stopped once.
static volatile int thrown;

static void throw_at(const char *moment) {
  const char *wanted = getenv("KILLSWITCH_AT");
  const char *number = getenv("KILLSWITCH_SIGNAL");
  if (thrown || !wanted || !number || strcmp(wanted, moment) != 0) return;
  thrown = 1;
  // To this thread: it must not go on while another one takes the signal.
  raise(atoi(number));
}

static int is_database(int descriptor) {
  const char *part = getenv("KILLSWITCH_FILE");
  char name[64], path[4096];
  if (!part) return 0;
  snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(name, path, sizeof path - 1);
  if (length < 7) return 0;
  path[length] = 0;
  return strstr(path, part) && strcmp(path + length - 7, ".sqlite") == 0;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
  const char *text = getenv("KILLSWITCH_TEXT");
  int meant = !armed && text && is_database(descriptor) && memmem(bytes, count, text, strlen(text));
  if (!meant) return real(descriptor, bytes, count, offset);
  armed = 1;
  throw_at("write");
  ssize_t written = real(descriptor, bytes, count, offset);
  throw_at("written");
  return written;
}

int unlink(const char *path) {
  static int (*real)(const char *);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "unlink");
  const char *part = getenv("KILLSWITCH_FILE");
  int meant = armed && part && strstr(path, part) && strstr(path, "-journal");
  if (meant) throw_at("unlink");
  int code = real(path);
  if (meant) throw_at("unlinked");
  return code;
}

int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "rename");
  const char *part = getenv("KILLSWITCH_FILE");
  if (armed && part && strstr(to, part) && strstr(to, ".audit-head")) throw_at("head");
  return real(from, to);
}

int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
  static int (*real)(int, const struct sockaddr *, socklen_t);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "connect");
  if (armed) throw_at("connect");
  return real(descriptor, address, length);
}
