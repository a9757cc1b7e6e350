/* SPDX-License-Identifier: Apache-2.0 */
/* Which columns a kind has, and where each stands in the JSON of a record or a story, is in data/export.tsv. */
#include "serve/rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "language/conllu.h"
#include "reading/read.h"
#include "serve/event_columns.h"
#include "serve/stored.h"
#include "tables.h"

enum { COLUMNS_MAX = 64, CHUNK = 32 };

typedef struct plx_rows {
  plx_arena *arena;
  const char *kind;
  plx_rows_format format;
  int columns;
  int row_of[COLUMNS_MAX]; // of plx_table_export
  plx_store *store;
  const plx_meaning *meaning;
  bool begun;
  int64_t seq;   // of the last document written
  plx_buf story; // id of the last story written
  plx_buf *out, cell;
  int64_t n; // documents or stories of this chunk
  plx_err *e;
} exporter;

/* --- a value by its path --- */

static void add_scalar(plx_buf *out, const json_t *v) {
  if (json_is_string(v)) plx_buf_add(out, json_string_value(v), json_string_length(v));
  else if (json_is_integer(v)) plx_buf_fmt(out, "%lld", (long long)json_integer_value(v));
  else if (json_is_real(v)) plx_buf_fmt(out, "%.10g", json_real_value(v));
  else if (json_is_boolean(v)) plx_buf_fmt(out, "%s", json_is_true(v) ? "true" : "false");
}

static void add_path(plx_buf *out, const json_t *v, plx_str path) {
  plx_str step;
  if (!v) return;
  if (!path.p || !plx_str_cut(&path, '.', &step)) {
    add_scalar(out, v);
    return;
  }
  if (!plx_str_eqz(step, "*")) {
    add_path(out, json_object_getn(v, step.p, step.n), path);
    return;
  }
  for (size_t i = 0; i < json_array_size(v); i++) {
    size_t before = out->n;
    if (i) plx_buf_add(out, "; ", 2);
    size_t start = out->n;
    add_path(out, json_array_get(v, i), path);
    if (out->n == start) out->n = before; // an empty element leaves no separator
  }
}

static plx_str value_of(exporter *x, int column, const json_t *whole, const json_t *finding) {
  plx_str path = plx_cell(&plx_table_export, x->row_of[column], PLX_EXPORT_PATH);
  plx_buf_clear(&x->cell);
  if (path.p[0] == '^') add_path(&x->cell, whole, plx_str_sub(path, 1, path.n));
  else add_path(&x->cell, finding, path);
  return plx_buf_view(&x->cell);
}

/* --- rows --- */

// A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe makes it text again.
static bool looks_like_formula(plx_str s) {
  if (!s.n || !strchr("=+-@\t\r", s.p[0])) return false;
  char *end;
  strtod(s.p, &end);
  return end != s.p + s.n; // a plain number may begin with a sign
}

// RFC 4180.
static void add_csv(plx_buf *out, plx_str s) {
  bool quote = false, formula = looks_like_formula(s);
  for (size_t i = 0; i < s.n && !quote; i++) quote = strchr(",\"\n\r;", s.p[i]) != NULL;
  if (!quote && !formula) {
    plx_buf_str(out, s);
    return;
  }
  plx_buf_char(out, '"');
  if (formula) plx_buf_char(out, '\'');
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '"') plx_buf_char(out, '"');
    plx_buf_char(out, s.p[i]);
  }
  plx_buf_char(out, '"');
}

