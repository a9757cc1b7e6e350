/* SPDX-License-Identifier: Apache-2.0 */
/* The road every command takes: inputs in order, read and annotated by many workers, handed on in the same order. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/pool.h"
#include "command/command.h"
#include "reading/input.h"
#include "reading/seen.h"
#include "serve/dictionaries.h"

enum { AHEAD_PER_WORKER = 4, PROGRESS_MS = 500, NOTES_NAMED_MAX = 5 };

const char *plx_arg(const plx_args *a, const char *name) {
  for (int i = 0; a->command->options && a->command->options[i].name; i++)
    if (strcmp(a->command->options[i].name, name) == 0) return a->given[i];
  return NULL;
}

bool plx_arg_count(const plx_args *a, const char *name, int64_t *n, plx_err *e) {
  const char *value = plx_arg(a, name);
  char *end;
  if (!value) return true;
  *n = strtoll(value, &end, 10);
  if (*n >= 1 && *end == 0) return true;
  return plx_fail(e, PLX_E_USAGE, NULL, 0, "--%s takes a whole number from 1, not '%s'", name, value);
}

int plx_report(const plx_err *e) {
  char text[1024];
  fprintf(stderr, "parallax: %s\n", plx_err_text(e, text, sizeof text));
  switch (e->code) {
  case PLX_OK: return PLX_EXIT_DONE;
  case PLX_E_INPUT: return PLX_EXIT_PARTLY;
  case PLX_E_USAGE: return PLX_EXIT_USAGE;
  default: return PLX_EXIT_FAILED;
  }
}

/* --- the models, and the user's dictionaries --- */

typedef struct noting {
  char file[240];
  uint64_t told; // of this file
} noting;

static void noted_more(const noting *n) {
  if (n->told > NOTES_NAMED_MAX)
    fprintf(stderr, "parallax: %s: … and %llu more lines that cannot be read\n", n->file,
            (unsigned long long)(n->told - NOTES_NAMED_MAX));
}

static void note_line(void *ctx, const plx_err *e) {
  noting *n = ctx;
  if (strcmp(n->file, e->input) != 0) {
    noted_more(n);
    *n = (noting){.told = 0};
    snprintf(n->file, sizeof n->file, "%s", e->input);
  }
  if (n->told++ < NOTES_NAMED_MAX) plx_report(e);
}

// NULL, and *e, where a file cannot be had.
static plx_dictionary *open_dictionary(const plx_args *a, plx_arena *process, plx_err *e) {
  plx_dictionary *d = PLX_NEW(process, plx_dictionary);
  noting n = {.told = 0};
  plx_dictionary_init(d, process);
  bool ok = plx_dictionaries_read(d, plx_arg(a, "actors"), plx_arg(a, "verbs"), note_line, &n, e);
  noted_more(&n);
  return ok ? d : NULL;
}

static plx_meaning *meaning_of(const plx_args *a, const plx_model *model, plx_err *e) {
  if (!plx_arg(a, "actors") && !plx_arg(a, "verbs")) return plx_meaning_new(model);
  plx_arena *process = plx_arena_new();
  plx_dictionary *d = open_dictionary(a, process, e);
  if (d) return plx_meaning_with(model, d, process);
  plx_arena_free(process);
  return NULL;
}

plx_meaning *plx_open_meaning(const plx_args *a, plx_model **model) {
  plx_err e = {0};
  *model = plx_model_open(a->model, &e);
  plx_meaning *m = *model ? meaning_of(a, *model, &e) : NULL;
  if (m) return m;
  plx_report(&e);
  plx_model_close(*model);
  *model = NULL;
  return NULL;
}

plx_terminal plx_terminal_here(bool all) {
  struct winsize size = {0};
  const char *columns = getenv("COLUMNS");
  bool terminal = isatty(STDOUT_FILENO);
  if (terminal) ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  int width = size.ws_col ? size.ws_col : columns ? atoi(columns) : 80;
  return (plx_terminal){.width = width, .colour = terminal && !getenv("NO_COLOR"), .all = all};
}

plx_str plx_pipeline_of(const plx_model *model, plx_arena *a) {
  return plx_str_fmt(a, "parallax %s, %.*s", PLX_VERSION, PLX_FMT(plx_model_version(model)));
}

