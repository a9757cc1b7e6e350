/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an article, through everything: reading, language, meaning, comparing with itself, writing. */
#include <stdlib.h>

#include "compare/compare.h"
#include "compare/story_json.h"
#include "meaning/annotate.h"
#include "meaning/record_json.h"
#include "reading/read.h"

static const plx_meaning *meaning_once(void) {
  static plx_meaning *meaning;
  if (meaning) return meaning;
  plx_err e = {0};
  plx_model *model = plx_model_open(NULL, &e);
  if (!model) exit(3);
  return meaning = plx_meaning_new(model);
}

static void must_be_json(const plx_buf *b) {
  plx_err e = {0};
  json_t *v = plx_json_parse(plx_buf_view(b), "output", 0, &e);
  if (!v) abort();
  json_decref(v);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *doc = plx_arena_new(), *tmp = plx_arena_new();
  plx_raw raw = {.path = PLX_STR("fuzz"), .bytes = {(const char *)data, size}};
  plx_docs docs = {0};
  plx_err e = {0};
  plx_buf out = {0};
  const plx_meaning *meaning = meaning_once();
  if (plx_read(&raw, doc, &docs, &e) && docs.n) {
    plx_record record = {0};
    plx_annotate(meaning, docs.v[0], tmp, &record);
    plx_record_write(&record, PLX_PARTS_ALL, tmp, &out);
    must_be_json(&out);
    plx_buf_clear(&out);
    const plx_record *both[] = {&record, &record};
    plx_story story = {0};
    plx_compare(both, 2, doc, tmp, &story);
    plx_story_write(&story, tmp, &out);
    must_be_json(&out);
  }
  plx_buf_free(&out);
  plx_arena_free(doc);
  plx_arena_free(tmp);
  return 0;
}

#include "main.inc"
