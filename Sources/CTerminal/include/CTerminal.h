#ifndef GROUPDESK_CTERMINAL_H
#define GROUPDESK_CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Drawing.c: ncurses behind plain functions. Its state is one for the process, and not safe to use from two threads.

enum cterminal_opening {
  CTERMINAL_OPEN,
  /// The terminfo database has no such type.
  CTERMINAL_UNKNOWN_TYPE,
  /// The type cannot place its cursor.
  CTERMINAL_NO_CURSOR,
  /// See errno.
  CTERMINAL_FAILED,
};

/// Takes the terminal over and enters its alternate screen. Both descriptors stay the caller's, and are not used later.
enum cterminal_opening cterminal_open(const char *type, int input, int output);

/// Leaves the alternate screen, gives the terminal back and frees everything.
void cterminal_close(void);

/// Turns colours on. Returns how many the terminal has; 0: none, and nothing was turned on.
int cterminal_start_colours(void);

/// Defines a pair of colours; -1 is the terminal's own. False if the terminal has no room for that number.
bool cterminal_define_pair(int pair, int foreground, int background);

enum cterminal_attribute {
  CTERMINAL_BOLD = 1,
  CTERMINAL_DIM = 2,
  CTERMINAL_ITALIC = 4,
  CTERMINAL_UNDERLINE = 8,
  CTERMINAL_REVERSE = 16,
};

/// A spacing character with at most two marks; what is missing is 0.
struct cterminal_cell {
  uint32_t scalars[3];
  uint16_t attributes;
  uint16_t pair;
};

/// Writes cells from there to the right. The right half of a wide character is no cell of its own.
void cterminal_put(int x, int y, const struct cterminal_cell *cells, int count);

/// Places the cursor; a negative column hides it.
void cterminal_place_cursor(int x, int y);

/// Sends what has changed since the last time.
void cterminal_refresh(void);

/// Makes the next refresh send everything.
void cterminal_forget_screen(void);

/// Sends bytes past ncurses. They must not move the cursor or draw.
void cterminal_send(const uint8_t *bytes, size_t count);

/// Columns and lines ncurses works with.
void cterminal_get_size(int *width, int *height);

/// The terminal has another size now. The next refresh sends everything.
void cterminal_resize(int width, int height);

/// Gives the terminal back for a while; `cterminal_resume` takes it again and sends everything.
void cterminal_suspend(void);
void cterminal_resume(void);

// Signals.c: what arrives is noted, and a descriptor becomes readable.

/// Catches SIGINT, SIGTERM, SIGQUIT, SIGHUP (unless it is ignored), SIGWINCH, SIGTSTP and SIGCONT, and ignores SIGPIPE.
///
/// A signal that ends the program also sends all further drawing to /dev/null, so that a terminal nobody reads from
/// does not hold it up. Call this before `cterminal_open`: ncurses takes over what it finds at its default.
///
/// Returns the descriptor that becomes readable, -1 with errno if there is none.
int cterminal_catch_signals(void);

/// The signals that have come since the last call: bit n is signal n. The descriptor is not readable afterwards.
uint64_t cterminal_take_signals(void);

/// Stops the process as SIGTSTP does by default, and returns when it goes on.
void cterminal_stop(void);

/// Puts every handler back and closes the descriptor.
void cterminal_release_signals(void);

// Restoring.c: the terminal as it was, whatever happens to the program.

/// Saves the state of the terminal and catches SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE and SIGABRT, and `exit`: the
/// terminal is then restored, `last_words` written to it, and the signal does what it does by default. A stack that
/// overflows can be survived so far on the calling thread only.
///
/// Returns false with errno set if the terminal's state cannot be read.
bool cterminal_guard(int terminal, const char *last_words, size_t length);

/// Puts the saved state back. The signals do what they do by default from now on.
void cterminal_end_guard(void);

// Waking.c: a descriptor that is readable from one call to the next. Swift's Glibc module does not offer it.

/// A new descriptor, -1 with errno if there is none left.
int cterminal_waker(void);
/// Makes it readable.
void cterminal_wake(int waker);
/// Makes it unreadable again.
void cterminal_rest(int waker);

#endif
