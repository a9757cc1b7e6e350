/* SPDX-License-Identifier: Apache-2.0 */
/* One stored story, drawn or as JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diff.h"
#include "command/command.h"
#include "compare/terminal.h"
#include "serve/since.h"
#include "serve/stored.h"
#include "store/move.h"
#include "store/thread.h"

/* --- what changed: versions of one page --- */

typedef struct version {
  plx_str id, url, outlet, title, text, when;
} version;

typedef struct versions {
  plx_arena *arena;
  PLX_VEC(version) v; // in order of arrival
} versions;

static bool take_version(void *ctx, const plx_stored *d) {
  versions *s = ctx;
  plx_str when = d->published.n ? d->published : d->added;
  version one = {plx_str_copy(s->arena, d->id),    plx_str_copy(s->arena, d->url),  plx_str_copy(s->arena, d->outlet),
                 plx_str_copy(s->arena, d->title), plx_str_copy(s->arena, d->text), plx_str_copy(s->arena, when)};
  *plx_vec_push(s->arena, &s->v) = one;
  return true;
}

static void draw_part(plx_str text, const char *sign, plx_buf *out) {
  plx_str line;
  while (plx_str_cut(&text, '\n', &line))
    if (plx_str_trim(line).n) plx_buf_fmt(out, "    %s %.*s\n", sign, PLX_FMT(plx_str_trim(line)));
}

static void draw_change(const version *from, const version *to, plx_arena *tmp, plx_buf *out) {
  plx_diff_parts parts = plx_diff(from->text, to->text, tmp);
  plx_buf_fmt(out, "  %.*s (%.*s): %.*s → %.*s\n", PLX_FMT(to->title), PLX_FMT(to->outlet), PLX_FMT(from->when),
              PLX_FMT(to->when));
  for (uint32_t i = 0; i < parts.n; i++) {
    if (parts.v[i].kind == PLX_DIFF_REMOVED) draw_part(plx_span_str(from->text, parts.v[i].span), "-", out);
    if (parts.v[i].kind == PLX_DIFF_ADDED) draw_part(plx_span_str(to->text, parts.v[i].span), "+", out);
  }
}

// Each version beside the one before it at the same address.
static bool draw_changes(plx_store *s, plx_str story, plx_arena *arena, plx_arena *tmp, plx_buf *out, plx_err *e) {
  versions found = {.arena = arena};
  bool begun = false;
  if (!plx_store_revised(s, story, take_version, &found, e)) return false;
  for (uint32_t i = 1; i < found.v.n; i++)
    for (uint32_t k = i; k-- > 0;) {
      if (!plx_str_eq(found.v.v[k].url, found.v.v[i].url)) continue;
      if (!begun) plx_buf_str(out, PLX_STR("\nCHANGED SINCE\n"));
      begun = true;
      draw_change(&found.v.v[k], &found.v.v[i], tmp, out);
      break;
    }
  return true;
}

/* --- its thread --- */

static bool draw_story_line(void *ctx, const plx_stored_story *row) {
  plx_buf_fmt(ctx, "  %.*s  %.*s  %.*s\n", PLX_FMT(row->first_day), PLX_FMT(row->id), PLX_FMT(row->title));
  return false;
}

// The stories that it goes on from, and that go on from it.
static bool draw_thread(plx_store *s, plx_str story, plx_arena *arena, plx_buf *out, plx_err *e) {
  plx_thread thread;
  if (!plx_store_thread(s, story, arena, &thread, e)) return false;
  if (thread.n < 2) return true;
  plx_buf_str(out, PLX_STR("\nTHREAD\n"));
  for (uint32_t i = 0; i < thread.n; i++)
    if (!plx_store_story(s, thread.v[i], draw_story_line, out, e)) return false;
  return true;
}

