/* SPDX-License-Identifier: Apache-2.0 */
/* Where an object ends can be told without understanding it. */
#include "reading/values.h"

static int next_byte(plx_values *v) {
  int held = v->held;
  v->held = -1;
  if (held >= 0) return held;
  if (!v->first.n) return getc_unlocked(v->file);
  v->first.n--;
  return (unsigned char)*v->first.p++;
}

static bool blank(int c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool plx_values_sign(plx_str first) {
  first = plx_str_trim(first);
  if (!first.n || first.p[0] != '[') return first.n && first.p[0] == '{';
  first = plx_str_trim(plx_str_sub(first, 1, first.n));
  return !first.n || first.p[0] == '{' || plx_str_eqz(first, "]");
}

plx_values plx_values_open(FILE *f, const char *name, plx_str first) {
  return (plx_values){.file = f, .name = name, .first = first, .held = -1};
}

// The next byte that begins something: blanks, commas and the array's own brackets aside.
static int next_begin(plx_values *v) {
  for (;;) {
    int c = next_byte(v);
    if (c == '[' && !v->array && !v->record) v->array = true;
    else if (!blank(c) && c != ',' && !(c == ']' && v->array)) return c;
  }
}

// Reads to the end of the object whose '{' has been read; keeps at most the cap.  False where the file ends first.
static bool take_object(plx_values *v, bool *too_long) {
  int depth = 1, c = '{';
  bool string = false, escaped = false;
  *too_long = false;
  plx_buf_clear(&v->value);
  plx_buf_char(&v->value, '{');
  while (depth && (c = next_byte(v)) != EOF) {
    if (v->value.n < PLX_ARTICLE_BYTES_MAX) plx_buf_char(&v->value, (char)c);
    else *too_long = true;
    if (escaped) escaped = false;
    else if (string && c == '\\') escaped = true;
    else if (c == '"') string = !string;
    else if (!string) depth += (c == '{' || c == '[') - (c == '}' || c == ']');
  }
  return depth == 0;
}

// Of one object that is the whole file the file itself is the document: it has no number.
static bool alone(plx_values *v) {
  if (v->array || v->record > 1) return false;
  int c;
  do c = next_byte(v);
  while (blank(c));
  v->held = c;
  return c == EOF;
}

plx_input_got plx_values_next(plx_values *v, plx_raw *raw, plx_err *e) {
  int c = v->ended ? EOF : next_begin(v);
  if (c == EOF && (v->record || v->ended)) return PLX_INPUT_END;
  if (c == EOF) {
    v->ended = true;
    *raw = (plx_raw){.path = plx_str_of(v->name)};
    plx_fail(e, PLX_E_INPUT, v->name, 0, "a JSON array without documents: nothing to read");
    return PLX_INPUT_BAD;
  }
  v->record++;
  *raw = (plx_raw){.path = plx_str_of(v->name), .record = v->record, .format = PLX_FORMAT_JSON};
  if (c != '{') {
    v->ended = true;
    plx_fail(e, PLX_E_INPUT, v->name, v->record,
             "a JSON value that is no object: a document is {\"title\":…,\"text\":…}; the rest is not read");
    return PLX_INPUT_BAD;
  }
  bool too_long;
  v->ended = !take_object(v, &too_long);
  if (too_long) {
    plx_fail(e, PLX_E_INPUT, v->name, v->record,
             "an object of more than %u MiB: no article is that long; split the input", PLX_ARTICLE_BYTES_MAX >> 20);
    return PLX_INPUT_BAD;
  }
  if (!v->ended && alone(v)) raw->record = 0;
  raw->bytes = plx_buf_view(&v->value);
  return PLX_INPUT_ONE;
}

void plx_values_close(plx_values *v) {
  plx_buf_free(&v->value);
}
