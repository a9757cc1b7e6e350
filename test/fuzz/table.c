/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a table: rows that are JSON objects, errors, an end; each row read as a document. */
#include "document.inc"

#include <stdio.h>

#include "reading/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FILE *f = fmemopen((void *)(uintptr_t)data, size ? size : 1, "r");
  plx_csv c;
  plx_err e = {0};
  plx_csv_sign((plx_str){(const char *)data, size});
  if (f && plx_csv_open(f, "fuzz", (plx_str){0}, NULL, &c, &e))
    for (uint64_t row = 1;; row++) {
      plx_raw raw = {0};
      plx_err bad = {0};
      plx_input_got got = plx_csv_next(&c, &raw, &bad);
      if (got == PLX_INPUT_END) break;
      if (raw.record != row || (got == PLX_INPUT_BAD) != (bad.code != PLX_OK)) abort();
      if (got == PLX_INPUT_ONE) check_raw(&raw);
    }
  if (f) {
    plx_csv_close(&c);
    fclose(f);
  }
  return 0;
}

#include "main.inc"
