/* SPDX-License-Identifier: Apache-2.0 */
/* What is stored, a line a story, newest first. */
#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "command/query.h"
#include "serve/story_row.h"

static bool print_line(void *ctx, const plx_stored_story *s) {
  uint64_t *n = ctx;
  if (!(*n)++) printf("%-16s  %-10s  %9s  %7s  %s\n", "story", "last", "documents", "outlets", "title");
  printf("%-16.*s  %-10.*s  %9lld  %7lld  %.*s\n", PLX_FMT(s->id), PLX_FMT(s->last_day), (long long)s->documents,
         (long long)s->outlets, PLX_FMT(s->title.n ? s->title : PLX_STR("(no title)")));
  return true;
}

static bool print_json(void *ctx, const plx_stored_story *s) {
  uint64_t *n = ctx;
  plx_buf out = {0};
  plx_json j = plx_json_to(&out);
  plx_story_row_json(&j, s);
  puts(out.p);
  plx_buf_free(&out);
  (*n)++;
  return true;
}

// Pages until there are no more, or `limit` have been printed.
static bool print_all(plx_store *s, plx_query *q, int64_t limit, const plx_args *a, uint64_t *n, plx_err *e) {
  plx_arena *arena = plx_arena_new();
  bool ok = true, more = true;
  while (ok && more) {
    plx_str next;
    int64_t left = limit ? limit - (int64_t)*n : PLX_FIND_LIMIT_MAX;
    q->limit = left < PLX_FIND_LIMIT_MAX ? left : PLX_FIND_LIMIT_MAX;
    ok = plx_find_stories(s, q, a->json ? print_json : print_line, n, arena, &next, e);
    q->cursor = next;
    more = next.n && (!limit || (int64_t)*n < limit);
  }
  plx_arena_free(arena);
  return ok;
}

static int run(const plx_args *a) {
  plx_query q = {0};
  int64_t limit = 0;
  uint64_t n = 0;
  plx_err e = {0};
  if (!plx_query_of_args(a, &q, &e) || !plx_arg_count(a, "limit", &limit, &e)) return plx_report(&e);
  plx_store *s = plx_open_store(a, PLX_STORE_READ);
  if (!s) return PLX_EXIT_FAILED;
  print_all(s, &q, limit, a, &n, &e);
  plx_store_close(s);
  if (e.code) return plx_report(&e);
  if (!n && !a->quiet)
    fprintf(stderr, plx_query_given(a) ? "no story meets all of these conditions\n"
                                       : "no stories here; `parallax add INPUT…` makes some\n");
  return PLX_EXIT_DONE;
}

static const plx_option options[] = {{"limit", "N", "at most N stories (default: all)"},
                                     {"sort", "ORDER", "newest (default), oldest, conflicts, documents or outlets"},
                                     PLX_QUERY_OPTIONS,
                                     {0}};

const plx_command plx_command_stories = {
    .name = "stories",
    .usage = "",
    .summary = "lists the stories in the store, newest first",
    .text =
        "Each line: the story's id (for `parallax story`), the day of its latest document, how many documents and outlets\n"
        "tell it, and its title.  With conditions: stories with a document that meets all of them.",
    .options = options,
    .common = "json db",
    .run = run,
};
