/* SPDX-License-Identifier: Apache-2.0 */
/* One story's documents in; the story out, drawn, as JSON, or as a page. */
#include <stdio.h>

#include "base/file.h"
#include "command/command.h"
#include "compare/compare.h"
#include "compare/page.h"
#include "compare/story_json.h"
#include "compare/terminal.h"
#include "serve/stored.h"

typedef struct gathering {
  plx_arena *arena;
  plx_stored_records record;
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

// The documents of a stored story stand before those named on the command line.
static bool gather_stored(const plx_args *a, const plx_meaning *meaning, gathering *g, plx_arena *tmp, int *status) {
  const char *story = plx_arg(a, "story");
  plx_err e = {0};
  if (!story) return true;
  plx_store *s = plx_open_store(a, PLX_STORE_READ);
  if (!s) return *status = PLX_EXIT_FAILED, false;
  bool ok = plx_stored_read(s, plx_str_of(story), meaning, g->arena, tmp, &g->record, &e);
  plx_store_close(s);
  if (!ok) *status = plx_report(&e);
  return ok;
}

static int compare_all(const plx_args *a, gathering *g, plx_arena *tmp, int status) {
  plx_story story = {0};
  plx_err e = {0};
  if (g->record.n) {
    plx_compare(g->record.v, g->record.n, g->arena, tmp, &story);
    return show(a, &story, tmp, &e) ? status : plx_report(&e);
  }
  if (status != PLX_EXIT_DONE) return status;
  plx_fail(&e, PLX_E_INPUT, NULL, 0, "no articles to compare; name files or a folder");
  return plx_report(&e);
}

static int compare(const plx_args *a, const plx_meaning *meaning) {
  gathering g = {.arena = plx_arena_new()};
  plx_arena *tmp = plx_arena_new();
  plx_kept kept = {0};
  int status = PLX_EXIT_DONE;
  if (gather_stored(a, meaning, &g, tmp, &status)) {
    if (a->inputs || !plx_arg(a, "story")) status = plx_each_input(a, meaning, gather, &g, &kept);
    status = compare_all(a, &g, tmp, status);
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
    {"story", "ID", "the documents of this stored story (--db), and those of the INPUTs beside them"},
    {"all", NULL, "every claim; else long sections are cut, and say by how much"},
    PLX_DICTIONARY_OPTIONS,
    {0},
};

const plx_command plx_command_compare = {
    .name = "compare",
    .usage = "[INPUT…]",
    .summary = "lays the accounts of one story side by side",
    .text =
        "Takes the articles of one story and tells what all of them have, what differs (each value with its outlet and its\n"
        "words), what contradicts, what a party denies, what only one has, the figures with who gave them, and the days.\n"
        "With --story the documents of a stored story are compared, with the INPUTs beside them: what does a draft add?\n"
        "Draws for the terminal, as wide as it is; colour only there, and not under NO_COLOR.  --json writes the story as\n"
        "data, --html FILE as a page in which each claim lights up its words in every account.",
    .options = options,
    .common = "threads records json db model",
    .late = true,
    .run = run,
};