// Tabs and line ends cannot stand in a TSV cell: they become blanks.
static void add_tsv(plx_buf *out, plx_str s) {
  if (looks_like_formula(s)) plx_buf_char(out, '\'');
  for (size_t i = 0; i < s.n; i++) plx_buf_char(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

static void end_row(exporter *x) {
  plx_buf_add(x->out, x->format == PLX_ROWS_CSV ? "\r\n" : "\n", x->format == PLX_ROWS_CSV ? 2 : 1);
}

static void add_cell(exporter *x, int column, plx_str value) {
  if (column) plx_buf_char(x->out, x->format == PLX_ROWS_CSV ? ',' : '\t');
  if (x->format == PLX_ROWS_CSV) add_csv(x->out, value);
  else add_tsv(x->out, value);
}

static void write_table_row(exporter *x, const json_t *whole, const json_t *finding) {
  for (int i = 0; i < x->columns; i++) add_cell(x, i, value_of(x, i, whole, finding));
  end_row(x);
}

// The finding as it is, with what its document adds to it in front.
static void write_object(exporter *x, const json_t *whole, json_t *finding) {
  json_t *row = json_object();
  for (int i = 0; finding && i < x->columns; i++) {
    plx_str path = plx_cell(&plx_table_export, x->row_of[i], PLX_EXPORT_PATH);
    plx_str value = path.p[0] == '^' ? value_of(x, i, whole, finding) : (plx_str){0};
    if (value.n)
      json_object_set_new(row, plx_cell(&plx_table_export, x->row_of[i], PLX_EXPORT_COLUMN).p,
                          json_stringn(value.p, value.n));
  }
  json_object_update(row, finding ? finding : (json_t *)whole);
  char *text = json_dumps(row, JSON_COMPACT);
  plx_buf_str(x->out, plx_str_of(text));
  end_row(x);
  free(text);
  json_decref(row);
}

static void write_row(exporter *x, const json_t *whole, json_t *finding) {
  if (x->format == PLX_ROWS_NDJSON) write_object(x, whole, finding);
  else write_table_row(x, whole, finding);
}

static void write_rows(exporter *x, plx_str json, plx_str story) {
  json_t *whole = plx_json_parse(json, "store", 0, x->e);
  if (!whole) return;
  if (story.n) json_object_set_new(whole, "story", json_stringn(story.p, story.n));
  const json_t *list = json_object_get(whole, x->kind);
  bool is_whole = strcmp(x->kind, "documents") == 0 || strcmp(x->kind, "stories") == 0;
  if (is_whole) write_row(x, whole, NULL);
  for (size_t i = 0; !is_whole && i < json_array_size(list); i++) {
    if (strcmp(x->kind, "events") == 0) plx_event_columns_add(whole, json_array_get(list, i));
    write_row(x, whole, json_array_get(list, i));
  }
  json_decref(whole);
}

// The trees are not stored: the document is annotated again.
static void write_trees(exporter *x, const plx_stored *d) {
  plx_arena *doc = plx_arena_new(), *tmp = plx_arena_new();
  plx_raw raw = {.path = PLX_STR("store"), .bytes = d->json, .format = PLX_FORMAT_JSON};
  plx_docs docs = {0};
  plx_record r = {0};
  plx_err none = {0}; // one without an article in it has no trees
  if (plx_read(&raw, doc, &docs, &none) && docs.n) {
    plx_annotate(x->meaning, docs.v[0], tmp, &r);
    plx_buf_fmt(x->out, "# newdoc id = %.*s\n", PLX_FMT(d->id));
    for (uint32_t s = 0; s < r.text.sentence.n; s++) plx_conllu_write(&r.text, NULL, s, x->out);
  }
  plx_arena_free(doc);
  plx_arena_free(tmp);
}

static bool export_document(void *ctx, const plx_stored *d) {
  exporter *x = ctx;
  if (x->format == PLX_ROWS_CONLLU) write_trees(x, d);
  else write_rows(x, strcmp(x->kind, "documents") == 0 ? d->json : d->record, d->story);
  x->seq = d->seq;
  x->n++;
  return !x->e->code;
}

static bool export_story(void *ctx, const plx_stored_story *s) {
  exporter *x = ctx;
  plx_buf json = {0};
  plx_buf_clear(&x->story);
  plx_buf_str(&x->story, s->id);
  x->n++;
  if (plx_stored_json(x->store, s->id, x->meaning, &json, x->e)) write_rows(x, plx_buf_view(&json), (plx_str){0});
  plx_buf_free(&json);
  return !x->e->code;
}

/* --- chunks --- */

static bool find_columns(exporter *x) {
  for (int i = 0; i < plx_table_export.rows && x->columns < COLUMNS_MAX; i++)
    if (plx_str_eqz(plx_cell(&plx_table_export, i, PLX_EXPORT_KIND), x->kind)) x->row_of[x->columns++] = i;
  return x->columns > 0;
}

bool plx_rows_format_of(const char *name, plx_rows_format *out) {
  static const char *const names[] = {"ndjson", "csv", "tsv", "conllu"};
  for (int i = 0; i < 4; i++) {
    if (strcmp(name, names[i]) != 0) continue;
    *out = (plx_rows_format)i;
    return true;
  }
  return false;
}

bool plx_rows_of_stories(const char *kind) {
  return strcmp(kind, "claims") == 0 || strcmp(kind, "stories") == 0;
}

static void write_header(exporter *x) {
  if (x->format == PLX_ROWS_NDJSON || x->format == PLX_ROWS_CONLLU) return;
  for (int i = 0; i < x->columns; i++) add_cell(x, i, plx_cell(&plx_table_export, x->row_of[i], PLX_EXPORT_COLUMN));
  end_row(x);
}

plx_rows *plx_rows_open(const char *kind, plx_rows_format format, plx_store *store, const plx_meaning *meaning,
                        plx_err *e) {
  plx_arena *a = plx_arena_new();
  plx_rows *x = PLX_NEW(a, plx_rows);
  *x = (plx_rows){
      .arena = a, .kind = plx_str_copy(a, plx_str_of(kind)).p, .format = format, .store = store, .meaning = meaning};
  if (format == PLX_ROWS_CONLLU && strcmp(kind, "sentences") != 0) {
    plx_fail(e, PLX_E_USAGE, NULL, 0, "conllu is a format of sentences, not of %s", kind);
    plx_rows_close(x);
    return NULL;
  }
  if (find_columns(x)) return x;
  plx_fail(e, PLX_E_USAGE, NULL, 0,
           "rows are of one of: documents sentences entities statements figures events claims stories; not '%s'", kind);
  plx_rows_close(x);
  return NULL;
}

bool plx_rows_next(plx_rows *x, plx_buf *out, bool *more, plx_err *e) {
  plx_err mine = {0};
  x->out = out;
  x->e = &mine;
  x->n = 0;
  if (!x->begun) write_header(x);
  x->begun = true;
  if (plx_rows_of_stories(x->kind))
    plx_store_stories_after(x->store, plx_buf_view(&x->story), CHUNK, export_story, x, &mine);
  else
    plx_store_documents_after(x->store, x->seq, CHUNK,
                              strcmp(x->kind, "documents") == 0 || x->format == PLX_ROWS_CONLLU ? PLX_WANT_JSON
                                                                                                : PLX_WANT_RECORD,
                              export_document, x, &mine);
  *more = !mine.code && x->n == CHUNK;
  if (mine.code) *e = mine;
  return !mine.code;
}

void plx_rows_close(plx_rows *x) {
  if (!x) return;
  plx_buf_free(&x->cell);
  plx_buf_free(&x->story);
  plx_arena_free(x->arena);
}
