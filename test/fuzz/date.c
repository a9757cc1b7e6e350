/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a line that may tell a date, and as an address: what is found looks like ISO 8601. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "reading/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_iso(plx_str s) {
  if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-') abort();
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && (s.p[i] < '0' || s.p[i] > '9')) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *arena = plx_arena_new();
  uint32_t changed;
  plx_str s = plx_utf8_clean(arena, (plx_str){(const char *)data, size}, &changed), of_url;
  plx_date d;
  if (plx_date_find(arena, s, &d)) check_iso(d.iso);
  plx_date_line(s);
  of_url = plx_date_of_url(arena, s);
  if (of_url.n) check_iso(of_url);
  plx_arena_free(arena);
  return 0;
}

#include "main.inc"
