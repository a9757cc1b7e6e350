/* SPDX-License-Identifier: Apache-2.0 */
/* Archives are thousands of small members in a row, some cut, some with junk between them.  zlib is told to begin anew
 * after each; when it cannot, we look for the next member's first three bytes. */
#include "reading/unpack.h"

#include <brotli/decode.h>
#include <string.h>
#include <zlib.h>

#include "reading/unzstd.h"

enum { IN_BYTES = 64 << 10, GZIP_OR_ZLIB = 32 + MAX_WBITS };

typedef struct unpacker {
  FILE *packed;
  unsigned *damage;
  z_stream z;
  bool inside; // a member has begun
  unsigned char in[IN_BYTES];
} unpacker;

static bool refill(unpacker *u) {
  if (u->z.avail_in) return true;
  u->z.next_in = u->in;
  u->z.avail_in = (uInt)fread(u->in, 1, sizeof u->in, u->packed);
  return u->z.avail_in > 0;
}

// Moves to the next 1F 8B 08; false at the end of the file.
static bool find_member(unpacker *u) {
  int matched = 0;
  static const unsigned char sign[] = {0x1F, 0x8B, 0x08};
  unsigned skipped = 0;
  while (matched < 3) {
    if (!refill(u)) return false;
    unsigned char c = *u->z.next_in;
    if (c == sign[matched]) matched++;
    else if (matched) {
      matched = 0; // this byte may begin the sign itself: look at it again
      skipped++;
      continue;
    } else skipped += c != 0;
    u->z.next_in++, u->z.avail_in--;
  }
  if (skipped && u->damage) ++*u->damage;
  inflateReset2(&u->z, GZIP_OR_ZLIB);
  unsigned char *rest = u->z.next_in, out[1];
  unsigned left = u->z.avail_in;
  u->z.next_in = (unsigned char *)sign, u->z.avail_in = 3;
  u->z.next_out = out, u->z.avail_out = 0;
  inflate(&u->z, Z_NO_FLUSH); // the sign itself, already behind us
  u->z.next_in = rest, u->z.avail_in = left;
  u->inside = true;
  return true;
}

static ssize_t read_some(void *cookie, char *p, size_t n) {
  unpacker *u = cookie;
  for (;;) {
    if (!u->inside && !find_member(u)) return ferror(u->packed) ? -1 : 0;
    if (!refill(u)) { // the last member is cut
      if (ferror(u->packed)) return -1;
      if (u->damage) ++*u->damage;
      u->inside = false;
      return 0;
    }
    u->z.next_out = (unsigned char *)p, u->z.avail_out = (uInt)n;
    int code = inflate(&u->z, Z_NO_FLUSH);
    size_t got = n - u->z.avail_out;
    if (code != Z_OK && code != Z_BUF_ERROR) u->inside = false;
    if (code != Z_OK && code != Z_BUF_ERROR && code != Z_STREAM_END && u->damage) ++*u->damage;
    if (got) return (ssize_t)got;
  }
}

static int close_both(void *cookie) {
  unpacker *u = cookie;
  inflateEnd(&u->z);
  int status = u->packed == stdin ? 0 : fclose(u->packed);
  plx_buf b = {.p = (char *)u, .n = 0, .cap = sizeof *u};
  plx_buf_free(&b);
  return status;
}

static FILE *gzip_stream(FILE *packed, unsigned *damage) {
  unpacker *u = plx_xrealloc(NULL, sizeof *u);
  memset(u, 0, sizeof *u);
  u->packed = packed;
  u->damage = damage;
  inflateInit2(&u->z, GZIP_OR_ZLIB);
  return fopencookie(u, "r", (cookie_io_functions_t){.read = read_some, .close = close_both});
}

static bool inflate_as(plx_str packed, int window, size_t bytes_max, plx_buf *out) {
  z_stream z = {.next_in = (unsigned char *)packed.p, .avail_in = (uInt)packed.n};
  if (inflateInit2(&z, window) != Z_OK) return false;
  int code = Z_OK;
  while (code == Z_OK && out->n < bytes_max) {
    plx_buf_reserve(out, IN_BYTES);
    z.next_out = (unsigned char *)out->p + out->n, z.avail_out = IN_BYTES;
    code = inflate(&z, Z_NO_FLUSH);
    out->n += IN_BYTES - z.avail_out;
    if (z.avail_in == 0 && z.avail_out > 0) break;
  }
  inflateEnd(&z);
  return out->n > 0;
}

static bool gzip_sign(const char *p, size_t n) {
  return n >= 2 && (unsigned char)p[0] == 0x1F && (unsigned char)p[1] == 0x8B;
}

// Two bytes that are a multiple of 31 and say "deflate": text hardly ever begins so.
static bool zlib_sign(const char *p, size_t n) {
  return n >= 2 && (p[0] & 0x0F) == 8 && ((unsigned char)p[0] * 256u + (unsigned char)p[1]) % 31 == 0;
}

bool plx_unpack_sign(const char *first, size_t n) {
  return gzip_sign(first, n) || plx_unzstd_sign(first, n);
}

FILE *plx_unpack_stream(FILE *packed, unsigned *damage) {
  int c = getc(packed);
  if (c != EOF) ungetc(c, packed);
  return c == 0x1F ? gzip_stream(packed, damage) : plx_unzstd_stream(packed, damage);
}

static bool unbrotli(plx_str packed, size_t bytes_max, plx_buf *out) {
  BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
  const uint8_t *in = (const uint8_t *)packed.p;
  size_t left = packed.n;
  BrotliDecoderResult code = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (b && code == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->n < bytes_max) {
    plx_buf_reserve(out, IN_BYTES);
    uint8_t *p = (uint8_t *)out->p + out->n;
    size_t room = IN_BYTES;
    code = BrotliDecoderDecompressStream(b, &left, &in, &room, &p, NULL);
    out->n += IN_BYTES - room;
  }
  BrotliDecoderDestroyInstance(b);
  return out->n > 0;
}

bool plx_unpack_bytes(plx_str packed, plx_str coding, size_t bytes_max, plx_buf *out) {
  if (plx_unzstd_sign(packed.p, packed.n)) return plx_unzstd_bytes(packed, bytes_max, out);
  if (gzip_sign(packed.p, packed.n)) return inflate_as(packed, GZIP_OR_ZLIB, bytes_max, out);
  if (plx_str_eqi(coding, PLX_STR("br"))) return unbrotli(packed, bytes_max, out);
  if (!plx_str_eqi(coding, PLX_STR("deflate"))) return false;
  return (zlib_sign(packed.p, packed.n) && inflate_as(packed, GZIP_OR_ZLIB, bytes_max, out)) ||
         inflate_as(packed, -MAX_WBITS, bytes_max, out);
}
