/* SPDX-License-Identifier: Apache-2.0 */
/* What is stored, a line a story, newest first. */
#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "command/command.h"

static bool print_line(void *ctx, const plx_stored_story *s) {
  uint64_t *n = ctx;
  if (!(*n)++) printf("%-16s  %-10s  %9s  %7s  %s\n", "story", "last", "documents", "outlets", "title");
  printf("%-16.*s  %-10.*s  %9lld  %7lld  %.*s\n", PLX_FMT(s->id), PLX_FMT(s->last_day), (long long)s->documents,
         (long long)s->outlets, PLX_FMT(s->title));
  return true;
}

static bool print_json(void *ctx, const plx_stored_story *s) {
  uint64_t *n = ctx;
  plx_buf out = {0};
  plx_json j = plx_json_to(&out);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "id", s->id);
  plx_json_str(&j, "title", s->title);
  plx_json_opt(&j, "from", s->first_day);
  plx_json_opt(&j, "to", s->last_day);
  plx_json_int(&j, "documents", s->documents);
  plx_json_int(&j, "outlets", s->outlets);
  plx_json_end_object(&j);
  puts(out.p);
  plx_buf_free(&out);
  (*n)++;
  return true;
}

static int run(const plx_args *a) {
  const char *limit = plx_arg(a, "limit");
  plx_store *s = plx_open_store(a, PLX_STORE_READ);
  if (!s) return PLX_EXIT_FAILED;
  uint64_t n = 0;
  plx_err e = {0};
  plx_store_stories(s, (plx_str){0}, limit ? atoll(limit) : 0, a->json ? print_json : print_line, &n, &e);
  plx_store_close(s);
  if (e.code) return plx_report(&e);
  if (!n && !a->quiet) fprintf(stderr, "no stories yet; `parallax add INPUT…` makes some\n");
  return PLX_EXIT_DONE;
}

static const plx_option options[] = {{"limit", "N", "at most N stories (default: all)"}, {0}};

const plx_command plx_command_stories = {
    .name = "stories",
    .usage = "",
    .summary = "lists the stories in the store, newest first",
    .text = "Each line: the story's id (for `parallax story`), the day of its latest document, how many documents and outlets\n"
            "tell it, and its title.",
    .options = options,
    .common = "json db",
    .run = run,
};
