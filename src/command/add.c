/* SPDX-License-Identifier: Apache-2.0 */
/* Reads, annotates, groups, stores.  Documents are committed in batches; a batch is there whole or not at all, so a run
 * that is stopped loses at most the batch under way, and the next run of the same command adds just what is missing. */
#include <stdio.h>

#include "base/table.h"
#include "command/stored.h"
#include "meaning/record_json.h"
#include "reading/document_json.h"
#include "story/group.h"
#include "story/sketch.h"

enum { BATCH = 64 };

typedef struct adding {
  plx_store *store;
  plx_str pipeline;
  plx_group *group;
  plx_arena *process, *tmp;
  plx_map known; // ids that were there when the run began: read by workers, never written
  plx_map fresh; // ids added by this run
  plx_buf json, record;
  int in_batch;
  uint64_t added, already;
  plx_err e;
} adding;

static bool want(void *ctx, const plx_doc *d) {
  const adding *a = ctx;
  return plx_map_index(&a->known, d->id) == PLX_MAP_NONE;
}

static bool restore(void *ctx, const plx_stored *d) {
  adding *a = ctx;
  plx_sketch sketch;
  if (d->sketch.n != sizeof sketch) return true; // of another version: it just cannot draw new documents to its story
  __builtin_memcpy(&sketch, d->sketch.p, sizeof sketch);
  plx_group_restore(a->group, &sketch, d->story);
  return true;
}

static void commit(adding *a) {
  if (a->in_batch && a->e.code == PLX_OK) plx_store_commit(a->store, &a->e);
  a->in_batch = 0;
}

static void write_document(adding *a, const plx_doc *d) {
  plx_buf_clear(&a->json);
  plx_json j = plx_json_to(&a->json);
  plx_cpmap cp = plx_cpmap_of(a->tmp, d->text);
  plx_json_object(&j, NULL);
  plx_doc_members(&j, d, &cp);
  plx_json_end_object(&j);
}

static void store_record(adding *a, const plx_record *r) {
  const plx_doc *d = r->doc;
  plx_mark m = plx_arena_mark(a->tmp);
  plx_sketch *sketch = plx_group_sketch(d, a->tmp);
  plx_buf_clear(&a->record);
  write_document(a, d);
  plx_record_write(r, PLX_PARTS_ALL, a->tmp, &a->record);
  plx_stored row = {.id = d->id, .outlet = d->outlet, .title = d->title, .published = d->published, .text = d->text,
                    .json = plx_buf_view(&a->json), .record = plx_buf_view(&a->record), .pipeline = a->pipeline,
                    .sketch = {(const char *)sketch, sizeof *sketch}};
  row.story = plx_group_place(a->group, sketch);
  if (!a->in_batch) plx_store_begin(a->store, &a->e);
  if (a->e.code == PLX_OK && plx_store_add(a->store, &row, &a->e)) a->added++;
  plx_arena_reset(a->tmp, m);
  if (++a->in_batch == BATCH) commit(a);
}

static bool add_one(void *ctx, plx_record *r) {
  adding *a = ctx;
  if (a->e.code != PLX_OK) return false; // the store failed: what is still under way is not ours to write
  uint32_t before = a->fresh.n;
  if (!want(a, r->doc) || plx_map_intern(&a->fresh, r->doc->id) < before) a->already++;
  else store_record(a, r);
  return false;
}

static bool prepare(adding *a) {
  plx_map_init(&a->known, a->process);
  plx_map_init(&a->fresh, a->process);
  return plx_store_ids(a->store, &a->known, &a->e) &&
         plx_store_sketches(a->store, (int64_t)plx_param("group_restore_documents"), restore, a, &a->e);
}

static int finish(adding *a, const plx_args *args, int status) {
  commit(a);
  if (a->e.code != PLX_OK) {
    plx_store_rollback(a->store);
    status = plx_report(&a->e);
  }
  if (!args->quiet)
    fprintf(stderr, "%llu added, %llu there already, in %s\n", (unsigned long long)a->added, (unsigned long long)a->already, args->db);
  if (plx_stopped()) {
    fprintf(stderr, "parallax: stopped; what was added is kept, and the same command adds the rest\n");
    status = PLX_EXIT_PARTLY;
  }
  return status;
}

static int run(const plx_args *args) {
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(args, &model);
  if (!meaning) return PLX_EXIT_FAILED;
  adding a = {.store = plx_open_store(args, PLX_STORE_WRITE), .group = plx_group_new(), .process = plx_arena_new(), .tmp = plx_arena_new()};
  int status = PLX_EXIT_FAILED;
  if (a.store) {
    plx_stop_on_signals();
    a.pipeline = plx_str_fmt(a.process, "parallax %s, %.*s", PLX_VERSION, PLX_FMT(plx_model_version(model)));
    status = PLX_EXIT_DONE;
    if (prepare(&a)) status = plx_each_wanted(args, meaning, want, add_one, &a);
    status = finish(&a, args, status);
  }
  plx_buf_free(&a.json);
  plx_buf_free(&a.record);
  plx_arena_free(a.tmp);
  plx_arena_free(a.process);
  plx_group_free(a.group);
  plx_store_close(a.store);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

const plx_command plx_command_add = {
    .name = "add",
    .usage = "INPUT…",
    .summary = "reads, annotates, groups and stores",
    .text = "Puts articles into the store (--db), each into the story it tells.  What is there already is not added twice,\n"
            "so the command can be stopped (Ctrl-C) and run again, and a growing folder can be added as often as you like.",
    .common = "threads db model",
    .run = run,
};
