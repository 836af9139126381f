#include "CImage.h"

#include <gd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

static void say_nothing(int priority, const char *format, va_list arguments) {
  (void)priority, (void)format, (void)arguments;
}

static gdImagePtr decoded(const unsigned char *bytes, int length, enum groupdesk_image_kind kind) {
  // libgd reads only; its parameter lacks the const.
  void *data = (void *)bytes;
  switch (kind) {
    case GROUPDESK_IMAGE_PNG: return gdImageCreateFromPngPtr(length, data);
    case GROUPDESK_IMAGE_JPEG: return gdImageCreateFromJpegPtr(length, data);
    case GROUPDESK_IMAGE_GIF: return gdImageCreateFromGifPtr(length, data);
    case GROUPDESK_IMAGE_WEBP: return gdImageCreateFromWebpPtr(length, data);
  }
  return NULL;
}

// Brightness on a white page, for what is transparent.
static unsigned char grey(int pixel) {
  int clear = gdTrueColorGetAlpha(pixel);
  int light = (299 * gdTrueColorGetRed(pixel) + 587 * gdTrueColorGetGreen(pixel) + 114 * gdTrueColorGetBlue(pixel)) / 1000;
  return (unsigned char)((light * (gdAlphaMax - clear) + 255 * clear) / gdAlphaMax);
}

static void scan(const unsigned char *pixels, int width, int height, groupdesk_image_found found, void *context) {
  zbar_image_scanner_t *scanner = zbar_image_scanner_create();
  zbar_image_t *image = zbar_image_create();
  if (scanner && image) {
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    // Bytes as they are: what they mean is not zbar's to guess.
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)width, (unsigned)height);
    zbar_image_set_data(image, pixels, (unsigned long)width * (unsigned long)height, NULL);
    if (zbar_scan_image(scanner, image) > 0) {
      for (const zbar_symbol_t *symbol = zbar_image_first_symbol(image); symbol; symbol = zbar_symbol_next(symbol)) {
        if (zbar_symbol_get_type(symbol) != ZBAR_QRCODE) continue;
        found(context, zbar_symbol_get_data(symbol), zbar_symbol_get_data_length(symbol));
      }
    }
  }
  if (image) zbar_image_destroy(image);
  if (scanner) zbar_image_scanner_destroy(scanner);
}

int groupdesk_image_read(
    const unsigned char *bytes, int length, enum groupdesk_image_kind kind, int longest_side, long most_pixels,
    groupdesk_image_found found, void *context) {
  gdSetErrorMethod(say_nothing);
  gdImagePtr image = decoded(bytes, length, kind);
  if (!image) return 0;
  int width = gdImageSX(image), height = gdImageSY(image);
  int fits = width > 0 && height > 0 && width <= longest_side && height <= longest_side &&
             (long)width * (long)height <= most_pixels;
  unsigned char *pixels = fits ? malloc((size_t)width * (size_t)height) : NULL;
  if (pixels) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[(size_t)y * (size_t)width + (size_t)x] = grey(gdImageGetTrueColorPixel(image, x, y));
      }
    }
    gdImageDestroy(image);
    scan(pixels, width, height, found, context);
    free(pixels);
    return 1;
  }
  gdImageDestroy(image);
  return 0;
}
