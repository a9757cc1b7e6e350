/* SPDX-License-Identifier: Apache-2.0 */
/* Documents with all of the words, best first, the words lit where there is a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "command/command.h"
#include "command/query.h"

typedef struct printer {
  bool json, colour;
  uint64_t n;
  plx_buf out;
} printer;

static void print_snippet(printer *p, plx_str s) {
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == 1) plx_buf_str(&p->out, p->colour ? PLX_STR("\033[1m") : p->json ? PLX_STR("[") : PLX_STR("["));
    else if (s.p[i] == 2) plx_buf_str(&p->out, p->colour ? PLX_STR("\033[0m") : PLX_STR("]"));
    else plx_buf_char(&p->out, s.p[i] == '\n' ? ' ' : s.p[i]);
  }
}

static void print_text(printer *p, const plx_stored *d) {
  plx_buf_fmt(&p->out, "%.*s  %.*s  %.*s\n%.*s\n  ", PLX_FMT(d->story), PLX_FMT(d->published), PLX_FMT(d->outlet),
              PLX_FMT(d->title));
  print_snippet(p, d->snippet);
  plx_buf_str(&p->out, PLX_STR("\n\n"));
}

static void print_json(printer *p, const plx_stored *d) {
  plx_buf line = p->out;
  p->out = (plx_buf){0};
  print_snippet(p, d->snippet);
  plx_buf snippet = p->out;
  p->out = line;
  plx_json j = plx_json_to(&p->out);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "document", d->id);
  plx_json_str(&j, "story", d->story);
  plx_json_opt(&j, "outlet", d->outlet);
  plx_json_opt(&j, "published", d->published);
  plx_json_opt(&j, "title", d->title);
  plx_json_str(&j, "snippet", plx_buf_view(&snippet));
  plx_json_end_object(&j);
  plx_buf_char(&p->out, '\n');
  plx_buf_free(&snippet);
}

static bool print_hit(void *ctx, const plx_stored *d) {
  printer *p = ctx;
  plx_buf_clear(&p->out);
  if (p->json) print_json(p, d);
  else print_text(p, d);
  fwrite(p->out.p, 1, p->out.n, stdout);
  p->n++;
  return true;
}

static int run(const plx_args *a) {
  const char *limit = plx_arg(a, "limit");
  plx_query q = {.limit = 20};
  plx_err e = {0};
  if (!plx_query_of_args(a, &q, &e) || (limit && !plx_query_set(&q, "limit", plx_str_of(limit), &e)))
    return plx_report(&e);
  plx_store *s = plx_open_store(a, PLX_STORE_READ);
  if (!s) return PLX_EXIT_FAILED;
  plx_arena *arena = plx_arena_new();
  plx_buf words = {0};
  for (int i = 0; i < a->inputs; i++) plx_buf_fmt(&words, "%s ", a->input[i]);
  q.words = plx_str_trim(plx_buf_view(&words));
  printer p = {.json = a->json, .colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR")};
  plx_str next;
  plx_find_documents(s, &q, print_hit, &p, arena, &next, &e);
  plx_buf_free(&words);
  plx_buf_free(&p.out);
  plx_arena_free(arena);
  plx_store_close(s);
  if (e.code) return plx_report(&e);
  if (!p.n && !a->quiet) fprintf(stderr, "nothing found\n");
  return PLX_EXIT_DONE;
}

static const plx_option options[] = {{"limit", "N", "at most N documents (default: 20)"}, PLX_QUERY_OPTIONS, {0}};

const plx_command plx_command_search = {
    .name = "search",
    .usage = "[WORDS…]",
    .summary = "finds stored documents by words, names, places, events, figures",
    .text =
        "All of the words must stand in a document; a phrase goes in double quotes: parallax search '\"air strikes\" Aleppo'.\n"
        "Every condition given must hold too: --near 36.2,37.16,50 --type ASSAULT --counted killed --low 10.\n"
        "Best first; without words newest first.  Each hit names its story, for `parallax story`; the words found\n"
        "stand in brackets, or bold.",
    .options = options,
    .common = "json db",
    .run = run,
};
