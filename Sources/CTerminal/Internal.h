#ifndef GROUPDESK_CTERMINAL_INTERNAL_H
#define GROUPDESK_CTERMINAL_INTERNAL_H

#include <signal.h>
#include <stddef.h>

/// Where ncurses draws, -1 while it does not. Signal handlers read it.
extern volatile sig_atomic_t cterminal_drawing;

/// Writes everything, unless the terminal is gone. Safe in a signal handler, as is the other.
void cterminal_write_all(int descriptor, const void *bytes, size_t count);

/// Sends what ncurses still draws nowhere: another thread may be drawing. Safe in a signal handler.
void cterminal_silence_drawing(void);

/// Throws away what a terminal that takes nothing has not taken, so that a few more bytes cannot block.
void cterminal_unblock(int terminal);

#endif
