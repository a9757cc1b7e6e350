/* SPDX-License-Identifier: Apache-2.0 */
/* One stored story, drawn or as JSON. */
#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "serve/stored.h"
#include "compare/terminal.h"

static int draw(plx_store *s, const plx_args *a, const plx_meaning *meaning) {
  plx_arena *arena = plx_arena_new(), *tmp = plx_arena_new();
  plx_story story = {0};
  plx_buf out = {0};
  plx_err e = {0};
  if (plx_stored_compare(s, plx_str_of(a->input[0]), meaning, arena, tmp, &story, &e)) {
    plx_terminal_draw(&story, plx_terminal_here(plx_arg(a, "all") != NULL), tmp, &out);
    fwrite(out.p, 1, out.n, stdout);
  }
  plx_buf_free(&out);
  plx_arena_free(arena);
  plx_arena_free(tmp);
  return e.code ? plx_report(&e) : PLX_EXIT_DONE;
}

static int write_json(plx_store *s, const plx_args *a, const plx_meaning *meaning) {
  plx_buf out = {0};
  plx_err e = {0};
  if (plx_stored_json(s, plx_str_of(a->input[0]), meaning, &out, &e)) puts(out.p);
  plx_buf_free(&out);
  return e.code ? plx_report(&e) : PLX_EXIT_DONE;
}

static int run(const plx_args *a) {
  if (a->inputs != 1) {
    plx_err e = {0};
    plx_fail(&e, PLX_E_USAGE, NULL, 0, "story takes one id; `parallax stories` lists them");
    return plx_report(&e);
  }
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(a, &model);
  plx_store *s = meaning ? plx_open_store(a, PLX_STORE_WRITE) : NULL;
  int status = !s ? PLX_EXIT_FAILED : a->json ? write_json(s, a, meaning) : draw(s, a, meaning);
  plx_store_close(s);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {{"all", NULL, "every claim; else long sections are cut, and say by how much"}, {0}};

const plx_command plx_command_story = {
    .name = "story",
    .usage = "ID",
    .summary = "shows one stored story: what its accounts tell alike and differently",
    .text = "The same drawing as `parallax compare`, of the documents in the store.  `parallax stories` lists\n"
            "the ids.  --json writes the story as data.",
    .options = options,
    .common = "json db model",
    .run = run,
};
