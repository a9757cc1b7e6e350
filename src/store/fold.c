/* SPDX-License-Identifier: Apache-2.0 */
/* ASCII, which is most of it, goes the short way. */
#include "store/fold.h"

#include <utf8proc.h>

#include "base/map.h"
#include "base/utf8.h"

static void add_blank(plx_buf *out, size_t start) {
  if (out->n > start && out->p[out->n - 1] != ' ') plx_buf_char(out, ' ');
}

static void add_wide(uint32_t cp, plx_buf *out, size_t start) {
  enum { PARTS = 24 };
  utf8proc_int32_t part[PARTS];
  int boundary = 0;
  utf8proc_ssize_t n =
      utf8proc_decompose_char((utf8proc_int32_t)cp, part, PARTS,
                              UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &boundary);
  for (utf8proc_ssize_t i = 0; i < n && i < PARTS; i++) {
    char byte[4];
    if (plx_cp_letter((uint32_t)part[i]) || plx_cp_digit((uint32_t)part[i]))
      plx_buf_add(out, byte, (size_t)plx_utf8_put(byte, (uint32_t)part[i]));
    else add_blank(out, start);
  }
}

void plx_fold_add(plx_str s, plx_buf *out) {
  size_t start = out->n;
  for (size_t i = 0; i < s.n;) {
    unsigned char c = (unsigned char)s.p[i];
    int n = 1;
    if (c >= 0x80) add_wide(plx_utf8_at(s, i, &n), out, start);
    else if (c >= 'A' && c <= 'Z') plx_buf_char(out, (char)(c | 32));
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plx_buf_char(out, (char)c);
    else add_blank(out, start);
    i += (size_t)n;
  }
  if (out->n > start && out->p[out->n - 1] == ' ') out->p[--out->n] = 0;
}

plx_str plx_fold(plx_arena *a, plx_str s) {
  plx_buf b = {0};
  plx_fold_add(s, &b);
  plx_str folded = plx_str_copy(a, plx_buf_view(&b));
  plx_buf_free(&b);
  return folded;
}

/* --- snippets --- */

typedef struct piece {
  plx_span span;
  bool lit;
} piece;
typedef PLX_VEC(piece) pieces;

static bool word_char(plx_str s, size_t at, int *n) {
  uint32_t cp = plx_utf8_at(s, at, n);
  return plx_cp_letter(cp) || plx_cp_digit(cp) || (cp >= 0x300 && cp < 0x370);
}

static pieces cut(plx_str text, const plx_map *wanted, plx_arena *tmp) {
  pieces out = {0};
  plx_buf b = {0};
  for (size_t i = 0; i < text.n;) {
    int n;
    size_t start = i;
    while (i < text.n && word_char(text, i, &n)) i += (size_t)n;
    if (i == start) {
      i += (size_t)n;
      continue;
    }
    plx_buf_clear(&b);
    plx_fold_add(plx_str_sub(text, start, i - start), &b);
    piece p = {plx_span_of((uint32_t)start, (uint32_t)i), plx_map_get(wanted, plx_buf_view(&b)) != NULL};
    *plx_vec_push(tmp, &out) = p;
  }
  plx_buf_free(&b);
  return out;
}

// The window with most words lit; of equal ones the first.
static uint32_t best_window(const pieces *w) {
  uint32_t best = 0, most = 0, lit = 0;
  for (uint32_t end = 0; end < w->n; end++) {
    lit += w->v[end].lit;
    if (end >= PLX_SNIPPET_WORDS) lit -= w->v[end - PLX_SNIPPET_WORDS].lit;
    uint32_t first = end + 1 > PLX_SNIPPET_WORDS ? end + 1 - PLX_SNIPPET_WORDS : 0;
    if (lit > most) most = lit, best = first;
  }
  if (!most) return 0;
  // Words found stand better in the middle than at the end.
  uint32_t last = best + PLX_SNIPPET_WORDS < w->n ? best + PLX_SNIPPET_WORDS : w->n, first_lit = best;
  while (first_lit < last && !w->v[first_lit].lit) first_lit++;
  uint32_t room = PLX_SNIPPET_WORDS / 4;
  return first_lit > room ? first_lit - room : 0;
}

static void write_window(plx_str text, const pieces *w, uint32_t first, plx_buf *out) {
  uint32_t last = first + PLX_SNIPPET_WORDS < w->n ? first + PLX_SNIPPET_WORDS : w->n;
  size_t at = first ? w->v[first].span.at : 0;
  if (first) plx_buf_str(out, PLX_STR("…"));
  for (uint32_t i = first; i < last; i++) {
    plx_span s = w->v[i].span;
    plx_buf_add(out, text.p + at, s.at - at);
    if (w->v[i].lit) plx_buf_char(out, 1);
    plx_buf_str(out, plx_span_str(text, s));
    if (w->v[i].lit) plx_buf_char(out, 2);
    at = plx_span_end(s);
  }
  if (last < w->n) plx_buf_str(out, PLX_STR("…"));
  else plx_buf_add(out, text.p + at, text.n - at);
}

void plx_fold_snippet(plx_str text, plx_str words, plx_arena *tmp, plx_buf *out) {
  plx_mark m = plx_arena_mark(tmp);
  plx_map wanted;
  plx_str word;
  plx_map_init(&wanted, tmp);
  while (plx_str_cut(&words, ' ', &word))
    if (word.n) plx_map_put(&wanted, word);
  pieces w = cut(text, &wanted, tmp);
  if (w.n) write_window(text, &w, best_window(&w), out);
  plx_arena_reset(tmp, m);
}
