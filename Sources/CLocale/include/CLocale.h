#ifndef GROUPDESK_CLOCALE_H
#define GROUPDESK_CLOCALE_H

#include <stdbool.h>
#include <stdint.h>

/// Columns libc gives one scalar: 0, 1 or 2; -1 for what cannot be printed.
int clocale_width(uint32_t scalar);

/// Sets LC_CTYPE from the environment, else C.UTF-8. False if neither knows Chinese.
bool clocale_prepare(void);

#endif
