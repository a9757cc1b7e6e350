/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the JSON-LD of a page: parsed, mended, or given up. */
#include <stdint.h>

#include "reading/jsonld.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *arena = plx_arena_new();
  json_t *root = plx_jsonld_parse(arena, (plx_str){(const char *)data, size});
  const json_t *article = plx_jsonld_article(root, (plx_str){0});
  plx_jsonld_by_id(root, plx_json_get(article, "@id"));
  json_decref(root);
  plx_arena_free(arena);
  return 0;
}

#include "main.inc"
