/* SPDX-License-Identifier: Apache-2.0 */
/* Stored documents are NDJSON documents like any other, so they are read and annotated by the same road: what comes out
 * is what `parallax compare` would have said of the same articles. */
#include "serve/stored.h"

#include "compare/compare.h"
#include "compare/story_json.h"
#include "reading/read.h"

typedef struct gather {
  const plx_meaning *meaning;
  plx_arena *arena, *tmp;
  PLX_VEC(const plx_record *) record;
} gather;

static bool gather_one(void *ctx, const plx_stored *d) {
  gather *g = ctx;
  plx_raw raw = {.path = PLX_STR("store"), .bytes = plx_str_copy(g->arena, d->json), .format = PLX_FORMAT_JSON};
  plx_docs docs = {0};
  plx_err e = {0};
  if (!plx_read(&raw, g->arena, &docs, &e) || !docs.n) return true; // it was readable when it came; a note stands there
  plx_record *r = PLX_NEW(g->arena, plx_record);
  plx_annotate(g->meaning, docs.v[0], g->tmp, r);
  *plx_vec_push(g->arena, &g->record) = r;
  return true;
}

bool plx_stored_compare(plx_store *s, plx_str story, const plx_meaning *meaning, plx_arena *arena, plx_arena *tmp,
                        plx_story *out, plx_err *e) {
  gather g = {meaning, arena, tmp, {0}};
  if (!plx_store_documents(s, story, gather_one, &g, e)) return false;
  if (!g.record.n)
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "no story %.*s in the store; `parallax stories` lists them", PLX_FMT(story));
  plx_compare(g.record.v, g.record.n, arena, tmp, out);
  out->id = plx_str_copy(arena, story); // the id it was given when it was grouped
  return true;
}

bool plx_stored_json(plx_store *s, const plx_stored_story *row, const plx_meaning *meaning, plx_buf *out, plx_err *e) {
  if (row->json.n) {
    plx_buf_str(out, row->json);
    return true;
  }
  plx_arena *arena = plx_arena_new(), *tmp = plx_arena_new();
  plx_story story = {0};
  plx_buf json = {0};
  bool ok = plx_stored_compare(s, row->id, meaning, arena, tmp, &story, e);
  if (ok) {
    plx_story_write(&story, tmp, &json);
    ok = plx_store_keep(s, row->id, story.title, plx_buf_view(&json), e);
    plx_buf_str(out, plx_buf_view(&json));
  }
  plx_buf_free(&json);
  plx_arena_free(arena);
  plx_arena_free(tmp);
  return ok;
}
