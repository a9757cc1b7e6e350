/* SPDX-License-Identifier: Apache-2.0 */
/* fill FROM TO N - fills the store TO up to N documents with copies of the documents of FROM, each copy with ids of its
 * own, in stories of its own, some days later: so that a store of any size is made without reading each article anew.
 * Prints how long each tenth took.  For bench/store.sh. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "story/sketch.h"
#include "store/store.h"

enum { BATCH = 64, DAYS_APART = 9 };

typedef struct filler {
  plx_store *from, *to;
  plx_arena *arena, *kept;
  PLX_VEC(plx_str) sketch; // of FROM, by number
  int64_t n, wanted, tenth;
  int copy, waiting;
  plx_buf json; // of the comparison last kept
  double wall_s, cpu_s; // when this tenth began
  plx_err e;
} filler;

static double seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static plx_str later(plx_arena *a, plx_str published, int days) {
  int32_t day = plx_day_of(published);
  if (day == PLX_NO_DAY) return published;
  char text[16];
  time_t t = ((time_t)day + days) * 86400;
  struct tm utc;
  strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&t, &utc));
  return plx_str_fmt(a, "%s%.*s", text, PLX_FMT(plx_str_sub(published, 10, published.n)));
}

// The id stands in the JSON once, at the front; the copy's has the same length, so only those bytes change.
static plx_str with_id(plx_arena *a, plx_str json, plx_str old, plx_str fresh) {
  plx_str copy = plx_str_copy(a, json);
  ptrdiff_t at = plx_str_find(copy, old, 0);
  if (at >= 0 && fresh.n == old.n)
    for (size_t i = 0; i < fresh.n; i++) ((char *)copy.p)[(size_t)at + i] = fresh.p[i];
  return copy;
}

static plx_str fresh_id(filler *f, plx_str old) {
  plx_str key = plx_str_fmt(f->arena, "%.*s %d", PLX_FMT(old), f->copy);
  return plx_str_fmt(f->arena, "%016llx", (unsigned long long)plx_hash(key.p, key.n));
}

// The sketches of FROM, by number, on an arena of their own.
static bool take_sketch(void *ctx, const plx_stored *d) {
  filler *f = ctx;
  while (f->sketch.n <= (uint32_t)d->seq) *plx_vec_push(f->kept, &f->sketch) = (plx_str){0};
  f->sketch.v[d->seq] = plx_str_copy(f->kept, d->sketch);
  return true;
}

static plx_str moved_sketch(filler *f, int64_t seq) {
  plx_str sketch = plx_str_copy(f->arena, f->sketch.v[seq]);
  plx_sketch *s = (plx_sketch *)(uintptr_t)sketch.p;
  if (sketch.n == sizeof *s && s->day != PLX_NO_DAY) s->day += f->copy * DAYS_APART;
  return sketch;
}

static void begin_tenth(filler *f) {
  f->wall_s = seconds_of(CLOCK_MONOTONIC);
  f->cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

static void tell(filler *f) {
  if (f->n % f->tenth) return;
  printf("%7lld documents  %6.0f documents/s  %.3f ms of processor a document\n", (long long)f->n,
         (double)f->tenth / (seconds_of(CLOCK_MONOTONIC) - f->wall_s), (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - f->cpu_s) * 1e3 / (double)f->tenth);
  fflush(stdout);
  begin_tenth(f);
}

static bool copy_document(void *ctx, const plx_stored *d) {
  filler *f = ctx;
  bool added;
  plx_stored c = *d;
  if (!f->waiting++ && !plx_store_begin(f->to, &f->e)) return false;
  c.id = fresh_id(f, d->id);
  c.story = fresh_id(f, d->story);
  c.published = later(f->arena, d->published, f->copy * DAYS_APART);
  c.json = with_id(f->arena, d->json, d->id, c.id);
  c.record = with_id(f->arena, d->record, d->id, c.id);
  c.sketch = moved_sketch(f, d->seq);
  c.added = (plx_str){0};
  if (!plx_store_add(f->to, &c, &added, &f->e)) return false;
  if (f->waiting == BATCH) {
    f->waiting = 0;
    if (!plx_store_commit(f->to, &f->e)) return false;
  }
  plx_arena_clear(f->arena);
  f->n += added; // of a store that is filled on, the first copies are there
  if (added) tell(f);
  return f->n < f->wanted;
}

// A copy's comparison names the documents it was copied from, and a story that was not compared borrows the one before:
// only sizes and numbers matter here.
static bool keep_comparison(void *ctx, const plx_stored_story *s) {
  filler *f = ctx;
  plx_buf fresh = {0};
  bool found;
  if (plx_store_comparison(f->from, s->id, &fresh, &found, &f->e) && found) {
    plx_buf_free(&f->json);
    f->json = fresh;
  } else {
    plx_buf_free(&fresh);
  }
  if (f->json.n) plx_store_keep(f->to, fresh_id(f, s->id), s->documents, plx_buf_view(&f->json), &f->e);
  plx_arena_clear(f->arena);
  return !f->e.code;
}

static void fill(filler *f) {
  begin_tenth(f);
  for (f->copy = 1; f->n < f->wanted && !f->e.code; f->copy++) {
    if (!plx_store_documents_after(f->from, 0, f->wanted, PLX_WANT_TEXT | PLX_WANT_JSON | PLX_WANT_RECORD, copy_document, f, &f->e)) break;
    if (f->waiting && !f->e.code) plx_store_commit(f->to, &f->e);
    f->waiting = 0;
    if (!f->e.code && plx_store_begin(f->to, &f->e) && plx_store_stories_after(f->from, (plx_str){0}, f->wanted, keep_comparison, f, &f->e))
      plx_store_commit(f->to, &f->e);
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return fprintf(stderr, "usage: fill FROM TO N\n"), 2;
  filler f = {.arena = plx_arena_new(), .kept = plx_arena_new(), .wanted = atoll(argv[3])};
  f.tenth = f.wanted >= 10 ? f.wanted / 10 : 1;
  int64_t stories;
  f.from = plx_store_open(argv[1], PLX_STORE_READ, &f.e);
  f.to = f.from ? plx_store_open(argv[2], PLX_STORE_WRITE, &f.e) : NULL;
  if (f.to && plx_store_counts(f.to, &f.n, &stories, &f.e) && plx_store_sketches(f.from, 0, INT64_MAX / 2, take_sketch, &f, &f.e)) fill(&f);
  if (f.e.code) fprintf(stderr, "fill: %s\n", f.e.msg);
  plx_store_close(f.from);
  plx_store_close(f.to);
  plx_buf_free(&f.json);
  plx_arena_free(f.arena);
  plx_arena_free(f.kept);
  return f.e.code ? 1 : 0;
}
