/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a web archive: records, errors, an end; the pages in it are not read (html does that). */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "reading/warc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FILE *f = fmemopen((void *)(uintptr_t)data, size ? size : 1, "r");
  if (!f) return 0;
  plx_warc w = plx_warc_open(f, "fuzz");
  uint64_t before = 0;
  for (;;) {
    plx_raw raw = {0};
    plx_err e = {0};
    plx_input_got got = plx_warc_next(&w, &raw, &e);
    if (got == PLX_INPUT_END) break;
    if (got == PLX_INPUT_BAD && e.code == PLX_OK) abort();
    if (got == PLX_INPUT_ONE && (!raw.bytes.n || raw.record <= before)) abort(); // every call takes at least a record
    before = raw.record;
  }
  plx_warc_close(&w);
  fclose(f);
  return 0;
}

#include "main.inc"
