/* SPDX-License-Identifier: Apache-2.0 */
/* Reads, annotates, groups, stores; can be stopped and run again. */
#include <stdio.h>

#include "command/command.h"
#include "serve/intake.h"

typedef struct adding {
  plx_intake *intake;
  plx_err e; // of the store: once it has failed, what is still under way is not written
} adding;

static bool want(void *ctx, const plx_doc *d) {
  const adding *a = ctx;
  return !plx_intake_had(a->intake, d->id);
}

static bool add_one(void *ctx, plx_record *r) {
  adding *a = ctx;
  if (a->e.code == PLX_OK) plx_intake_add(a->intake, r, &a->e);
  return false;
}

static int add_all(const plx_args *args, const plx_model *model, const plx_meaning *meaning, plx_store *store) {
  plx_arena *arena = plx_arena_new();
  adding a = {0};
  a.intake = plx_intake_new(store, plx_pipeline_of(model, arena), &a.e);
  plx_arena_free(arena);
  if (!a.intake) return plx_report(&a.e);
  int status = plx_each_wanted(args, meaning, want, add_one, &a);
  if (a.e.code == PLX_OK) plx_intake_commit(a.intake, &a.e);
  if (!args->quiet)
    fprintf(stderr, "%llu added, %llu there already, in %s\n", (unsigned long long)plx_intake_added(a.intake),
            (unsigned long long)plx_intake_already(a.intake), args->db);
  plx_intake_free(a.intake);
  if (a.e.code != PLX_OK) return plx_report(&a.e);
  if (!plx_stopped()) return status;
  fprintf(stderr, "parallax: stopped; what was added is kept, and the same command adds the rest\n");
  return PLX_EXIT_PARTLY;
}

static int run(const plx_args *args) {
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(args, &model);
  plx_store *store = meaning ? plx_open_store(args, PLX_STORE_WRITE) : NULL;
  int status = PLX_EXIT_FAILED;
  if (store) {
    plx_stop_on_signals();
    status = add_all(args, model, meaning, store);
  }
  plx_store_close(store);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {PLX_DICTIONARY_OPTIONS, {0}};

const plx_command plx_command_add = {
    .name = "add",
    .usage = "INPUT…",
    .summary = "reads, annotates, groups and stores",
    .text =
        "Puts articles into the store (--db), each into the story it tells.  What is there already is not added twice,\n"
        "so the command can be stopped (Ctrl-C) and run again, and a growing folder can be added as often as you like.",
    .options = options,
    .common = "threads records db model",
    .late = true,
    .run = run,
};