static int draw(plx_store *s, const plx_args *a, const plx_meaning *meaning) {
  plx_arena *arena = plx_arena_new(), *tmp = plx_arena_new();
  plx_story story = {0};
  plx_buf out = {0};
  plx_err e = {0};
  if (plx_stored_compare(s, plx_str_of(a->input[0]), meaning, arena, tmp, &story, &e)) {
    plx_terminal_draw(&story, plx_terminal_here(plx_arg(a, "all") != NULL), tmp, &out);
    draw_changes(s, plx_str_of(a->input[0]), arena, tmp, &out, &e);
    draw_thread(s, plx_str_of(a->input[0]), arena, &out, &e);
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

/* --- what is new --- */

// Adds what it tells of to `known`, if that is given.
static bool tell_since(plx_store *s, plx_str story, plx_str time, plx_map *known, const plx_args *a,
                       const plx_meaning *meaning, plx_err *e) {
  plx_arena *arena = plx_arena_new();
  plx_since since;
  plx_buf out = {0};
  bool ok = plx_since_find(s, story, time, known, meaning, arena, &since, e);
  if (ok && a->json) {
    plx_since_write(&since, time, &out);
    plx_buf_char(&out, '\n');
  } else if (ok) {
    plx_since_draw(&since, plx_arg(a, "all") != NULL, &out);
    if (!out.n && !known && !a->quiet) fprintf(stderr, "nothing new since %.*s\n", PLX_FMT(time));
  }
  fwrite(out.p, 1, out.n, stdout);
  fflush(stdout);
  for (uint32_t i = 0; ok && known && i < since.document.n; i++) plx_map_put(known, since.document.v[i].id);
  plx_buf_free(&out);
  plx_arena_free(arena);
  return ok;
}

static int since(plx_store *s, const plx_args *a, const plx_meaning *meaning) {
  plx_str time = plx_str_of(plx_arg(a, "since"));
  plx_err e = {0};
  if (!plx_since_time(time))
    plx_fail(&e, PLX_E_USAGE, NULL, 0,
             "--since takes a UTC time or the beginning of one, such as 2026-11-22T21:33:05Z or 2026-11-22");
  else tell_since(s, plx_str_of(a->input[0]), time, NULL, a, meaning, &e);
  return e.code ? plx_report(&e) : PLX_EXIT_DONE;
}

/* --- following --- */

enum { WATCH_MS = 500, CHANGES_AT_ONCE = 1000 };

typedef struct watch {
  plx_str story;
  int64_t change;
  bool touched;
} watch;

static bool take_change(void *ctx, int64_t n, plx_str story, plx_str kind) {
  watch *w = ctx;
  w->change = n;
  w->touched |= plx_str_eq(story, w->story) && plx_str_eqz(kind, "documents");
  return true;
}

// A story that was merged into another is followed there.
static bool go_with_it(plx_store *s, watch *w, plx_arena *arena, plx_err *e) {
  plx_str now;
  if (!plx_store_went(s, w->story, arena, &now, e)) return false;
  if (!now.n) return true;
  fprintf(stderr, "story %.*s is one with %.*s by now\n", PLX_FMT(w->story), PLX_FMT(now));
  w->story = now;
  return true;
}

static bool know(void *ctx, const plx_stored *d) {
  plx_map_put(ctx, d->id);
  return true;
}

// Until Ctrl-C.
static int follow(plx_store *s, const plx_args *a, const plx_meaning *meaning) {
  plx_arena *arena = plx_arena_new();
  watch w = {.story = plx_str_of(a->input[0])};
  plx_err e = {0};
  plx_map known;
  plx_map_init(&known, arena);
  plx_stop_on_signals();
  bool ok = plx_store_last_change(s, &w.change, &e) && plx_store_documents(s, w.story, 0, know, &known, &e);
  while (ok && !plx_stopped()) {
    usleep(WATCH_MS * 1000);
    w.touched = false;
    ok = plx_store_changes(s, w.change, CHANGES_AT_ONCE, take_change, &w, &e);
    if (!ok || !w.touched) continue;
    ok = go_with_it(s, &w, arena, &e) && tell_since(s, w.story, plx_store_now(arena), &known, a, meaning, &e);
  }
  plx_arena_free(arena);
  return e.code ? plx_report(&e) : PLX_EXIT_DONE;
}

static int show(plx_store *s, const plx_args *a, const plx_meaning *meaning) {
  int status = PLX_EXIT_DONE;
  if (plx_arg(a, "since")) status = since(s, a, meaning);
  else if (a->json) status = write_json(s, a, meaning);
  else status = draw(s, a, meaning);
  fflush(stdout);
  return status == PLX_EXIT_DONE && plx_arg(a, "watch") ? follow(s, a, meaning) : status;
}

static int run(const plx_args *a) {
  if (a->inputs != 1) {
    plx_err e = {0};
    plx_fail(&e, PLX_E_USAGE, NULL, 0, "story takes one id; `parallax stories` lists them");
    return plx_report(&e);
  }
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(a, &model);
  plx_store *s = meaning ? plx_open_store(a, PLX_STORE_CHANGE) : NULL;
  int status = s ? show(s, a, meaning) : PLX_EXIT_FAILED;
  plx_store_close(s);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {
    {"all", NULL, "every claim; else long sections are cut, and say by how much"},
    {"since", "TIME", "only what is new: accounts, claims and values that came after TIME (UTC)"},
    {"watch", NULL, "stays, and tells what is new whenever an account comes, until Ctrl-C"},
    {0}};

const plx_command plx_command_story = {
    .name = "story",
    .usage = "ID",
    .summary = "shows one stored story: what its accounts tell alike and differently",
    .text =
        "The same drawing as `parallax compare`, of the documents in the store; where a page was read twice\n"
        "with other words, what was added (+) and taken out (-) follows; then the stories of its thread, if it\n"
        "goes on from earlier ones or others go on from it.  `parallax stories`\n"
        "lists the ids.  --json writes the story as data.\n"
        "\n"
        "--since tells what came after a time (of arrival, UTC): new accounts, claims of which a value is another than\n"
        "before, claims that nobody told before, claims told again.  --watch tells the same of each account that\n"
        "another program adds, and goes along when the story becomes one with another.",
    .options = options,
    .common = "json db model",
    .run = run,
};
