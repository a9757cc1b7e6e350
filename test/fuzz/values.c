/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as JSON objects that are not a line each: objects, at most one error, an end. */
#include "document.inc"

#include <stdio.h>

#include "reading/values.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  FILE *f = fmemopen((void *)(uintptr_t)data, size ? size : 1, "r");
  if (!f) return 0;
  plx_values v = plx_values_open(f, "fuzz", (plx_str){0});
  plx_values_sign((plx_str){(const char *)data, size});
  for (int bad = 0;;) {
    plx_raw raw = {0};
    plx_err e = {0};
    plx_input_got got = plx_values_next(&v, &raw, &e);
    if (got == PLX_INPUT_END) break;
    if (got == PLX_INPUT_BAD && bad++) abort();
    if (got == PLX_INPUT_ONE) check_raw(&raw);
  }
  plx_values_close(&v);
  fclose(f);
  return 0;
}

#include "main.inc"