plx_store *plx_open_store(const plx_args *a, plx_store_mode mode) {
  plx_err e = {0};
  plx_store *s = plx_store_open(a->db, mode, &e);
  if (!s) plx_report(&e);
  return s;
}

void plx_kept_free(plx_kept *k) {
  for (size_t i = 0; i < k->n; i++) plx_arena_free(k->v[i]);
  free(k->v);
  *k = (plx_kept){0};
}

static void keep_arena(plx_kept *k, plx_arena *a) {
  if (k->n == k->cap) {
    k->cap = k->cap ? k->cap * 2 : 16;
    k->v = plx_xrealloc(k->v, k->cap * sizeof *k->v);
  }
  k->v[k->n++] = a;
}

/* --- stopping --- */

static volatile sig_atomic_t stopped;

static void on_signal(int number) {
  if (stopped) _exit(128 + number);
  stopped = 1;
}

void plx_stop_on_signals(void) {
  struct sigaction act = {.sa_handler = on_signal};
  sigemptyset(&act.sa_mask);
  sigaction(SIGINT, &act, NULL);
  sigaction(SIGTERM, &act, NULL);
}

bool plx_stopped(void) {
  return stopped;
}

/* --- progress: one line on a terminal, rewritten --- */

typedef struct progress {
  bool on;
  uint64_t documents, errors, bytes;
  struct timespec start, last;
} progress;

static double ms_between(struct timespec a, struct timespec b) {
  return (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
}

static progress progress_start(const plx_args *a) {
  // Where the results themselves go to a terminal as they come, they are progress enough.
  bool shown = isatty(STDOUT_FILENO) && !a->command->late;
  progress p = {.on = !a->quiet && isatty(STDERR_FILENO) && !shown};
  clock_gettime(CLOCK_MONOTONIC, &p.start);
  p.last = p.start;
  return p;
}

static void progress_show(progress *p, bool last) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (!p->on || (!last && ms_between(p->last, now) < PROGRESS_MS)) return;
  p->last = now;
  double seconds = ms_between(p->start, now) / 1e3;
  fprintf(stderr, "\r\033[K%llu documents, %.1f MB/s, %llu errors%s", (unsigned long long)p->documents,
          seconds > 0 ? (double)p->bytes / 1e6 / seconds : 0.0, (unsigned long long)p->errors, last ? "\n" : "");
}

/* --- one input on its way --- */

typedef struct job {
  plx_raw raw;
  plx_arena *arena; // holds the raw bytes, the documents made of them, and their records
  PLX_VEC(plx_record *) record;
  plx_err e;
} job;

typedef struct road {
  const plx_meaning *meaning;
  plx_arena **tmp;         // [threads]
  plx_want_document *want; // NULL: all
  plx_each_record *each;
  void *ctx;
  plx_kept *kept;
  plx_seen *seen;
  uint64_t inputs; // done so far
  progress progress;
  bool quiet;
  uint64_t noted; // repairs and gaps told of
  int status;
} road;

static void work(void *ctx, int worker, void *item) {
  road *r = ctx;
  job *j = item;
  plx_docs docs = {0};
  if (j->e.code != PLX_OK) return; // it could not be had in the first place
  if (!plx_read(&j->raw, j->arena, &docs, &j->e) && j->e.code == PLX_OK)
    plx_fail(&j->e, PLX_E_INPUT, j->raw.path.p, j->raw.record, "no article found in it");
  for (uint32_t i = 0; i < docs.n; i++) {
    plx_record *record = PLX_NEW(j->arena, plx_record);
    record->doc = docs.v[i];
    if (r->meaning && (!r->want || r->want(r->ctx, docs.v[i])))
      plx_annotate(r->meaning, docs.v[i], r->tmp[worker], record);
    *plx_vec_push(j->arena, &j->record) = record;
  }
}

static void report_input(road *r, const plx_err *e) {
  if (r->progress.on) fputs("\r\033[K", stderr);
  plx_report(e);
  r->progress.errors++;
  r->status = PLX_EXIT_PARTLY;
}

static void report_note(road *r, const plx_doc *d, const plx_note *n) {
  plx_err e = {0};
  r->status = PLX_EXIT_PARTLY;
  if (r->noted++ >= NOTES_NAMED_MAX || r->quiet) return;
  plx_fail(&e, PLX_E_INPUT, d->path.n ? plx_str_copy(d->arena, d->path).p : "-", d->record, "%.*s",
           PLX_FMT(n->message));
  if (r->progress.on) fputs("\r\033[K", stderr);
  plx_report(&e);
}

