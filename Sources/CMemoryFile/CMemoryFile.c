#define _GNU_SOURCE
#include "CMemoryFile.h"

#include <sys/mman.h>

int groupdesk_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }
