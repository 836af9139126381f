#pragma once

#include <stddef.h>

/// Writes black and white squares as a PNG.
///
/// - modules: `size` × `size` bytes, row by row; not 0 is black.
/// - size: modules a side. scale: pixels a module. quiet: white modules around.
/// - length: set to the bytes of the answer.
/// Returns the bytes, to be given to `groupdesk_image_free`; NULL when there is no memory.
unsigned char *groupdesk_image_png(const unsigned char *modules, int size, int scale, int quiet, size_t *length);

void groupdesk_image_free(unsigned char *bytes);

enum groupdesk_image_kind {
  GROUPDESK_IMAGE_PNG,
  GROUPDESK_IMAGE_JPEG,
  GROUPDESK_IMAGE_GIF,
  GROUPDESK_IMAGE_WEBP,
};

/// Gets the bytes one QR code says, which are gone afterwards.
typedef void (*groupdesk_image_found)(void *context, const char *bytes, unsigned int length);

/// Decodes a foreign image and tells what each QR code in it says. For a process of its own: the decoders are other
/// people's.
///
/// - longest_side, most_pixels: what an image may have; the caller has looked at its header before.
/// Returns 0 when it is no such image.
int groupdesk_image_read(
    const unsigned char *bytes, int length, enum groupdesk_image_kind kind, int longest_side, long most_pixels,
    groupdesk_image_found found, void *context);

/// Takes from this process what a decoder does not need: other descriptors than 0, 1 and 2, files and sockets to open, files
/// to write, processes, rights gained by executing, a core dump, memory and processor time without end. It cannot be undone.
///
/// - memory: bytes of address space. seconds: of processor time.
/// Returns 0 when the system refuses any of it.
int groupdesk_image_confine(long memory, int seconds);
