/* SPDX-License-Identifier: Apache-2.0 */
/* A page of documents is read, annotated by the workers, and written by the caller in one transaction. */
#include "serve/again.h"

#include "base/pool.h"
#include "reading/read.h"
#include "serve/intake.h"

enum { PAGE = 64 };

typedef struct job {
  plx_arena *arena;
  int64_t seq;
  plx_str id, json;
  plx_stored row;
  bool read;
} job;

typedef struct again {
  plx_store *store;
  const plx_meaning *meaning;
  plx_str pipeline;
  plx_arena **tmp; // [threads]
  job jobs[PAGE];
  int n;
  int64_t seq, done;
} again;

static bool take(void *ctx, const plx_stored *d) {
  again *g = ctx;
  plx_arena *a = plx_arena_new();
  g->jobs[g->n++] = (job){.arena = a, .seq = d->seq, .id = plx_str_copy(a, d->id), .json = plx_str_copy(a, d->json)};
  return true;
}

static void work(void *ctx, int worker, void *item) {
  again *g = ctx;
  job *j = item;
  plx_raw raw = {.path = PLX_STR("store"), .bytes = j->json, .format = PLX_FORMAT_JSON};
  plx_docs docs = {0};
  plx_err e = {0};
  if (!plx_read(&raw, j->arena, &docs, &e) || !docs.n) return;
  plx_record *r = PLX_NEW(j->arena, plx_record);
  plx_annotate(g->meaning, docs.v[0], g->tmp[worker], r);
  j->row = plx_intake_row(r, g->pipeline, j->arena, g->tmp[worker]);
  j->row.id = j->id;
  j->row.json = j->json; // what is stored stays as it is
  j->read = true;
}

static void nothing(void *ctx, void *item) {
  (void)ctx, (void)item;
}

static bool write_page(again *g, plx_err *e) {
  if (!plx_store_begin(g->store, e)) return false;
  for (int i = 0; i < g->n; i++)
    if (g->jobs[i].read && !plx_store_replace(g->store, &g->jobs[i].row, e)) return false;
  return plx_store_commit(g->store, e);
}

static bool do_page(again *g, int threads, plx_err *e) {
  g->n = 0;
  if (!plx_store_documents_not_of(g->store, g->pipeline, g->seq, PAGE, take, g, e)) return false;
  plx_pool *pool = plx_pool_new(threads, PAGE, work, nothing, g);
  for (int i = 0; i < g->n; i++) plx_pool_put(pool, &g->jobs[i]);
  plx_pool_finish(pool);
  bool ok = !g->n || write_page(g, e);
  if (!ok) plx_store_rollback(g->store);
  for (int i = 0; i < g->n; i++) {
    g->seq = g->jobs[i].seq;
    g->done += g->jobs[i].read;
    plx_arena_free(g->jobs[i].arena);
  }
  return ok;
}

bool plx_again(plx_store *s, const plx_meaning *meaning, plx_str pipeline, int threads, plx_again_told *told, void *ctx,
               plx_err *e) {
  plx_arena *a = plx_arena_new();
  again *g = PLX_NEW(a, again);
  *g = (again){.store = s, .meaning = meaning, .pipeline = pipeline, .tmp = PLX_NEWS(a, plx_arena *, threads)};
  for (int i = 0; i < threads; i++) g->tmp[i] = plx_arena_new();
  bool ok;
  while ((ok = do_page(g, threads, e)) && g->n == PAGE && told(ctx, g->done)) {
  }
  if (ok && g->n < PAGE) told(ctx, g->done);
  for (int i = 0; i < threads; i++) plx_arena_free(g->tmp[i]);
  plx_arena_free(a);
  return ok;
}
