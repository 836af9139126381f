#define _XOPEN_SOURCE 700
#include "CLocale.h"

#include <locale.h>
#include <wchar.h>

int clocale_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

bool clocale_prepare(void) {
  if (setlocale(LC_CTYPE, "") != NULL && wcwidth(0x4E2D) == 2) return true;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL && wcwidth(0x4E2D) == 2;
}
