/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a web page or a feed: documents or an error. */
#include "document.inc"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_raw raw = {.path = PLX_STR("fuzz"), .bytes = {(const char *)data, size}, .format = PLX_FORMAT_HTML};
  check_raw(&raw);
  return 0;
}

#include "main.inc"
