/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a feed, whatever they begin with: each item a document. */
#include "document.inc"

#include "reading/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *arena = plx_arena_new();
  uint32_t changed;
  plx_docs docs = {0};
  plx_str text = plx_utf8_clean(arena, (plx_str){(const char *)data, size}, &changed);
  plx_feed_read(text, arena, &docs);
  for (uint32_t i = 0; i < docs.n; i++) check_document(docs.v[i], arena);
  plx_arena_free(arena);
  return 0;
}

#include "main.inc"
