/* SPDX-License-Identifier: Apache-2.0 */
/* Follows feeds until Ctrl-C, or once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "command/command.h"
#include "serve/watch.h"
#include "store/watched.h"

enum { SECONDS = 30, MEGABYTES = 8, REDIRECTS = 5, GAP_S = 5, EVERY_S = 900, OPML_BYTES_MAX = 16 << 20 };

static double number(const plx_args *a, const char *name, double otherwise, plx_err *e) {
  const char *text = plx_arg(a, name);
  char *end = NULL;
  double v = text ? strtod(text, &end) : otherwise;
  if (text && (*end || end == text || v < 0 || v > 1e6))
    plx_fail(e, PLX_E_USAGE, NULL, 0, "--%s takes a number, not '%s'", name, text);
  return v;
}

static plx_watch_options options_of(const plx_args *a, plx_err *e) {
  double seconds = number(a, "timeout", SECONDS, e);
  return (plx_watch_options){
      .limits = {.seconds = seconds < 1 ? 1 : (long)seconds, .bytes = MEGABYTES << 20, .redirects = REDIRECTS},
      .gap_s = number(a, "gap", GAP_S, e),
      .every_s = (int64_t)number(a, "every", EVERY_S, e)};
}

static bool follow(plx_watch *w, const char *input, plx_err *e) {
  plx_buf opml = {0};
  int feeds;
  if (strstr(input, "://")) return plx_watch_feed(w, plx_str_of(input), e);
  bool ok = plx_file_read(input, OPML_BYTES_MAX, &opml, e) && plx_watch_opml(w, plx_buf_view(&opml), input, &feeds, e);
  plx_buf_free(&opml);
  return ok;
}

static bool tell(void *ctx, plx_str url, plx_str status) {
  (void)ctx;
  plx_log(PLX_LOG_INFO, "fetched", "url=%.*s status=\"%.*s\"", PLX_FMT(url), PLX_FMT(status));
  return !plx_stopped();
}

static void rest(plx_watch *w, plx_err *e) {
  for (int64_t left = plx_watch_rest_s(w, e); left > 0 && !plx_stopped(); left--) sleep(1);
}

static void watch(const plx_args *a, plx_store *store, plx_watch *w, plx_err *e) {
  int64_t next;
  for (int i = 0; i < a->inputs; i++)
    if (!follow(w, a->input[i], e)) return;
  if (!plx_watched_next(store, &next, e)) return;
  if (next == PLX_NEVER)
    plx_fail(e, PLX_E_USAGE, NULL, 0, "%s follows no feed yet; name some: parallax watch https://… or a list.opml",
             a->db);
  if (e->code) return;
  do {
    if (!plx_watch_round(w, tell, NULL, e)) return;
    if (!plx_arg(a, "once")) rest(w, e);
  } while (!plx_arg(a, "once") && !plx_stopped() && !e->code);
}

static void open_and_watch(const plx_args *a, plx_store *store, plx_model *model, const plx_meaning *meaning,
                           plx_err *e) {
  plx_arena *arena = plx_arena_new();
  plx_watch_options o = options_of(a, e);
  plx_intake *intake = e->code ? NULL : plx_intake_new(store, plx_pipeline_of(model, arena), e);
  if (intake) {
    plx_watch *w = plx_watch_new(store, intake, meaning, o);
    plx_stop_on_signals();
    watch(a, store, w, e);
    plx_watch_free(w);
    if (!a->quiet && !e->code)
      fprintf(stderr, "%llu added, %llu there already, in %s\n", (unsigned long long)plx_intake_added(intake),
              (unsigned long long)plx_intake_already(intake), a->db);
  }
  plx_intake_free(intake);
  plx_arena_free(arena);
}

static int run(const plx_args *a) {
  plx_err e = {0};
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(a, &model);
  plx_store *store = meaning ? plx_open_store(a, PLX_STORE_WRITE) : NULL;
  if (store) open_and_watch(a, store, model, meaning, &e);
  int status = !store ? PLX_EXIT_FAILED : e.code ? plx_report(&e) : PLX_EXIT_DONE;
  plx_store_close(store);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {
    {"once", NULL, "fetch what is due, then end"},
    {"every", "SECONDS", "between two looks at a feed (default: 900)"},
    {"gap", "SECONDS", "between two fetches of one host, unless its robots.txt asks for more (default: 5)"},
    {"timeout", "SECONDS", "for one fetch (default: 30)"},
    {0}};

const plx_command plx_command_watch = {
    .name = "watch",
    .usage = "[OPML | URL]…",
    .summary = "follows feeds: the articles they name are read into the store",
    .text =
        "Each feed (RSS, Atom) is looked at again and again, and the pages it names are fetched once, read, annotated and\n"
        "stored as `add` does.  What was said of each address is kept in the store, so the command goes on where it was;\n"
        "without OPML or URL it follows what it followed before.  It asks robots.txt, leaves each host in peace between\n"
        "two fetches, asks only for what is new, and waits twice as long each time something fails.",
    .options = options,
    .common = "db model",
    .run = run,
};
