/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a search, and as the value of every condition: a question has hits or an error of its own, and never
 * breaks the store's language. */
#include <stdlib.h>

#include "store/find.h"

static plx_store *store_once(void) {
  static plx_store *s;
  plx_err e = {0};
  if (s) return s;
  s = plx_store_open(":memory:", PLX_STORE_WRITE, &e);
  plx_stored d = {.id = PLX_STR("a"),
                  .story = PLX_STR("s"),
                  .text = PLX_STR("A storm hit Lisbon on Tuesday."),
                  .json = PLX_STR("{}"),
                  .record = PLX_STR("{}"),
                  .pipeline = PLX_STR("fuzz")};
  bool added;
  if (!s || !plx_store_begin(s, &e) || !plx_store_add(s, &d, &added, &e) || !plx_store_commit(s, &e)) abort();
  return s;
}

static bool see(void *ctx, const plx_stored *d) {
  (void)ctx, (void)d;
  return true;
}

static void ask(const char *name, plx_str value, plx_arena *a) {
  plx_query q = {0};
  plx_err e = {0};
  plx_str next;
  // Only what the user typed may be wrong.
  if (plx_query_set(&q, name, value, &e)) plx_find_documents(store_once(), &q, see, NULL, a, &next, &e);
  if (e.code && e.code != PLX_E_USAGE) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *a = plx_arena_new();
  plx_str value = {(const char *)data, size};
  for (int i = 0; plx_query_names[i]; i++) ask(plx_query_names[i], value, a);
  ask("cursor", value, a);
  plx_arena_free(a);
  return 0;
}

#include "main.inc"
