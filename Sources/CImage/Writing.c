#include "CImage.h"

#include <gd.h>

unsigned char *groupdesk_image_png(const unsigned char *modules, int size, int scale, int quiet, size_t *length) {
  *length = 0;
  int side = (size + 2 * quiet) * scale;
  gdImagePtr image = gdImageCreate(side, side);
  if (!image) return NULL;
  gdImageColorAllocate(image, 255, 255, 255);
  int black = gdImageColorAllocate(image, 0, 0, 0);
  for (int y = 0; y < size; y++) {
    for (int x = 0; x < size; x++) {
      if (!modules[y * size + x]) continue;
      int left = (x + quiet) * scale, top = (y + quiet) * scale;
      gdImageFilledRectangle(image, left, top, left + scale - 1, top + scale - 1, black);
    }
  }
  int count = 0;
  unsigned char *bytes = gdImagePngPtr(image, &count);
  gdImageDestroy(image);
  if (bytes) *length = (size_t)count;
  return bytes;
}

void groupdesk_image_free(unsigned char *bytes) { gdFree(bytes); }
