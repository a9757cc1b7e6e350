/* SPDX-License-Identifier: Apache-2.0 */
/* What is stored, as rows. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "command/command.h"
#include "serve/package.h"
#include "serve/rows.h"

static bool print_rows(plx_rows *rows, FILE *to, plx_err *e) {
  plx_buf out = {0};
  bool more = true, wrote = true;
  while (more && wrote && plx_rows_next(rows, &out, &more, e)) {
    wrote = fwrite(out.p ? out.p : "", 1, out.n, to) == out.n; // main.c tells of standard output
    plx_buf_clear(&out);
  }
  plx_buf_free(&out);
  return !e->code && wrote;
}

static bool write_kind(const char *kind, plx_rows_format format, plx_store *store, const plx_meaning *meaning, FILE *to,
                       plx_err *e) {
  plx_rows *rows = plx_rows_open(kind, format, store, meaning, e);
  bool ok = rows && print_rows(rows, to, e);
  plx_rows_close(rows);
  return ok;
}

/* --- a package: a table a file, and what describes them --- */

static bool write_table(const char *folder, const char *kind, plx_store *store, const plx_meaning *meaning,
                        plx_err *e) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.csv", folder, kind);
  FILE *f = fopen(path, "w");
  bool ok = f && write_kind(kind, PLX_ROWS_CSV, store, meaning, f, e);
  if (f && fclose(f) != 0) ok = false;
  return ok || plx_fail(e, PLX_E_SYSTEM, path, 0, "cannot write it: %s", strerror(errno));
}

static bool write_package(const char *folder, plx_store *store, const plx_meaning *meaning, plx_err *e) {
  char path[4096];
  plx_buf json = {0};
  bool ok = mkdir(folder, 0777) == 0 || errno == EEXIST ||
            plx_fail(e, PLX_E_SYSTEM, folder, 0, "cannot make the folder: %s", strerror(errno));
  for (int i = 0; ok && plx_package_kinds[i]; i++) ok = write_table(folder, plx_package_kinds[i], store, meaning, e);
  snprintf(path, sizeof path, "%s/datapackage.json", folder);
  ok = ok && plx_package_write(store, "%s.csv", &json, e) && plx_file_write(path, plx_buf_view(&json), e);
  plx_buf_free(&json);
  return ok;
}

static int write_out(const char *kind, plx_rows_format format, const plx_args *a) {
  bool package = strcmp(kind, "package") == 0,
       compares = package || plx_rows_of_stories(kind) || format == PLX_ROWS_CONLLU;
  plx_model *model = NULL;
  plx_meaning *meaning = compares ? plx_open_meaning(a, &model) : NULL;
  plx_store *store = compares && !meaning ? NULL : plx_open_store(a, compares ? PLX_STORE_CHANGE : PLX_STORE_READ);
  plx_err e = {0};
  int status = PLX_EXIT_FAILED;
  if (store && package) write_package(plx_arg(a, "to"), store, meaning, &e);
  else if (store) write_kind(kind, format, store, meaning, stdout, &e);
  if (store) status = e.code ? plx_report(&e) : PLX_EXIT_DONE;
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
    plx_fail(&e, PLX_E_USAGE, NULL, 0, "--format takes ndjson, csv, tsv or conllu, not '%s'", name);
  else if ((strcmp(a->input[0], "package") == 0) != (plx_arg(a, "to") != NULL))
    plx_fail(&e, PLX_E_USAGE, NULL, 0, "a package goes into a folder: `parallax export package --to FOLDER`");
  return e.code ? plx_report(&e) : write_out(a->input[0], format, a);
}

static const plx_option options[] = {{"format", "F", "ndjson (default), csv or tsv; of sentences also conllu"},
                                     {"to", "FOLDER", "where a package goes"},
                                     {0}};

const plx_command plx_command_export = {
    .name = "export",
    .usage = "KIND",
    .summary = "writes what is stored as rows: ndjson, csv, tsv, conllu, or a data package",
    .text =
        "KIND is documents, sentences, entities, statements, figures, events, claims or stories.  CSV and TSV have the\n"
        "columns that data/export.tsv describes; several values in a cell are joined by \"; \".  A cell that a spreadsheet\n"
        "would run as a formula gets an apostrophe in front.  NDJSON rows are the findings of `annotate` and `compare`\n"
        "with the id of their document or story.  KIND package writes all of them as CSV into a folder, with a\n"
        "datapackage.json (frictionless) that tells every column's type and meaning and where the records come from.",
    .options = options,
    .common = "db model",
    .run = run,
};
