/* SPDX-License-Identifier: Apache-2.0 */
/* The store over HTTP, until Ctrl-C. */
#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "command/command.h"
#include "serve/api.h"
#include "serve/stored.h"

enum { POLL_US = 200000, COMPARED_AT_ONCE = 4 };

// While the server answers on a thread of its own, this one compares the stories that changed, and wakes who listens for
// changes, whoever made them.  A store that is busy or gone is told once and tried again.
static void keep_up(plx_http *h, plx_store *store, const plx_meaning *meaning) {
  bool told = false;
  while (!plx_stopped()) {
    plx_err e = {0};
    int64_t done = 0;
    if (!plx_stored_catch_up(store, meaning, COMPARED_AT_ONCE, &done, &e) && !told) {
      plx_report(&e);
      told = true;
    }
    plx_http_wake(h);
    if (!done) usleep(POLL_US);
  }
}

static void serve_until_stopped(const plx_args *args, plx_api *api, plx_store *second, plx_err *e) {
  const char *listen = plx_arg(args, "listen");
  plx_stop_on_signals();
  plx_http *h = plx_http_start(listen ? listen : "127.0.0.1:8765", plx_api_routes, api, e);
  if (!h) return;
  plx_log(PLX_LOG_INFO, "serving", "url=http://%s/ port=%d db=%s", listen ? listen : "127.0.0.1:8765", plx_http_port(h),
          args->db);
  keep_up(h, second, api->meaning);
  plx_http_stop(h);
  plx_log(PLX_LOG_INFO, "stopped", "added=%llu errors=%llu", (unsigned long long)plx_intake_added(api->intake),
          (unsigned long long)api->errors);
}

static int run(const plx_args *args) {
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(args, &model);
  plx_store *store = meaning ? plx_open_store(args, PLX_STORE_WRITE) : NULL;
  plx_store *second = store ? plx_open_store(args, PLX_STORE_WRITE) : NULL;
  plx_arena *arena = plx_arena_new();
  int status = PLX_EXIT_FAILED;
  if (second) {
    plx_err e = {0};
    plx_api api = {
        .store = store, .meaning = meaning, .intake = plx_intake_new(store, plx_pipeline_of(model, arena), &e)};
    if (api.intake) serve_until_stopped(args, &api, second, &e);
    plx_intake_free(api.intake);
    status = e.code ? plx_report(&e) : PLX_EXIT_DONE;
  }
  plx_arena_free(arena);
  plx_store_close(second);
  plx_store_close(store);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {{"listen", "ADDR:PORT", "where to listen (default: 127.0.0.1:8765)"}, {0}};

const plx_command plx_command_serve = {
    .name = "serve",
    .usage = "",
    .summary = "a web page and an HTTP API over the store",
    .text =
        "Opens the store (--db) and answers until Ctrl-C: pages for people at /, JSON for programs under /api/v1, described\n"
        "by /api/v1/openapi.json.  It listens on this machine only unless --listen says otherwise; it asks nobody who they\n"
        "are, so put a proxy that does in front of it before you open it to others.",
    .options = options,
    .common = "db model",
    .run = run,
};
