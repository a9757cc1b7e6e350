/* SPDX-License-Identifier: Apache-2.0 */
/* `known` is what was there before, read by many threads and never written; `fresh` is what this run added.  Whoever
 * holds the store's transaction groups: first what others have stored since, then the batch. */
#include "serve/intake.h"

#include <string.h>

#include "base/table.h"
#include "meaning/record_json.h"
#include "reading/address.h"
#include "reading/document_json.h"
#include "store/move.h"
#include "store/raw.h"
#include "store/thread.h"
#include "story/group.h"
#include "story/sketch.h"

enum { BATCH = 64 };

typedef struct waiting {
  plx_stored row;
  plx_str bytes; // it was read from
} waiting;

struct plx_intake {
  plx_store *store;
  plx_str pipeline;
  plx_group *group;
  plx_arena *arena, *tmp;
  plx_map known, fresh;    // ids
  int64_t seq, moves;      // grouped up to here
  PLX_VEC(int64_t) placed; // [documents of the group] their numbers in the store, 0 for one that is not there
  plx_arena *waiting_arena;
  PLX_VEC(waiting) waiting;
  uint64_t added, already;
};

static bool restore(void *ctx, const plx_stored *d) {
  plx_intake *t = ctx;
  plx_sketch sketch;
  t->seq = d->seq;
  if (d->sketch.n != sizeof sketch) return true; // of another version: it just cannot draw new documents to its story
  memcpy(&sketch, d->sketch.p, sizeof sketch);
  plx_group_restore(t->group, &sketch, d->story);
  *plx_vec_push(t->arena, &t->placed) = d->seq;
  return true;
}

// A move that another program made.
static bool follow(void *ctx, const plx_stored_move *m) {
  plx_intake *t = ctx;
  t->moves = m->n;
  for (uint32_t i = t->placed.n; i-- > 0 && t->placed.v[i] >= m->seq;)
    if (t->placed.v[i] == m->seq) plx_group_follow(t->group, i, m->to);
  return true;
}

static bool catch_up(plx_intake *t, plx_err *e) {
  return plx_store_moves(t->store, t->moves, follow, t, e) &&
         plx_store_sketches(t->store, t->seq, (int64_t)plx_param("group_restore_documents"), restore, t, e);
}

plx_intake *plx_intake_new(plx_store *store, plx_str pipeline, plx_err *e) {
  plx_arena *a = plx_arena_new();
  plx_intake *t = PLX_NEW(a, plx_intake);
  *t = (plx_intake){
      .store = store, .arena = a, .tmp = plx_arena_new(), .waiting_arena = plx_arena_new(), .group = plx_group_new()};
  t->pipeline = plx_str_copy(a, pipeline);
  plx_map_init(&t->known, a);
  plx_map_init(&t->fresh, a);
  if (plx_store_ids(store, &t->known, e) && plx_store_last_move(store, &t->moves, e) && catch_up(t, e)) return t;
  plx_intake_free(t);
  return NULL;
}

void plx_intake_free(plx_intake *t) {
  if (!t) return;
  plx_store_rollback(t->store);
  plx_group_free(t->group);
  plx_arena_free(t->waiting_arena);
  plx_arena_free(t->tmp);
  plx_arena_free(t->arena);
}

bool plx_intake_had(const plx_intake *t, plx_str id) {
  return plx_map_index(&t->known, id) != PLX_MAP_NONE;
}

/* --- a row --- */

static plx_str document_json(const plx_doc *d, plx_arena *a, plx_arena *tmp) {
  plx_buf b = {0};
  plx_json j = plx_json_to(&b);
  plx_cpmap cp = plx_cpmap_of(tmp, d->text);
  plx_json_object(&j, NULL);
  plx_doc_members(&j, d, &cp);
  plx_json_end_object(&j);
  plx_str json = plx_str_copy(a, plx_buf_view(&b));
  plx_buf_free(&b);
  return json;
}

static plx_str record_json(const plx_record *r, plx_arena *a, plx_arena *tmp) {
  plx_buf b = {0};
  plx_record_write(r, PLX_PARTS_ALL, tmp, &b);
  plx_str json = plx_str_copy(a, plx_buf_view(&b));
  plx_buf_free(&b);
  return json;
}

