#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CTerminal.h"
#include "Internal.h"

#include <fcntl.h>
#include <ncurses.h>
#include <stdio.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *input_stream;
static FILE *output_stream;
/// The terminal itself, whatever `drawing` leads to.
static int terminal = -1;

volatile sig_atomic_t cterminal_drawing = -1;

static int copy_of(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }

/// newterm only says that it failed; this says why.
static enum cterminal_opening examine(const char *type, int output) {
  int status = 0;
  if (setupterm(type, output, &status) != OK) return CTERMINAL_UNKNOWN_TYPE;
  bool places_cursor = cursor_address != NULL;
  del_curterm(cur_term);
  return places_cursor ? CTERMINAL_OPEN : CTERMINAL_NO_CURSOR;
}

static void set_bracketed_paste(bool on) {
  cterminal_write_all(fileno(output_stream), on ? "\033[?2004h" : "\033[?2004l", 8);
}

static void close_everything(void) {
  cterminal_drawing = -1;
  if (screen != NULL) delscreen(screen);
  if (input_stream != NULL) fclose(input_stream);
  if (output_stream != NULL) fclose(output_stream);
  if (terminal >= 0) close(terminal);
  screen = NULL;
  input_stream = output_stream = NULL;
  terminal = -1;
}

static bool open_streams(int input, int output) {
  int reading = copy_of(input), writing = copy_of(output);
  terminal = copy_of(output);
  if (reading >= 0 && (input_stream = fdopen(reading, "r")) == NULL) close(reading);
  if (writing >= 0 && (output_stream = fdopen(writing, "w")) == NULL) close(writing);
  if (input_stream == NULL || output_stream == NULL || terminal < 0) return false;
  cterminal_drawing = writing;
  return true;
}

enum cterminal_opening cterminal_open(const char *type, int input, int output) {
  enum cterminal_opening examined = examine(type, output);
  if (examined != CTERMINAL_OPEN) return examined;
  // LINES and COLUMNS of the environment may be those of another window.
  use_env(false);
  use_tioctl(true);
  if (!open_streams(input, output) || (screen = newterm(type, output_stream, input_stream)) == NULL) {
    close_everything();
    return CTERMINAL_FAILED;
  }
  // Control keys come as bytes, in order with the others: a signal would make the kernel drop what was typed before
  // it, the opening mark of a paste included, and the rest of the paste would be taken for keys.
  raw();
  noecho();
  nonl();
  // Otherwise ncurses breaks off in the middle of a frame when a key is waiting.
  typeahead(-1);
  leaveok(stdscr, false);
  set_bracketed_paste(true);
  return CTERMINAL_OPEN;
}

void cterminal_close(void) {
  if (screen == NULL) return;
  // A further signal must not silence what restores the terminal.
  cterminal_drawing = -1;
  dup3(terminal, fileno(output_stream), O_CLOEXEC);
  cterminal_unblock(terminal);
  set_bracketed_paste(false);
  endwin();
  close_everything();
}

int cterminal_start_colours(void) {
  if (!has_colors() || start_color() != OK) return 0;
  use_default_colors();
  return COLORS;
}

bool cterminal_define_pair(int pair, int foreground, int background) {
  return pair < COLOR_PAIRS && init_extended_pair(pair, foreground, background) == OK;
}

static attr_t attributes_of(uint16_t attributes) {
  attr_t result = A_NORMAL;
  if (attributes & CTERMINAL_BOLD) result |= A_BOLD;
  if (attributes & CTERMINAL_DIM) result |= A_DIM;
  if (attributes & CTERMINAL_ITALIC) result |= A_ITALIC;
  if (attributes & CTERMINAL_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & CTERMINAL_REVERSE) result |= A_REVERSE;
  return result;
}

static cchar_t character_of(const struct cterminal_cell *cell) {
  const wchar_t text[] = {(wchar_t)cell->scalars[0], (wchar_t)cell->scalars[1], (wchar_t)cell->scalars[2], L'\0'};
  cchar_t character;
  int pair = cell->pair;
  if (setcchar(&character, text, attributes_of(cell->attributes), 0, &pair) != OK)
    setcchar(&character, L" ", attributes_of(cell->attributes), 0, &pair);
  return character;
}

void cterminal_put(int x, int y, const struct cterminal_cell *cells, int count) {
  cchar_t characters[256];
  for (int done = 0; done < count;) {
    int part = 0, taken = 0;
    for (; part < 256 && done < count; part++, done++) {
      characters[part] = character_of(&cells[done]);
      int width = wcwidth((wchar_t)cells[done].scalars[0]);
      taken += width > 1 ? width : 1;
    }
    mvadd_wchnstr(y, x, characters, part);
    x += taken;
  }
}

void cterminal_place_cursor(int x, int y) {
  curs_set(x >= 0);
  if (x >= 0) move(y, x);
}

void cterminal_refresh(void) { refresh(); }

void cterminal_forget_screen(void) { clearok(curscr, true); }

void cterminal_send(const uint8_t *bytes, size_t count) { cterminal_write_all((int)cterminal_drawing, bytes, count); }

void cterminal_get_size(int *width, int *height) { getmaxyx(stdscr, *height, *width); }

void cterminal_resize(int width, int height) {
  resize_term(height, width);
  clearok(curscr, true);
}

void cterminal_suspend(void) {
  set_bracketed_paste(false);
  endwin();
}

void cterminal_resume(void) {
  // Whoever had the terminal in between may have changed anything.
  if (!isendwin()) endwin();
  set_bracketed_paste(true);
  clearok(curscr, true);
  refresh();
}
