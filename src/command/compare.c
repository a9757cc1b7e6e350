/* SPDX-License-Identifier: Apache-2.0 */
/* One story's documents in; the story out, drawn, as JSON, or as a page. */
#include <stdio.h>

#include "base/file.h"
#include "command/command.h"
#include "compare/compare.h"
#include "compare/page.h"
#include "compare/story_json.h"
#include "compare/terminal.h"

typedef struct gathering {
  plx_arena *arena;
  PLX_VEC(const plx_record *) record;
} gathering;

static bool gather(void *ctx, plx_record *r) {
  gathering *g = ctx;
  *plx_vec_push(g->arena, &g->record) = r;
  return true;
}

static void draw(const plx_args *a, const plx_story *s, plx_arena *tmp, plx_buf *out) {
  if (a->json) {
    plx_story_write(s, tmp, out);
    plx_buf_char(out, '\n');
  } else {
    plx_terminal_draw(s, plx_terminal_here(plx_arg(a, "all") != NULL), tmp, out);
  }
}

// Writes the page if one was asked for, and to standard output what else was.
static bool show(const plx_args *a, const plx_story *s, plx_arena *tmp, plx_err *e) {
  const char *html = plx_arg(a, "html");
  plx_buf out = {0};
  bool ok = true;
  if (html) {
    plx_page_write(s, tmp, &out);
    ok = plx_file_write(html, plx_buf_view(&out), e);
    plx_buf_clear(&out);
  }
  if (!html || a->json) draw(a, s, tmp, &out);
  if (out.n) fwrite(out.p, 1, out.n, stdout);
  plx_buf_free(&out);
  if (ok && html && !a->quiet) fprintf(stderr, "wrote %s\n", html);
  return ok;
}

static int compare(const plx_args *a, const plx_meaning *meaning) {
  gathering g = {.arena = plx_arena_new()};
  plx_arena *tmp = plx_arena_new();
  plx_kept kept = {0};
  plx_story story = {0};
  plx_err e = {0};
  int status = plx_each_input(a, meaning, gather, &g, &kept);
  if (g.record.n) {
    plx_compare(g.record.v, g.record.n, g.arena, tmp, &story);
    if (!show(a, &story, tmp, &e)) status = plx_report(&e);
  } else if (status == PLX_EXIT_DONE) {
    plx_fail(&e, PLX_E_INPUT, NULL, 0, "no articles to compare; name files or a folder");
    status = plx_report(&e);
  }
  plx_kept_free(&kept);
  plx_arena_free(tmp);
  plx_arena_free(g.arena);
  return status;
}

static int run(const plx_args *a) {
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(a, &model);
  int status = meaning ? compare(a, meaning) : PLX_EXIT_FAILED;
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {
    {"html", "FILE", "writes one self-contained page"},
    {"all", NULL, "every claim; else long sections are cut, and say by how much"},
    PLX_DICTIONARY_OPTIONS,
    {0},
};

const plx_command plx_command_compare = {
    .name = "compare",
    .usage = "INPUT…",
    .summary = "lays the accounts of one story side by side",
    .text = "Takes the articles of one story and tells what all of them have, what differs (each value with its outlet and its\n"
            "words), what contradicts, what a party denies, what only one has, the figures with who gave them, and the days.\n"
            "Draws for the terminal, as wide as it is; colour only there, and not under NO_COLOR.  --json writes the story as\n"
            "data, --html FILE as a page in which each claim lights up its words in every account.",
    .options = options,
    .common = "threads records json model",
    .run = run,
};
