/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a search: a query has hits or an error of its own, and never breaks the store's language. */
#include <stdlib.h>

#include "store/store.h"

static plx_store *store_once(void) {
  static plx_store *s;
  plx_err e = {0};
  if (s) return s;
  s = plx_store_open(":memory:", PLX_STORE_WRITE, &e);
  plx_stored d = {.id = PLX_STR("a"), .story = PLX_STR("s"), .text = PLX_STR("A storm hit Lisbon on Tuesday."),
                  .json = PLX_STR("{}"), .record = PLX_STR("{}"), .pipeline = PLX_STR("fuzz")};
  if (!s || !plx_store_add(s, &d, &e)) abort();
  return s;
}

static bool see(void *ctx, const plx_stored *d) {
  (void)ctx, (void)d;
  return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_err e = {0};
  // Only "nothing to search for" may go wrong: whatever else is typed, is words.
  if (!plx_store_search(store_once(), (plx_str){(const char *)data, size}, 10, see, NULL, &e) && e.code != PLX_E_USAGE) abort();
  return 0;
}

#include "main.inc"