// What had to be repaired, or is missing that the findings hang on, is told too: the first few by name, all in a count.
// Of an input without an article nothing else is worth telling.
static void report_notes(road *r, const plx_doc *d) {
  bool empty = plx_doc_noted(d, "no-article");
  for (uint32_t i = 0; i < d->notes.n; i++) {
    const plx_note *n = &d->notes.v[i];
    if (plx_str_in(plx_str_of(n->code), empty ? "no-article" : "no-date bad-date bad-utf8 no-text")) report_note(r, d, n);
  }
}

static void report_noted(const road *r) {
  if (r->noted > NOTES_NAMED_MAX && !r->quiet)
    fprintf(stderr, "parallax: … and %llu more like these; each stands in the \"notes\" of its document\n",
            (unsigned long long)(r->noted - NOTES_NAMED_MAX));
}

static void done(void *ctx, void *item) {
  road *r = ctx;
  job *j = item;
  bool keep = false;
  if (j->e.code != PLX_OK) report_input(r, &j->e);
  for (uint32_t i = 0; i < j->record.n; i++) {
    plx_seen_look(r->seen, j->record.v[i]->doc, r->inputs);
    report_notes(r, j->record.v[i]->doc);
    keep |= r->each(r->ctx, j->record.v[i]);
    r->progress.documents++;
  }
  r->inputs++;
  r->progress.bytes += j->raw.bytes.n;
  progress_show(&r->progress, false);
  if (keep && r->kept) keep_arena(r->kept, j->arena);
  else plx_arena_free(j->arena);
}

static job *job_new(const plx_raw *raw) {
  plx_arena *arena = plx_arena_new();
  job *j = PLX_NEW(arena, job);
  j->arena = arena;
  j->raw = *raw;
  j->raw.path = plx_str_copy(arena, raw->path);
  j->raw.url = plx_str_copy(arena, raw->url);
  j->raw.bytes = plx_str_copy(arena, raw->bytes);
  return j;
}

// Puts every input on the road; a bad one takes its place in the order too, so that errors come out alike for any
// number of threads.
static void put_inputs(const plx_args *a, plx_pool *pool) {
  plx_input *in = plx_input_open(a->input, a->inputs);
  plx_input_set(in, &a->fields, a->from);
  while (!stopped) {
    plx_raw raw = {0};
    plx_err e = {0};
    plx_input_got got = plx_input_next(in, &raw, &e);
    if (got == PLX_INPUT_END) break;
    if (got == PLX_INPUT_BAD) raw.bytes = (plx_str){0};
    raw.fields = &a->fields;
    job *j = job_new(&raw);
    j->e = e;
    plx_pool_put(pool, j);
  }
  plx_input_close(in);
}

static int travel(const plx_args *a, road *r) {
  plx_arena *process = plx_arena_new();
  r->progress = progress_start(a);
  r->seen = plx_seen_new();
  if (r->meaning && plx_meaning_lines_lost(r->meaning)) r->status = PLX_EXIT_PARTLY;
  r->quiet = a->quiet;
  r->tmp = PLX_NEWS(process, plx_arena *, a->threads);
  for (int i = 0; i < a->threads; i++) r->tmp[i] = plx_arena_new();
  plx_pool *pool = plx_pool_new(a->threads, a->threads * AHEAD_PER_WORKER, work, done, r);
  put_inputs(a, pool);
  plx_pool_finish(pool);
  progress_show(&r->progress, true);
  report_noted(r);
  for (int i = 0; i < a->threads; i++) plx_arena_free(r->tmp[i]);
  plx_seen_free(r->seen);
  plx_arena_free(process);
  return r->status;
}

int plx_each_input(const plx_args *a, const plx_meaning *meaning, plx_each_record *each, void *ctx, plx_kept *kept) {
  road r = {.meaning = meaning, .each = each, .ctx = ctx, .kept = kept};
  return travel(a, &r);
}

int plx_each_wanted(const plx_args *a, const plx_meaning *meaning, plx_want_document *want, plx_each_record *each,
                    void *ctx) {
  road r = {.meaning = meaning, .want = want, .each = each, .ctx = ctx};
  return travel(a, &r);
}
