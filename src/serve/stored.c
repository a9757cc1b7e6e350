/* SPDX-License-Identifier: Apache-2.0 */
/* Stored documents are NDJSON documents like any other, so they are read and annotated by the same road: what comes out
 * is what `parallax compare` would have said of the same articles. */
#include "serve/stored.h"

#include "compare/compare.h"
#include "compare/story_json.h"
#include "reading/read.h"
#include "store/move.h"

typedef struct gather {
  const plx_meaning *meaning;
  plx_arena *arena, *tmp;
  plx_stored_records *record;
} gather;

static bool gather_one(void *ctx, const plx_stored *d) {
  gather *g = ctx;
  plx_raw raw = {.path = PLX_STR("store"), .bytes = plx_str_copy(g->arena, d->json), .format = PLX_FORMAT_JSON};
  plx_docs docs = {0};
  plx_err e = {0};
  if (!plx_read(&raw, g->arena, &docs, &e) || !docs.n) return true; // it was readable when it came; a note stands there
  plx_record *r = PLX_NEW(g->arena, plx_record);
  plx_annotate(g->meaning, docs.v[0], g->tmp, r);
  *plx_vec_push(g->arena, g->record) = r;
  return true;
}

bool plx_stored_missing(plx_store *s, plx_str story, plx_arena *tmp, plx_err *e) {
  plx_str now;
  if (!plx_store_went(s, story, tmp, &now, e)) return false;
  if (now.n)
    return plx_fail(e, PLX_E_USAGE, NULL, 0, "story %.*s is one with another by now: see %.*s", PLX_FMT(story),
                    PLX_FMT(now));
  return plx_fail(e, PLX_E_USAGE, NULL, 0, "no story %.*s in the store; `parallax stories` lists them", PLX_FMT(story));
}

bool plx_stored_read(plx_store *s, plx_str story, const plx_meaning *meaning, plx_arena *arena, plx_arena *tmp,
                     plx_stored_records *out, plx_err *e) {
  gather g = {meaning, arena, tmp, out};
  uint32_t before = out->n;
  return plx_store_documents(s, story, PLX_WANT_JSON, gather_one, &g, e) &&
         (out->n > before || plx_stored_missing(s, story, tmp, e));
}

bool plx_stored_compare(plx_store *s, plx_str story, const plx_meaning *meaning, plx_arena *arena, plx_arena *tmp,
                        plx_story *out, plx_err *e) {
  plx_stored_records record = {0};
  if (!plx_stored_read(s, story, meaning, arena, tmp, &record, e)) return false;
  plx_compare(record.v, record.n, arena, tmp, out);
  out->id = plx_str_copy(arena, story); // the id it was given when it was grouped
  return true;
}

static bool compare_and_keep(plx_store *s, plx_str story, const plx_meaning *meaning, plx_buf *out, plx_err *e) {
  plx_arena *arena = plx_arena_new(), *tmp = plx_arena_new();
  plx_story compared = {0};
  size_t start = out->n;
  bool ok = plx_stored_compare(s, story, meaning, arena, tmp, &compared, e);
  if (ok) {
    plx_story_write(&compared, tmp, out);
    ok = plx_store_keep(s, story, compared.document.n, plx_str_sub(plx_buf_view(out), start, out->n), e);
  }
  plx_arena_free(arena);
  plx_arena_free(tmp);
  return ok;
}

bool plx_stored_json(plx_store *s, plx_str story, const plx_meaning *meaning, plx_buf *out, plx_err *e) {
  bool found;
  if (!plx_store_comparison(s, story, out, &found, e)) return false;
  return found || compare_and_keep(s, story, meaning, out, e);
}

typedef PLX_VEC(plx_str) ids;
typedef struct collect {
  plx_arena *arena;
  ids ids;
} collect;

static bool collect_id(void *ctx, const plx_stored_story *s) {
  collect *c = ctx;
  plx_str id = plx_str_copy(c->arena, s->id);
  *plx_vec_push(c->arena, &c->ids) = id;
  return true;
}

bool plx_stored_catch_up(plx_store *s, const plx_meaning *meaning, int64_t limit, int64_t *done, plx_err *e) {
  collect c = {.arena = plx_arena_new()};
  plx_buf json = {0};
  bool ok = plx_store_stories_waiting(s, limit, collect_id, &c, e);
  for (*done = 0; ok && *done < (int64_t)c.ids.n; ++*done) {
    plx_buf_clear(&json);
    ok = compare_and_keep(s, c.ids.v[*done], meaning, &json, e);
  }
  plx_buf_free(&json);
  plx_arena_free(c.arena);
  return ok;
}
