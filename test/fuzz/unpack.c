/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as something compressed: a stream that ends, and a body in memory that stays below its cap. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "reading/unpack.h"

enum { BYTES_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_stream(const uint8_t *data, size_t size) {
  FILE *f = fmemopen((void *)(uintptr_t)data, size ? size : 1, "r");
  if (!f) return;
  unsigned damage = 0;
  char buf[4096];
  size_t n, all = 0;
  FILE *inside = plx_unpack_stream(f, &damage);
  while ((n = fread(buf, 1, sizeof buf, inside)) > 0 && all < BYTES_MAX) all += n;
  fclose(inside);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_buf out = {0};
  read_stream(data, size);
  static const char *const coding[] = {"gzip", "br", "deflate"};
  for (int i = 0; i < 3; i++) {
    plx_buf_clear(&out);
    plx_unpack_bytes((plx_str){(const char *)data, size}, plx_str_of(coding[i]), BYTES_MAX, &out);
    if (out.n > BYTES_MAX + (128 << 10)) abort();
  }
  plx_buf_free(&out);
  return 0;
}

#include "main.inc"
