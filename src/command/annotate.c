/* SPDX-License-Identifier: Apache-2.0 */
/* Documents in, the same documents out with what was found in them. */
#include <stdio.h>

#include "command/command.h"
#include "meaning/record_json.h"
#include "serve/again.h"

typedef struct out {
  plx_parts parts;
  plx_arena *tmp;
  plx_buf line;
} out;

static bool write_record(void *ctx, plx_record *r) {
  out *o = ctx;
  plx_buf_clear(&o->line);
  plx_record_write(r, o->parts, o->tmp, &o->line);
  plx_buf_char(&o->line, '\n');
  fwrite(o->line.p, 1, o->line.n, stdout);
  return false;
}

// "events,figures" → a set of parts; 0 if a word is none of them.
static plx_parts parts_of(const char *list) {
  plx_str rest = plx_str_of(list), name;
  unsigned parts = 0;
  while (plx_str_cut(&rest, ',', &name)) {
    plx_parts one = plx_part_of(plx_str_trim(name));
    if (!one) return (plx_parts)0;
    parts |= one;
  }
  return (plx_parts)parts;
}

static bool tell_again(void *ctx, int64_t done) {
  *(int64_t *)ctx = done;
  return !plx_stopped();
}

// What older versions have stored is annotated anew.
static int run_again(const plx_args *a) {
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(a, &model);
  plx_store *store = meaning ? plx_open_store(a, PLX_STORE_CHANGE) : NULL;
  plx_arena *arena = plx_arena_new();
  plx_err e = {0};
  int64_t done = 0;
  int status = PLX_EXIT_FAILED;
  if (store) {
    plx_stop_on_signals();
    status = plx_again(store, meaning, plx_pipeline_of(model, arena), a->threads, tell_again, &done, &e)
                 ? PLX_EXIT_DONE
                 : plx_report(&e);
    if (!a->quiet) fprintf(stderr, "%lld annotated again in %s\n", (long long)done, a->db);
  }
  if (plx_stopped()) {
    fprintf(stderr, "parallax: stopped; the same command goes on where it was\n");
    status = PLX_EXIT_PARTLY;
  }
  plx_arena_free(arena);
  plx_store_close(store);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static int run(const plx_args *a) {
  if (plx_arg(a, "again")) return run_again(a);
  const char *only = plx_arg(a, "only");
  out o = {.parts = only ? parts_of(only) : PLX_PARTS_ALL};
  if (!o.parts) {
    plx_err e = {0};
    plx_fail(&e, PLX_E_USAGE, NULL, 0, "--only takes sentences, entities, times, figures, statements, events; not '%s'",
             only);
    return plx_report(&e);
  }
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(a, &model);
  if (!meaning) return PLX_EXIT_FAILED;
  o.tmp = plx_arena_new();
  int status = plx_each_input(a, meaning, write_record, &o, NULL);
  plx_buf_free(&o.line);
  plx_arena_free(o.tmp);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {
    {"only", "KINDS", "of the findings, only these: sentences, entities, times, figures, statements, events"},
    {"again", NULL, "annotate anew what older versions have put into the store (--db)"},
    PLX_DICTIONARY_OPTIONS,
    {0}};

const plx_command plx_command_annotate = {
    .name = "annotate",
    .usage = "[INPUT…]",
    .summary = "finds who, when, how many, who says what, and who did what to whom",
    .text =
        "Reads articles (text, HTML, NDJSON documents, folders; standard input when none is named) and writes each as\n"
        "one line of JSON with its sentences, entities, times, figures, statements and events.  Every finding carries\n"
        "`start` and `end`, in Unicode code points of the document's `text`, and `quote`, the words themselves.\n"
        "--only events codes sentences: one NDJSON object with `text` a line in, its events out.  Dictionaries of TABARI,\n"
        "PETRARCH and PETRARCH2 are read as they are; a line that cannot be read is named, and the rest loads.\n"
        "--again upgrades the records of the store (--db) that another version made; it can be stopped and run again.",
    .options = options,
    .common = "threads records model db",
    .run = run,
};