plx_stored plx_intake_row(const plx_record *r, plx_str pipeline, plx_arena *a, plx_arena *tmp) {
  const plx_doc *d = r->doc;
  plx_mark m = plx_arena_mark(tmp);
  plx_stored row = {.id = plx_str_copy(a, d->id),
                    .outlet = plx_str_copy(a, d->outlet),
                    .title = plx_str_copy(a, d->title),
                    .published = plx_str_copy(a, d->published),
                    .text = plx_str_copy(a, d->text),
                    .language = plx_str_copy(a, d->language),
                    .url = plx_address_one(a, d->url),
                    .pipeline = pipeline,
                    .json = document_json(d, a, tmp),
                    .record = record_json(r, a, tmp)};
  plx_arena_reset(tmp, m);
  return row;
}

/* --- a batch --- */

// What the document just placed showed about those before it.
static bool write_moves(plx_intake *t, plx_err *e) {
  uint32_t n;
  const plx_group_move *m = plx_group_moves(t->group, &n);
  for (uint32_t i = 0; i < n; i++) {
    int64_t seq = t->placed.v[m[i].document];
    if (!seq) continue;
    if (!plx_store_move(t->store, seq, m[i].from, m[i].to, m[i].merged ? PLX_STR("merge") : PLX_STR("move"), e))
      return false;
  }
  return true;
}

static bool write_one(plx_intake *t, waiting *w, plx_err *e) {
  plx_stored *row = &w->row;
  bool added;
  plx_sketch sketch;
  memcpy(&sketch, row->sketch.p, sizeof sketch);
  row->story = plx_group_place(t->group, &sketch);
  row->sketch.p = (const char *)&sketch; // placing has written into it
  if (w->bytes.n && !plx_raw_keep(t->store, row->raw, w->bytes, e)) return false;
  if (!plx_store_add(t->store, row, &added, e)) return false;
  t->added += added;
  t->seq += added;      // it is in the group already
  t->already += !added; // another program was faster
  *plx_vec_push(t->arena, &t->placed) = added ? t->seq : 0;
  plx_str earlier = plx_group_earlier(t->group);
  return write_moves(t, e) && (!added || !earlier.n || plx_store_goes_on(t->store, row->story, earlier, e));
}

static bool write_batch(plx_intake *t, plx_err *e) {
  if (!plx_store_begin(t->store, e) || !catch_up(t, e)) return false;
  for (uint32_t i = 0; i < t->waiting.n; i++)
    if (!write_one(t, &t->waiting.v[i], e)) return false;
  return plx_store_last_move(t->store, &t->moves, e) && plx_store_commit(t->store, e);
}

bool plx_intake_commit(plx_intake *t, plx_err *e) {
  uint64_t added = t->added;
  bool ok = !t->waiting.n || write_batch(t, e);
  if (!ok) {
    plx_store_rollback(t->store);
    t->added = added; // of the batch nothing is there
  }
  t->waiting.v = NULL;
  t->waiting.n = t->waiting.cap = 0;
  plx_arena_clear(t->waiting_arena);
  return ok;
}

bool plx_intake_add(plx_intake *t, const plx_record *r, plx_err *e) {
  uint32_t before = t->fresh.n;
  if (plx_intake_had(t, r->doc->id) || plx_map_intern(&t->fresh, r->doc->id) < before) {
    t->already++;
    return true;
  }
  waiting w = {.row = plx_intake_row(r, t->pipeline, t->waiting_arena, t->tmp)};
  w.row.sketch = (plx_str){(const char *)plx_group_sketch(r->doc, t->waiting_arena), sizeof(plx_sketch)};
  if (r->doc->raw.n) {
    w.row.raw = plx_str_copy(t->waiting_arena, r->doc->sha256);
    w.bytes = plx_str_copy(t->waiting_arena, r->doc->raw);
  }
  *plx_vec_push(t->waiting_arena, &t->waiting) = w;
  return t->waiting.n < BATCH || plx_intake_commit(t, e);
}

uint64_t plx_intake_added(const plx_intake *t) {
  return t->added;
}

uint64_t plx_intake_already(const plx_intake *t) {
  return t->already;
}
