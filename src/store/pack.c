/* SPDX-License-Identifier: Apache-2.0 */
/* Five bytes ahead: 'z' (deflated) or '-' (as it is), and the length, little-endian. */
#include "store/pack.h"

#include <zlib.h>

enum { HEAD = 5 };

static void add_head(plx_buf *out, char how, size_t n) {
  const char head[HEAD] = {how, (char)n, (char)(n >> 8), (char)(n >> 16), (char)(n >> 24)};
  plx_buf_add(out, head, HEAD);
}

void plx_pack(plx_str bytes, plx_buf *out) {
  size_t start = out->n;
  uLongf n = compressBound(bytes.n);
  add_head(out, 'z', bytes.n);
  plx_buf_reserve(out, n);
  const Bytef *from = (const Bytef *)(bytes.p ? bytes.p : "");
  bool smaller = compress2((Bytef *)out->p + out->n, &n, from, bytes.n, Z_BEST_SPEED) == Z_OK && n < bytes.n;
  if (smaller) {
    out->n += n;
    out->p[out->n] = 0;
    return;
  }
  out->n = start;
  add_head(out, '-', bytes.n);
  plx_buf_str(out, bytes);
}

static bool damaged(plx_err *e) {
  return plx_fail(e, PLX_E_STORE, NULL, 0,
                  "a packed column is damaged; `parallax doctor` tells which and mends what it can");
}

bool plx_unpack(plx_str packed, plx_buf *out, plx_err *e) {
  if (packed.n < HEAD) return damaged(e);
  const unsigned char *h = (const unsigned char *)packed.p;
  size_t n = h[1] | (size_t)h[2] << 8 | (size_t)h[3] << 16 | (size_t)h[4] << 24;
  plx_str rest = plx_str_sub(packed, HEAD, packed.n);
  if (n > PLX_UNPACKED_MAX || (h[0] == '-' && rest.n != n)) return damaged(e);
  if (h[0] == '-') {
    plx_buf_str(out, rest);
    return true;
  }
  uLongf got = n;
  plx_buf_reserve(out, n + 1);
  if (h[0] != 'z' || uncompress((Bytef *)out->p + out->n, &got, (const Bytef *)rest.p, rest.n) != Z_OK || got != n)
    return damaged(e);
  out->n += n;
  out->p[out->n] = 0;
  return true;
}
