/* SPDX-License-Identifier: Apache-2.0 */
/* Inside a string the signs are looked at, outside it the words. */
#include "reading/json_mend.h"

#include <string.h>

enum { UNIT_BYTES = 6 }; // \ud83d

typedef struct mender {
  plx_str from;
  size_t at;
  plx_buf out;
} mender;

static plx_str ahead(const mender *m) {
  return plx_str_sub(m->from, m->at, m->from.n);
}

static bool hex_digit(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
}

// '8' to 'b' behind "\ud": the first half of a pair; 'c' to 'f': the second; 0: no half.
static char half_of_pair(plx_str s) {
  if (s.n < UNIT_BYTES || s.p[0] != '\\' || s.p[1] != 'u' || (s.p[2] | 32) != 'd') return 0;
  for (int i = 3; i < UNIT_BYTES; i++)
    if (!hex_digit(s.p[i])) return 0;
  char c = (char)(s.p[3] | 32);
  return c == '8' || c == '9' || c == 'a' || c == 'b' ? '8' : c >= 'c' ? 'c' : 0;
}

static void take(mender *m, size_t n) {
  plx_buf_str(&m->out, plx_str_sub(m->from, m->at, n));
  m->at += n;
}

static void replace(mender *m, size_t n, const char *by) {
  plx_buf_str(&m->out, plx_str_of(by));
  m->at += n;
}

// At a backslash.
static void mend_escape(mender *m) {
  plx_str s = ahead(m);
  char half = half_of_pair(s);
  bool pair = half == '8' && half_of_pair(plx_str_sub(s, UNIT_BYTES, s.n)) == 'c';
  if (pair) take(m, 2 * UNIT_BYTES);
  else if (half) replace(m, UNIT_BYTES, "\\ufffd");
  else if (s.n > 1 && strchr("\"\\/bfnrtu", s.p[1])) take(m, 2);
  else replace(m, 1, ""); // "\'"
}

static void mend_in_string(mender *m) {
  char c = m->from.p[m->at];
  if (c == '\\') mend_escape(m);
  else if (c == '\n') replace(m, 1, "\\n");
  else if ((unsigned char)c < ' ') replace(m, 1, " ");
  else take(m, 1);
}

static bool word_for_nothing(plx_str s, size_t *n) {
  static const char *const words[] = {"NaN", "Infinity", "-Infinity", "undefined"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (plx_str_starts(s, plx_str_of(words[i]))) return *n = strlen(words[i]), true;
  return false;
}

static void mend_outside(mender *m) {
  char c = m->from.p[m->at];
  size_t n;
  if (word_for_nothing(ahead(m), &n)) {
    replace(m, n, "null");
    return;
  }
  if (c == '}' || c == ']')
    while (m->out.n && strchr(" ,", m->out.p[m->out.n - 1])) m->out.n--;
  if ((unsigned char)c < ' ') replace(m, 1, " ");
  else take(m, 1);
}

plx_str plx_json_mend(plx_arena *a, plx_str s) {
  mender m = {.from = s};
  bool string = false;
  while (m.at < s.n) {
    if (s.p[m.at] == '"') {
      string = !string;
      take(&m, 1);
    } else if (string) mend_in_string(&m);
    else mend_outside(&m);
  }
  plx_str mended = plx_str_copy(a, plx_buf_view(&m.out));
  plx_buf_free(&m.out);
  return mended;
}
