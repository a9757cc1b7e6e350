/* SPDX-License-Identifier: Apache-2.0 */
/* A line of scraped text is a paragraph, a headline or a piece of furniture.  Only where the whole file is wrapped at
 * one column do several lines make a paragraph. */
#include "reading/plain.h"

#include <string.h>

#include "reading/article.h"
#include "reading/judge.h"
#include "reading/line.h"
#include "reading/text.h"

enum {
  WRAP_COLUMN_MAX = 100,
  WRAP_COLUMN_MIN = 40,
  WRAP_LINES_MIN = 6,
  PAGE_LINES_MAX = 1 << 20,
  NUMBER_DIGITS_MAX = 4,
  NUMBERS_MIN = 5
};

static plx_str strip_bullet(plx_str s, bool *bullet) {
  static const char *const signs[] = {"• ", "* ", "- ", "– ", "‣ ", "▪ ", "● ", "◦ ", "· ", "»\t", NULL};
  *bullet = false;
  if (!s.n || ((unsigned char)s.p[0] < 0x80 && s.p[0] != '*' && s.p[0] != '-')) return s; // nearly every line
  for (int i = 0; signs[i]; i++)
    if (plx_str_starts(s, plx_str_of(signs[i]))) {
      *bullet = true;
      return plx_str_trim(plx_str_sub(s, plx_str_of(signs[i]).n, s.n));
    }
  return s;
}

// "[12]" right before a word, as text browsers number the links they write: how long it is, 0 if there is none.
static size_t link_number(plx_str s, size_t at, int *number) {
  size_t end = at + 1;
  *number = 0;
  if (at && (unsigned char)s.p[at - 1] > ' ' && s.p[at - 1] != '(') return 0; // "…, he wrote.[12]" is a note
  for (; end < s.n && end <= at + NUMBER_DIGITS_MAX && s.p[end] >= '0' && s.p[end] <= '9'; end++)
    *number = *number * 10 + s.p[end] - '0';
  bool before_word = end + 1 < s.n && s.p[end] == ']' && (unsigned char)s.p[end + 1] > ' ';
  return end > at + 1 && before_word ? end + 1 - at : 0;
}

static size_t next_bracket(plx_str s, size_t from) {
  const char *p = from < s.n ? memchr(s.p + from, '[', s.n - from) : NULL;
  return p ? (size_t)(p - s.p) : s.n;
}

// Are there such numbers, one after the other from the first?
static bool numbers_links(plx_str s) {
  int found = 0, in_order = 0, number;
  for (size_t at = next_bracket(s, 0); at < s.n; at = next_bracket(s, at + 1)) {
    if (!link_number(s, at, &number)) continue;
    found++, in_order += number == in_order + 1;
  }
  return in_order >= NUMBERS_MIN && in_order * 5 >= found * 4;
}

// spec: reading.34
static plx_str without_link_numbers(plx_str s, plx_arena *tmp) {
  if (!numbers_links(s)) return s;
  char *out = plx_arena_alloc(tmp, s.n + 1);
  size_t n = 0, end;
  int number;
  for (size_t at = 0; at < s.n; at = end) {
    size_t skip = s.p[at] == '[' ? link_number(s, at, &number) : 0;
    at += skip;
    end = next_bracket(s, skip ? at : at + 1);
    memcpy(out + n, s.p + at, end - at), n += end - at;
  }
  return (plx_str){out, n};
}

typedef PLX_VEC(plx_line) plx_line_vec;

static uint32_t count_lines(plx_str text) {
  uint32_t n = 1;
  for (size_t i = 0; i < text.n; i++) n += text.p[i] == '\n';
  return n < PAGE_LINES_MAX ? n : PAGE_LINES_MAX;
}

static void cut_lines(plx_str text, plx_arena *tmp, plx_line_vec *out) {
  plx_str rest = text, raw;
  uint32_t number = 0, blank = 0;
  plx_vec_room(tmp, out, count_lines(text));
  while (plx_str_cut(&rest, '\n', &raw)) {
    number++;
    plx_str s = plx_text_squeeze(tmp, raw);
    bool bullet;
    s = strip_bullet(s, &bullet);
    if (!s.n) {
      blank++;
      continue;
    }
    if (out->n == PAGE_LINES_MAX) return;
    *plx_vec_push(tmp, out) = (plx_line){.text = s, .number = number, .blank = blank, .bullet = bullet};
    blank = 0;
  }
}

// Wrapped: no line passes the column, and most lines inside paragraphs come near it; of a text with many short
// paragraphs their sentences must go on below, too.
static bool wrapped(const plx_line_vec *v) {
  size_t longest = 0;
  uint32_t inner = 0, full = 0, broken = 0;
  for (uint32_t i = 0; i < v->n; i++) longest = v->v[i].text.n > longest ? v->v[i].text.n : longest;
  if (longest > WRAP_COLUMN_MAX || longest < WRAP_COLUMN_MIN || v->n < WRAP_LINES_MIN) return false;
  for (uint32_t i = 0; i + 1 < v->n; i++) {
    if (v->v[i + 1].blank) continue; // the last line of a paragraph may be short
    inner++;
    full += v->v[i].text.n * 4 >= longest * 3;
    broken += !plx_text_sentence_end(v->v[i].text);
  }
  bool most = inner * 2 > v->n && full * 5 >= inner * 4;
  return most || (inner * 5 > v->n && inner >= WRAP_LINES_MIN && full * 4 >= inner * 3 && broken * 2 >= inner);
}

static void join_wrapped(plx_line_vec *v, plx_arena *tmp) {
  uint32_t k = 0;
  for (uint32_t i = 0; i < v->n;) {
    uint32_t end = i + 1;
    size_t bytes = v->v[i].text.n;
    while (end < v->n && !v->v[end].blank && !v->v[end].bullet) bytes += 1 + v->v[end++].text.n;
    char *p = plx_arena_alloc(tmp, bytes + 1), *q = p;
    for (uint32_t j = i; j < end; j++) {
      if (j > i) *q++ = ' ';
      for (size_t b = 0; b < v->v[j].text.n; b++) *q++ = v->v[j].text.p[b];
    }
    v->v[k] = v->v[i];
    v->v[k++].text = (plx_str){p, bytes};
    i = end;
  }
  v->n = k;
}

void plx_plain_page(plx_str text, plx_arena *tmp, plx_page *page) {
  plx_line_vec lines = {0};
  cut_lines(without_link_numbers(text, tmp), tmp, &lines);
  if (wrapped(&lines)) join_wrapped(&lines, tmp);
  *page = (plx_page){.line = lines.v, .n = lines.n};
}

void plx_plain_read(plx_str text, plx_arena *doc, plx_docs *out) {
  plx_arena *tmp = plx_arena_new();
  plx_page page;
  plx_plain_page(text, tmp, &page);
  plx_page_measure(&page, tmp);
  plx_page_judge(&page, &(plx_hints){0}, tmp);
  plx_doc *d = plx_article_write(&page, &(plx_meta){0}, doc, tmp);
  *plx_vec_push(doc, out) = d;
  plx_arena_free(tmp);
}
