/* SPDX-License-Identifier: Apache-2.0 */
/* What is stored, as rows. */
#include <stdio.h>

#include "command/command.h"
#include "serve/rows.h"

static bool print_rows(plx_rows *rows, plx_err *e) {
  plx_buf out = {0};
  bool more = true;
  while (more && plx_rows_next(rows, &out, &more, e)) {
    if (fwrite(out.p, 1, out.n, stdout) != out.n) break; // main.c tells of it
    plx_buf_clear(&out);
  }
  plx_buf_free(&out);
  return !e->code;
}

static int write_rows(const char *kind, plx_rows_format format, const plx_args *a) {
  bool compares = plx_rows_of_stories(kind);
  plx_model *model = NULL;
  plx_meaning *meaning = compares ? plx_open_meaning(a, &model) : NULL;
  plx_store *store = compares && !meaning ? NULL : plx_open_store(a, compares ? PLX_STORE_WRITE : PLX_STORE_READ);
  plx_err e = {0};
  plx_rows *rows = store ? plx_rows_open(kind, format, store, meaning, &e) : NULL;
  int status = !store ? PLX_EXIT_FAILED : rows && print_rows(rows, &e) ? PLX_EXIT_DONE : plx_report(&e);
  plx_rows_close(rows);
  plx_store_close(store);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

static int run(const plx_args *a) {
  plx_rows_format format = PLX_ROWS_NDJSON;
  const char *name = plx_arg(a, "format");
  plx_err e = {0};
  if (a->inputs != 1) plx_fail(&e, PLX_E_USAGE, NULL, 0, "export takes one KIND; see `parallax export --help`");
  else if (name && !plx_rows_format_of(name, &format))
    plx_fail(&e, PLX_E_USAGE, NULL, 0, "--format takes ndjson, csv or tsv, not '%s'", name);
  return e.code ? plx_report(&e) : write_rows(a->input[0], format, a);
}

static const plx_option options[] = {{"format", "F", "ndjson (default), csv or tsv"}, {0}};

const plx_command plx_command_export = {
    .name = "export",
    .usage = "KIND",
    .summary = "writes what is stored as rows: ndjson, csv or tsv",
    .text = "KIND is documents, sentences, entities, statements, figures, events, claims or stories.  CSV and TSV have the\n"
            "columns that data/export.tsv describes; several values in a cell are joined by \"; \".  A cell that a spreadsheet\n"
            "would run as a formula gets an apostrophe in front.  NDJSON rows are the findings of `annotate` and `compare`\n"
            "with the id of their document or story.",
    .options = options,
    .common = "db model",
    .run = run,
};
