/* SPDX-License-Identifier: Apache-2.0 */
/* Frames in a row are one stream to libzstd already; ours to add are the dictionary that web archives put in front, and
 * going on behind a frame that is damaged. */
#include "reading/unzstd.h"

#include <string.h>
#include <zstd.h>

enum { IN_BYTES = 64 << 10, DICTIONARY_BYTES_MAX = 16 << 20, SIGN_BYTES = 4 };

static const char frame_sign[SIGN_BYTES] = {0x28, (char)0xB5, 0x2F, (char)0xFD};
static const char dictionary_sign[SIGN_BYTES] = {0x5D, 0x2A, 0x4D, 0x18};

typedef struct unpacker {
  FILE *packed;
  unsigned *damage;
  ZSTD_DCtx *z;
  bool inside; // a frame has begun and not ended
  ZSTD_inBuffer in;
  char bytes[IN_BYTES];
} unpacker;

bool plx_unzstd_sign(const char *p, size_t n) {
  if (n < SIGN_BYTES) return false;
  bool skippable = ((unsigned char)p[0] & 0xF0) == 0x50 && memcmp(p + 1, dictionary_sign + 1, SIGN_BYTES - 1) == 0;
  return skippable || memcmp(p, frame_sign, SIGN_BYTES) == 0;
}

// More input behind what is left; false at the end of the file.
static bool refill(unpacker *u) {
  size_t left = u->in.size - u->in.pos;
  memmove(u->bytes, u->bytes + u->in.pos, left);
  size_t n = fread(u->bytes + left, 1, sizeof u->bytes - left, u->packed);
  u->in = (ZSTD_inBuffer){u->bytes, left + n, 0};
  return n > 0;
}

// Moves to the next frame's sign, or to the end of the file.
static void find_frame(unpacker *u) {
  for (;;) {
    if (u->in.size - u->in.pos < SIGN_BYTES) refill(u);
    if (u->in.size - u->in.pos < SIGN_BYTES) {
      u->in.pos = u->in.size;
      return;
    }
    const char *from = u->bytes + u->in.pos, *p = memmem(from, u->in.size - u->in.pos, frame_sign, SIGN_BYTES);
    if (p) {
      u->in.pos = (size_t)(p - u->bytes);
      return;
    }
    u->in.pos = u->in.size - (SIGN_BYTES - 1);
  }
}

static void count_damage(unpacker *u) {
  if (u->damage) ++*u->damage;
}

static ssize_t read_some(void *cookie, char *p, size_t n) {
  unpacker *u = cookie;
  for (;;) {
    bool more = u->in.pos < u->in.size || refill(u);
    if (!more && ferror(u->packed)) return -1;
    if (!more && !u->inside) return 0;
    ZSTD_outBuffer out = {p, n, 0};
    size_t code = ZSTD_decompressStream(u->z, &out, &u->in); // without more input: what it still holds
    u->inside = code != 0 && !ZSTD_isError(code);
    if (ZSTD_isError(code)) {
      count_damage(u);
      ZSTD_DCtx_reset(u->z, ZSTD_reset_session_only);
      if (u->in.pos < u->in.size) u->in.pos++; // not the same frame again
      find_frame(u);
    }
    if (out.pos) return (ssize_t)out.pos;
    if (!more && u->inside) { // the last frame is cut
      count_damage(u);
      u->inside = false;
    }
  }
}

static int close_both(void *cookie) {
  unpacker *u = cookie;
  ZSTD_freeDCtx(u->z);
  int status = u->packed == stdin ? 0 : fclose(u->packed);
  plx_buf b = {.p = (char *)u, .n = 0, .cap = sizeof *u};
  plx_buf_free(&b);
  return status;
}

// A dictionary stands in a frame of its own, packed or not, before all others.
static void load_dictionary(unpacker *u) {
  plx_buf packed = {0}, plain = {0};
  refill(u);
  const unsigned char *p = (const unsigned char *)u->bytes;
  if (u->in.size < 8 || memcmp(p, dictionary_sign, SIGN_BYTES) != 0) return;
  size_t n = p[4] | (size_t)p[5] << 8 | (size_t)p[6] << 16 | (size_t)p[7] << 24;
  if (n > DICTIONARY_BYTES_MAX) return;
  for (u->in.pos = 8; packed.n < n && (u->in.pos < u->in.size || refill(u));) {
    size_t part = u->in.size - u->in.pos < n - packed.n ? u->in.size - u->in.pos : n - packed.n;
    plx_buf_add(&packed, u->bytes + u->in.pos, part);
    u->in.pos += part;
  }
  plx_str dictionary = plx_buf_view(&packed);
  if (plx_unzstd_sign(packed.p, packed.n) && plx_unzstd_bytes(dictionary, DICTIONARY_BYTES_MAX, &plain))
    dictionary = plx_buf_view(&plain);
  if (dictionary.n) ZSTD_DCtx_loadDictionary(u->z, dictionary.p, dictionary.n);
  plx_buf_free(&packed);
  plx_buf_free(&plain);
}

FILE *plx_unzstd_stream(FILE *packed, unsigned *damage) {
  unpacker *u = plx_xrealloc(NULL, sizeof *u);
  *u = (unpacker){.packed = packed, .damage = damage, .z = ZSTD_createDCtx(), .in = {u->bytes, 0, 0}};
  load_dictionary(u);
  return fopencookie(u, "r", (cookie_io_functions_t){.read = read_some, .close = close_both});
}

bool plx_unzstd_bytes(plx_str packed, size_t bytes_max, plx_buf *out) {
  ZSTD_DCtx *z = ZSTD_createDCtx();
  ZSTD_inBuffer in = {packed.p, packed.n, 0};
  while (out->n < bytes_max) {
    plx_buf_reserve(out, IN_BYTES);
    ZSTD_outBuffer part = {out->p + out->n, IN_BYTES, 0};
    size_t code = ZSTD_decompressStream(z, &part, &in);
    out->n += part.pos;
    if (ZSTD_isError(code) || (in.pos == in.size && part.pos < part.size)) break;
  }
  ZSTD_freeDCtx(z);
  return out->n > 0;
}
