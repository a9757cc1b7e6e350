/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a line of NDJSON: a document or an error, and blocks that stand in the text. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "reading/document_json.h"
#include "reading/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const plx_doc *d, plx_arena *arena) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    plx_span s = d->blocks.v[i].span;
    if (s.at < at || plx_span_end(s) > d->text.n || s.n == 0) abort();
    at = plx_span_end(s);
  }
  plx_buf out = {0};
  plx_json j = plx_json_to(&out);
  plx_cpmap cp = plx_cpmap_of(arena, d->text);
  plx_json_object(&j, NULL);
  plx_doc_members(&j, d, &cp);
  plx_json_end_object(&j);
  if (!plx_utf8_valid(plx_buf_view(&out))) abort();
  plx_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *arena = plx_arena_new();
  plx_docs docs = {0};
  plx_err e = {0};
  plx_raw raw = {.path = PLX_STR("fuzz"), .bytes = {(const char *)data, size}, .format = PLX_FORMAT_JSON};
  plx_read(&raw, arena, &docs, &e);
  for (uint32_t i = 0; i < docs.n; i++) check(docs.v[i], arena);
  plx_arena_free(arena);
  return 0;
}

#include "main.inc"
