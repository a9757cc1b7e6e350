/* SPDX-License-Identifier: Apache-2.0 */
#include "base/diff.h"

#include "base/map.h"

typedef struct words {
  plx_str text;
  PLX_VEC(plx_span) word; // each with the blanks behind it
  uint32_t *id;           // equal for equal words
} words;

static bool blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static words cut(plx_str text, plx_map *ids, plx_arena *a) {
  words w = {.text = text};
  for (size_t i = 0; i < text.n;) {
    size_t start = i;
    while (i < text.n && !blank(text.p[i])) i++;
    while (i < text.n && blank(text.p[i])) i++;
    plx_span span = plx_span_of((uint32_t)start, (uint32_t)i);
    *plx_vec_push(a, &w.word) = span;
  }
  w.id = PLX_NEWS(a, uint32_t, w.word.n + 1);
  for (uint32_t i = 0; i < w.word.n; i++) w.id[i] = plx_map_intern(ids, plx_str_trim(plx_span_str(text, w.word.v[i])));
  return w;
}

static void add(plx_diff_parts *out, plx_diff_kind kind, plx_span span, plx_arena *a) {
  plx_diff_part *last = out->n ? &out->v[out->n - 1] : NULL;
  if (last && last->kind == kind && plx_span_end(last->span) == span.at) {
    last->span.n += span.n;
    return;
  }
  plx_diff_part part = {kind, span};
  *plx_vec_push(a, out) = part;
}

static void add_run(plx_diff_parts *out, plx_diff_kind kind, const words *w, uint32_t from, uint32_t to, plx_arena *a) {
  for (uint32_t i = from; i < to; i++) add(out, kind, w->word.v[i], a);
}

// x[from..from+n) and y[from..from+m): table[i][k] is the longest common subsequence of what is left behind i and k.
static void middle(const words *x, const words *y, uint32_t from, uint32_t n, uint32_t m, plx_diff_parts *out,
                   plx_arena *a) {
  uint16_t *table = PLX_NEWS(a, uint16_t, (size_t)(n + 1) * (m + 1));
#define CELL(i, k) table[(size_t)(i) * (m + 1) + (k)]
  for (uint32_t i = n; i-- > 0;)
    for (uint32_t k = m; k-- > 0;) {
      uint16_t down = CELL(i + 1, k), right = CELL(i, k + 1), same = CELL(i + 1, k + 1) + 1;
      if (x->id[from + i] == y->id[from + k]) CELL(i, k) = same;
      else CELL(i, k) = down > right ? down : right;
    }
  uint32_t i = 0, k = 0;
  while (i < n && k < m) {
    if (x->id[from + i] == y->id[from + k]) add(out, PLX_DIFF_SAME, y->word.v[from + k], a), i++, k++;
    else if (CELL(i + 1, k) >= CELL(i, k + 1)) add(out, PLX_DIFF_REMOVED, x->word.v[from + i++], a);
    else add(out, PLX_DIFF_ADDED, y->word.v[from + k++], a);
  }
#undef CELL
  add_run(out, PLX_DIFF_REMOVED, x, from + i, from + n, a);
  add_run(out, PLX_DIFF_ADDED, y, from + k, from + m, a);
}

plx_diff_parts plx_diff(plx_str before, plx_str after, plx_arena *a) {
  plx_diff_parts out = {0};
  plx_map ids;
  plx_map_init(&ids, a);
  words x = cut(before, &ids, a), y = cut(after, &ids, a);
  uint32_t shorter = x.word.n < y.word.n ? x.word.n : y.word.n, front = 0, back = 0;
  while (front < shorter && x.id[front] == y.id[front]) front++;
  while (back < shorter - front && x.id[x.word.n - 1 - back] == y.id[y.word.n - 1 - back]) back++;
  uint32_t n = x.word.n - front - back, m = y.word.n - front - back;
  add_run(&out, PLX_DIFF_SAME, &y, 0, front, a);
  if (n && m && n < UINT16_MAX && (uint64_t)(n + 1) * (m + 1) <= PLX_DIFF_CELLS) {
    middle(&x, &y, front, n, m, &out, a);
  } else {
    add_run(&out, PLX_DIFF_REMOVED, &x, front, front + n, a);
    add_run(&out, PLX_DIFF_ADDED, &y, front, front + m, a);
  }
  add_run(&out, PLX_DIFF_SAME, &y, y.word.n - back, y.word.n, a);
  return out;
}
