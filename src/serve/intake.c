/* SPDX-License-Identifier: Apache-2.0 */
/* `known` is what was there before, read by many threads and never written; `fresh` is what this run added. */
#include "serve/intake.h"

#include <string.h>

#include "base/table.h"
#include "meaning/record_json.h"
#include "reading/document_json.h"
#include "story/group.h"
#include "story/sketch.h"

enum { BATCH = 64 };

struct plx_intake {
  plx_store *store;
  plx_str pipeline;
  plx_group *group;
  plx_arena *arena, *tmp;
  plx_map known, fresh; // ids
  plx_buf json, record;
  int in_batch;
  uint64_t added, already;
};

static bool restore(void *ctx, const plx_stored *d) {
  plx_intake *t = ctx;
  plx_sketch sketch;
  if (d->sketch.n != sizeof sketch) return true; // of another version: it just cannot draw new documents to its story
  memcpy(&sketch, d->sketch.p, sizeof sketch);
  plx_group_restore(t->group, &sketch, d->story);
  return true;
}

plx_intake *plx_intake_new(plx_store *store, plx_str pipeline, plx_err *e) {
  plx_arena *a = plx_arena_new();
  plx_intake *t = PLX_NEW(a, plx_intake);
  *t = (plx_intake){.store = store, .arena = a, .tmp = plx_arena_new(), .group = plx_group_new()};
  t->pipeline = plx_str_copy(a, pipeline);
  plx_map_init(&t->known, a);
  plx_map_init(&t->fresh, a);
  int64_t newest = (int64_t)plx_param("group_restore_documents");
  if (plx_store_ids(store, &t->known, e) && plx_store_sketches(store, newest, restore, t, e)) return t;
  plx_intake_free(t);
  return NULL;
}

void plx_intake_free(plx_intake *t) {
  if (!t) return;
  plx_store_rollback(t->store);
  plx_buf_free(&t->json);
  plx_buf_free(&t->record);
  plx_group_free(t->group);
  plx_arena_free(t->tmp);
  plx_arena_free(t->arena);
}

bool plx_intake_had(const plx_intake *t, plx_str id) {
  return plx_map_index(&t->known, id) != PLX_MAP_NONE;
}

static void write_document(plx_intake *t, const plx_doc *d) {
  plx_buf_clear(&t->json);
  plx_json j = plx_json_to(&t->json);
  plx_cpmap cp = plx_cpmap_of(t->tmp, d->text);
  plx_json_object(&j, NULL);
  plx_doc_members(&j, d, &cp);
  plx_json_end_object(&j);
}

static bool store_record(plx_intake *t, const plx_record *r, plx_err *e) {
  const plx_doc *d = r->doc;
  const plx_sketch *sketch = plx_group_sketch(d, t->tmp);
  plx_buf_clear(&t->record);
  write_document(t, d);
  plx_record_write(r, PLX_PARTS_ALL, t->tmp, &t->record);
  plx_stored row = {.id = d->id, .outlet = d->outlet, .title = d->title, .published = d->published, .text = d->text,
                    .json = plx_buf_view(&t->json), .record = plx_buf_view(&t->record), .pipeline = t->pipeline,
                    .sketch = {(const char *)sketch, sizeof *sketch}};
  row.story = plx_group_place(t->group, sketch);
  return (t->in_batch || plx_store_begin(t->store, e)) && plx_store_add(t->store, &row, e);
}

bool plx_intake_add(plx_intake *t, const plx_record *r, plx_err *e) {
  uint32_t before = t->fresh.n;
  if (plx_intake_had(t, r->doc->id) || plx_map_intern(&t->fresh, r->doc->id) < before) {
    t->already++;
    return true;
  }
  plx_mark m = plx_arena_mark(t->tmp);
  bool ok = store_record(t, r, e);
  plx_arena_reset(t->tmp, m);
  if (!ok) return false;
  t->added++;
  return ++t->in_batch < BATCH || plx_intake_commit(t, e);
}

bool plx_intake_commit(plx_intake *t, plx_err *e) {
  bool ok = !t->in_batch || plx_store_commit(t->store, e);
  t->in_batch = 0;
  return ok;
}

uint64_t plx_intake_added(const plx_intake *t) {
  return t->added;
}

uint64_t plx_intake_already(const plx_intake *t) {
  return t->already;
}
