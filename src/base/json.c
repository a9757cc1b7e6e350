/* SPDX-License-Identifier: Apache-2.0 */
/* Writing is a comma, a key and a value; the only state is which levels have a member already. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

plx_json plx_json_to(plx_buf *out) {
  return (plx_json){.out = out};
}

static void string(plx_buf *b, plx_str s) {
  plx_buf_char(b, '"');
  size_t from = 0;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    plx_buf_add(b, s.p + from, i - from);
    from = i + 1;
    switch (c) {
    case '"': plx_buf_add(b, "\\\"", 2); break;
    case '\\': plx_buf_add(b, "\\\\", 2); break;
    case '\n': plx_buf_add(b, "\\n", 2); break;
    case '\t': plx_buf_add(b, "\\t", 2); break;
    case '\r': plx_buf_add(b, "\\r", 2); break;
    default: plx_buf_fmt(b, "\\u%04x", c);
    }
  }
  if (s.n > from) plx_buf_add(b, s.p + from, s.n - from);
  plx_buf_char(b, '"');
}

static void next(plx_json *j, const char *key) {
  uint64_t bit = 1ull << j->depth;
  if (j->comma & bit) plx_buf_char(j->out, ',');
  j->comma |= bit;
  if (!key) return;
  string(j->out, plx_str_of(key));
  plx_buf_char(j->out, ':');
}

static void begin(plx_json *j, const char *key, char c) {
  next(j, key);
  plx_buf_char(j->out, c);
  assert(j->depth < 63);
  j->depth++;
  j->comma &= ~(1ull << j->depth);
}

static void end(plx_json *j, char c) {
  assert(j->depth > 0);
  j->depth--;
  plx_buf_char(j->out, c);
}

void plx_json_object(plx_json *j, const char *key) {
  begin(j, key, '{');
}

void plx_json_array(plx_json *j, const char *key) {
  begin(j, key, '[');
}

void plx_json_end_object(plx_json *j) {
  end(j, '}');
}

void plx_json_end_array(plx_json *j) {
  end(j, ']');
}

void plx_json_str(plx_json *j, const char *key, plx_str s) {
  next(j, key);
  string(j->out, s);
}

void plx_json_opt(plx_json *j, const char *key, plx_str s) {
  if (s.n) plx_json_str(j, key, s);
}

// A whole number; most of what is written are such.
static void integer(plx_buf *b, int64_t v) {
  char text[24], *end = text + sizeof text, *p = end;
  uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  do *--p = (char)('0' + left % 10);
  while (left /= 10);
  if (v < 0) *--p = '-';
  plx_buf_add(b, p, (size_t)(end - p));
}

void plx_json_int(plx_json *j, const char *key, int64_t v) {
  next(j, key);
  integer(j->out, v);
}

void plx_json_num(plx_json *j, const char *key, double v) {
  next(j, key);
  if (!isfinite(v)) v = 0;
  if (v == floor(v) && fabs(v) < 1e15) {
    integer(j->out, (int64_t)v);
    return;
  }
  char text[40];
  for (int digits = 6; digits <= 17; digits++) { // the shortest of these that reads back
    snprintf(text, sizeof text, "%.*g", digits, v);
    if (strtod(text, NULL) == v) break;
  }
  plx_buf_add(j->out, text, strlen(text));
}

void plx_json_bool(plx_json *j, const char *key, bool v) {
  plx_json_raw(j, key, v ? PLX_STR("true") : PLX_STR("false"));
}

void plx_json_raw(plx_json *j, const char *key, plx_str json) {
  next(j, key);
  plx_buf_str(j->out, json);
}

void plx_json_members(plx_json *j, plx_str members) {
  if (!members.n) return;
  next(j, NULL);
  plx_buf_str(j->out, members);
}

json_t *plx_json_parse(plx_str bytes, const char *input, uint64_t record, plx_err *e) {
  json_error_t why;
  json_t *v = json_loadb(bytes.p ? bytes.p : "", bytes.n, JSON_ALLOW_NUL | JSON_DECODE_ANY, &why);
  if (!v) {
    plx_fail(e, PLX_E_INPUT, input, record, "broken JSON at byte %d: %s", why.position, why.text);
    if (e) e->byte = (uint64_t)(why.position > 0 ? why.position : 0);
  }
  return v;
}

plx_str plx_json_get(const json_t *object, const char *key) {
  const json_t *v = json_object_get(object, key);
  if (!json_is_string(v)) return (plx_str){0};
  return (plx_str){json_string_value(v), json_string_length(v)};
}
