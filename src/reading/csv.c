/* SPDX-License-Identifier: Apache-2.0 */
/* One small machine reads a row: a quotation mark opens only at the beginning of a cell, doubled it is itself, and behind
 * the closing one whatever stands before the delimiter is kept.  A mark that never closes would swallow the file: then the
 * row's first line is given up, and reading goes on behind it. */
#include "reading/csv.h"

#include <string.h>

#include "reading/charset.h"
#include "reading/text.h"

enum { ROW_BYTES_MAX = 8 << 20, READ_BYTES = 64 << 10, COLUMNS_MAX = 2000, UNCLOSED_MAX = 8, NAME_BYTES_MAX = 120 };

/* --- bytes --- */

// Is there a byte `i` behind `at`?  Reads on if need be.
static bool have(plx_csv *c, size_t i) {
  if (c->at + i < c->pending.n) return true;
  if (!c->file) return false;
  if (c->at > READ_BYTES) {
    memmove(c->pending.p, c->pending.p + c->at, c->pending.n - c->at);
    c->pending.n -= c->at;
    c->at = 0;
  }
  plx_buf_reserve(&c->pending, READ_BYTES);
  size_t n = fread(c->pending.p + c->pending.n, 1, READ_BYTES, c->file);
  c->pending.n += n;
  return n > 0;
}

static char byte(const plx_csv *c, size_t i) {
  return c->pending.p[c->at + i];
}

static bool line_end(char b) {
  return b == '\n' || b == '\r';
}

// The bytes of the line end that stands `i` behind `at`.
static size_t end_length(plx_csv *c, size_t i) {
  if (!have(c, i) || !line_end(byte(c, i))) return 0;
  return byte(c, i) == '\r' && have(c, i + 1) && byte(c, i + 1) == '\n' ? 2 : 1;
}

// The bytes of the line that begins at `at`, its end included; of one longer than a row may be, no more than that.
static size_t line_length(plx_csv *c) {
  size_t i = 0;
  while (i < ROW_BYTES_MAX && have(c, i) && !line_end(byte(c, i))) i++;
  return i + end_length(c, i);
}

// However long it is: nothing of it is kept.
static void skip_line(plx_csv *c) {
  while (have(c, 0) && !line_end(byte(c, 0))) c->at++;
  c->at += end_length(c, 0);
}

/* --- a row --- */

typedef enum row_got { ROW_END, ROW_ONE, ROW_UNCLOSED, ROW_LONG } row_got;

static void end_cell(plx_csv *c, size_t from) {
  plx_span cell = {(uint32_t)from, (uint32_t)(c->cells.n - from)};
  if (c->cell.n < COLUMNS_MAX) *plx_vec_push(c->arena, &c->cell) = cell;
}

// Reads one row into c->cell; on success `at` stands behind it, else where it was.
static row_got read_row(plx_csv *c) {
  size_t i = 0, from = 0;
  bool quoted = false, fresh = true; // fresh: at the beginning of a cell
  plx_buf_clear(&c->cells);
  c->cell.n = 0;
  if (!have(c, 0)) return ROW_END;
  for (;; i++) {
    if (!have(c, i)) {
      if (quoted) return ROW_UNCLOSED;
      break;
    }
    if (i > ROW_BYTES_MAX) return quoted ? ROW_UNCLOSED : ROW_LONG;
    char b = byte(c, i);
    if (quoted) {
      if (b != '"') plx_buf_char(&c->cells, b);
      else if (have(c, i + 1) && byte(c, i + 1) == '"') plx_buf_char(&c->cells, '"'), i++;
      else quoted = false;
      continue;
    }
    if (line_end(b)) break;
    if (b == '"' && fresh) quoted = true;
    else if (b == c->delimiter) {
      end_cell(c, from);
      from = c->cells.n;
      fresh = true;
      continue;
    } else plx_buf_char(&c->cells, b);
    fresh = false;
  }
  end_cell(c, from);
  c->at += i + end_length(c, i);
  return ROW_ONE;
}

static plx_str cell(const plx_csv *c, uint32_t i) {
  return plx_str_sub(plx_buf_view(&c->cells), c->cell.v[i].at, c->cell.v[i].n);
}

/* --- the header --- */

static char delimiter_of(plx_str line) {
  static const char signs[] = "\t,;|";
  int count[4] = {0}, best = 1;
  bool quoted = false;
  for (size_t i = 0; i < line.n; i++) {
    const char *p = strchr(signs, line.p[i]);
    if (line.p[i] == '"') quoted = !quoted;
    else if (p && *p && !quoted) count[p - signs]++;
  }
  for (int k = 0; k < 4; k++)
    if (count[k] > count[best]) best = k;
  return signs[best];
}

static void begin(plx_csv *c) {
  have(c, 3);
  if (c->pending.n >= 3 && memcmp(c->pending.p, "\xEF\xBB\xBF", 3) == 0) c->at = 3;
  size_t n = line_length(c);
  plx_str line = plx_str_trim(plx_str_sub(plx_buf_view(&c->pending), c->at, n));
  if (line.n == 5 && plx_str_starts(line, PLX_STR("sep="))) {
    c->delimiter = line.p[4];
    c->at += n;
    return;
  }
  c->delimiter = delimiter_of(line);
}

// Columns without a name, or with one that was there before, get a number.
static void take_header(plx_csv *c) {
  for (uint32_t i = 0; i < c->cell.n; i++) {
    plx_str name = plx_str_copy(c->arena, plx_text_head(plx_str_trim(cell(c, i)), NAME_BYTES_MAX));
    for (uint32_t k = 0; k < c->header.n && name.n; k++)
      if (plx_str_eq(c->header.v[k], name)) name.n = 0;
    if (!name.n) name = plx_str_fmt(c->arena, "column %u", i + 1);
    *plx_vec_push(c->arena, &c->header) = name;
  }
}

// The row as an object; of the header, one with a value in every column, to ask what the columns are.
static plx_str row_json(plx_csv *c, bool header) {
  plx_json j = plx_json_to(&c->json);
  plx_buf_clear(&c->json);
  plx_json_object(&j, NULL);
  for (uint32_t i = 0; i < c->header.n; i++) {
    plx_str value = header ? PLX_STR("x") : i < c->cell.n ? cell(c, i) : (plx_str){0};
    if (value.n) plx_json_str(&j, c->header.v[i].p, value);
  }
  plx_json_end_object(&j);
  return plx_buf_view(&c->json);
}

// Which columns are what, by a row that has a value in each.
static bool columns_fit(plx_csv *c, const plx_fields *fields, plx_field_values *found, json_t **object) {
  plx_str row = plx_charset_decode(c->arena, row_json(c, true), (plx_str){0}).text; // as each row will be
  *object = plx_json_parse(row, "", 0, NULL);
  plx_fields_of(fields, *object, found);
  return found->value[PLX_MEMBER_TEXT] || found->value[PLX_MEMBER_HTML];
}

bool plx_csv_sign(plx_str first) {
  plx_csv c = {.arena = plx_arena_new()}; // without a file: the bytes are all there is
  plx_field_values found;
  json_t *o = NULL;
  plx_buf_str(&c.pending, first);
  begin(&c);
  size_t n = line_length(&c);
  bool whole = c.at + n < c.pending.n && n > 4, fits = false;
  c.pending.n = c.at + n;
  if (whole && read_row(&c) == ROW_ONE && c.cell.n >= 2) {
    take_header(&c);
    fits = columns_fit(&c, NULL, &found, &o);
  }
  json_decref(o);
  plx_csv_close(&c);
  return fits;
}

bool plx_csv_open(FILE *f, const char *name, plx_str first, const plx_fields *fields, plx_csv *out, plx_err *e) {
  *out = (plx_csv){.file = f, .name = name, .arena = plx_arena_new()};
  plx_field_values found;
  json_t *o = NULL;
  char list[240];
  plx_buf_str(&out->pending, first);
  begin(out);
  if (out->pending.n >= 2 && (memcmp(out->pending.p, "\xFF\xFE", 2) == 0 || memcmp(out->pending.p, "\xFE\xFF", 2) == 0))
    return plx_fail(e, PLX_E_INPUT, name, 0, "a table in UTF-16: save it as UTF-8");
  if (read_row(out) != ROW_ONE)
    return plx_fail(e, PLX_E_INPUT, name, 0, "no header: the first row of a table names its columns");
  take_header(out);
  bool fits = columns_fit(out, fields, &found, &o);
  plx_fields_list(o, list, sizeof list);
  json_decref(o);
  return fits || plx_fail(e, PLX_E_INPUT, name, 0, "no column for the text among: %s; name it: --map text=NAME", list);
}

/* --- rows --- */

static plx_input_got bad_row(plx_csv *c, plx_raw *raw, plx_err *e, const char *what) {
  *raw = (plx_raw){.path = plx_str_of(c->name), .record = c->row};
  plx_fail(e, PLX_E_INPUT, c->name, c->row, "%s", what);
  return PLX_INPUT_BAD;
}

static plx_input_got unclosed(plx_csv *c, plx_raw *raw, plx_err *e) {
  if (++c->unclosed < UNCLOSED_MAX) {
    skip_line(c);
    return bad_row(c, raw, e, "a row with a quotation mark that is never closed; skipped to the next line");
  }
  c->at = c->pending.n = 0;
  c->file = NULL;
  return bad_row(
      c, raw, e,
      "again a quotation mark that is never closed: the rest of the table is not read; is its delimiter or its quoting another?");
}

// A line without words, or a row of empty cells, which spreadsheets leave at the end.
static bool blank_row(const plx_csv *c) {
  return !plx_str_trim(plx_buf_view(&c->cells)).n;
}

// Empty cells behind the last column are no harm.
static bool too_many_cells(const plx_csv *c) {
  for (uint32_t i = c->header.n; i < c->cell.n; i++)
    if (plx_str_trim(cell(c, i)).n) return true;
  return false;
}

plx_input_got plx_csv_next(plx_csv *c, plx_raw *raw, plx_err *e) {
  row_got got;
  do got = read_row(c);
  while (got == ROW_ONE && blank_row(c));
  if (got == ROW_END) return PLX_INPUT_END;
  c->row++;
  if (got == ROW_UNCLOSED) return unclosed(c, raw, e);
  if (got == ROW_LONG) {
    skip_line(c);
    return bad_row(c, raw, e, "a row of more than 8 MiB: no article is that long; skipped");
  }
  if (too_many_cells(c))
    return bad_row(c, raw, e,
                   "more cells than columns: is a quotation mark or the header's last name missing? skipped");
  *raw =
      (plx_raw){.path = plx_str_of(c->name), .record = c->row, .format = PLX_FORMAT_JSON, .bytes = row_json(c, false)};
  return PLX_INPUT_ONE;
}

void plx_csv_close(plx_csv *c) {
  plx_buf_free(&c->pending);
  plx_buf_free(&c->cells);
  plx_buf_free(&c->json);
  plx_arena_free(c->arena);
}
