/* SPDX-License-Identifier: Apache-2.0 */
/* Words of up to three bytes say nothing here; Chinese and Japanese, which have no blanks, are taken two signs at a time. */
#include "reading/title.h"

#include <math.h>

#include "base/map.h"
#include "base/utf8.h"
#include "reading/cue.h"
#include "reading/names.h"
#include "reading/outlet.h"
#include "reading/text.h"

enum {
  HEAD_MAX = 60, // lines
  WORDS_MAX = 32,
  LETTERS_MIN = 4,
  SHORT_WORDS = 3,
  USUAL_WORDS_MIN = 6,
  USUAL_WORDS_MAX = 16,
  DATE_REACH = 4,
  STANDFIRST_WORDS_MIN = 8,
  TELLING_WORDS = 5,
  BODY_BYTES_MAX = 4000,
  NORMAL_BYTES_MAX = 800,
  WORD_BYTES_MIN = 4
};

// What speaks for a line and against it, in log odds.
static const struct {
  double shared, shared_count, distance, short_line, usual_length, full_stop, lower_start, list_sign, separator,
      caption, left_out, date_below, date_near, standfirst_below, below_shorter, below_headline, heading;
} weight = {2.65, 1.75, -2.4, -1.45, 0.85, -3.45, -1.6, -1.65, -1.7, -0.9, 1.2, 2.25, 1.1, 1.4, -0.9, -0.9, 3};
static const double LEAST = 0;

static bool cjk(uint32_t cp) {
  return cp >= 0x3040 && cp < 0xA000;
}

// The next word of a normalised text, or the next two signs.
static bool next_word(plx_str *rest, plx_str *word) {
  int n, m;
  while (rest->n && rest->p[0] == ' ') *rest = plx_str_sub(*rest, 1, rest->n);
  if (!rest->n) return false;
  bool sign = cjk(plx_utf8_at(*rest, 0, &n));
  size_t end = (size_t)n;
  if (sign && end < rest->n && cjk(plx_utf8_at(*rest, end, &m))) end += (size_t)m;
  for (; !sign && end < rest->n && rest->p[end] != ' '; end += (size_t)m)
    if (cjk(plx_utf8_at(*rest, end, &m))) break;
  *word = plx_str_sub(*rest, 0, end);
  *rest = plx_str_sub(*rest, sign ? (size_t)n : end, rest->n);
  return true;
}

static void add_words(plx_map *m, plx_str text, plx_arena *tmp) {
  char *buf = plx_arena_alloc(tmp, text.n * 2 + 16);
  plx_str rest = {buf, plx_cue_normal(text, buf, text.n * 2 + 16)}, word;
  while (next_word(&rest, &word))
    if (word.n >= WORD_BYTES_MIN) plx_map_intern(m, word);
}

static plx_map body_words(const plx_page *page, uint32_t first, plx_arena *tmp) {
  plx_map m;
  plx_map_init(&m, tmp);
  size_t bytes = 0;
  for (uint32_t i = first; i < page->n && bytes < BODY_BYTES_MAX; i++)
    if (page->line[i].label == PLX_LABEL_BODY) {
      plx_str t = plx_text_head(page->line[i].text, BODY_BYTES_MAX);
      add_words(&m, t, tmp);
      bytes += t.n;
    }
  return m;
}

typedef struct shared {
  int all, both;
} shared;

static shared shared_words(const plx_map *words, plx_str line) {
  char buf[NORMAL_BYTES_MAX];
  plx_str rest = {buf, plx_cue_normal(line, buf, sizeof buf)}, word;
  shared s = {0};
  while (next_word(&rest, &word))
    if (word.n >= WORD_BYTES_MIN) s.all++, s.both += plx_map_index(words, word) != PLX_MAP_NONE;
  return s;
}

/* --- where the head names it --- */

// The line that says what the page's head says, the main heading before others.
static uint32_t find_said(const plx_page *page, uint32_t first, plx_str title, plx_arena *tmp) {
  plx_map said;
  uint32_t best = page->n;
  double most = 0.7;
  plx_map_init(&said, tmp);
  add_words(&said, title, tmp);
  int words = plx_text_words(title);
  for (uint32_t i = 0; i < page->n; i++) {
    const plx_line *l = &page->line[i];
    if (l->words < 1 || l->words > words * 2 + 2 || l->words * 2 + 2 < words || l->words > WORDS_MAX + 10) continue;
    if (l->label == PLX_LABEL_BODY && !l->heading) continue;
    shared s = shared_words(&said, l->text);
    double score = s.all ? (double)s.both / s.all : 0;
    score += l->heading == 1 ? 0.5 : l->heading ? 0.2 : 0;
    if (i > first) score -= 0.3;
    if (plx_str_eqi(l->text, title)) score += 0.4;
    if (score > most) most = score, best = i;
  }
  return best;
}

/* --- where it does not --- */

static bool candidate(const plx_line *l, plx_doc *d, plx_arena *tmp) {
  plx_str names;
  return !l->date_line && !(l->cues & ~(1u << PLX_CUE_CAPTION)) && l->words >= 2 && l->words <= WORDS_MAX &&
         !(plx_byline_line(l->text, &names) && plx_byline_opens(d, names)) && !plx_outlet_masthead(tmp, l->text) &&
         plx_str_find(l->text, PLX_STR("://"), 0) < 0;
}

// "Home » Sports", "World | Europe"
static bool has_separator(plx_str s) {
  static const char *const signs[] = {"»", "›", "▸", "→", "|", "/", NULL};
  for (int i = 0; signs[i]; i++)
    if (plx_str_find(s, plx_str_of(signs[i]), 0) >= 0) return true;
  return false;
}

static bool starts_with_letter(plx_str s) {
  int n;
  uint32_t cp = plx_utf8_at(s, 0, &n);
  return plx_cp_letter(cp) || plx_text_opens_quote(s);
}

static bool date_within(const plx_page *page, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end && i < page->n; i++)
    if (page->line[i].date_line) return true;
  return false;
}

// A longer line that could be a headline itself is what stands below one.
static bool standfirst(const plx_page *page, uint32_t i, int words, plx_doc *d, plx_arena *tmp) {
  return i < page->n && page->line[i].words >= STANDFIRST_WORDS_MIN && page->line[i].words >= words &&
         candidate(&page->line[i], d, tmp);
}

// Reads the line like a headline of this text, whatever stands around it?
static bool headline(const plx_line *l, const plx_map *body) {
  shared s = shared_words(body, l->text);
  return l->words >= USUAL_WORDS_MIN && l->words <= USUAL_WORDS_MAX && s.both * 4 >= s.all && s.both;
}

static double score(const plx_page *page, uint32_t first, uint32_t i, const plx_map *body, plx_doc *d, plx_arena *tmp) {
  const plx_line *l = &page->line[i];
  shared s = shared_words(body, l->text);
  double x = weight.shared * s.both / (s.all + 2) + weight.shared_count * log(1 + s.both);
  x += weight.distance * (first - i) / HEAD_MAX;
  if (l->words < SHORT_WORDS) x += weight.short_line;
  if (l->words >= USUAL_WORDS_MIN && l->words <= USUAL_WORDS_MAX) x += weight.usual_length;
  if (l->text.p[l->text.n - 1] == '.') x += weight.full_stop;
  if (l->lower_start) x += weight.lower_start;
  if (!starts_with_letter(l->text)) x += weight.list_sign;
  if (has_separator(l->text)) x += weight.separator;
  if (l->cues) x += weight.caption;
  if (l->label == PLX_LABEL_OUT) x += weight.left_out;
  if (date_within(page, i + 1, i + 2)) x += weight.date_below;
  else if (date_within(page, i + 2, i + 1 + DATE_REACH)) x += weight.date_near;
  if (standfirst(page, i + 1, l->words, d, tmp)) x += weight.standfirst_below;
  if (i > 0 && page->line[i - 1].words >= TELLING_WORDS && page->line[i - 1].words <= l->words) {
    x += weight.below_shorter;
    if (headline(&page->line[i - 1], body)) x += weight.below_headline;
  }
  if (l->heading == 1) x += weight.heading; // of a page that has no <title>
  return x;
}

// spec: reading.15
// spec: reading.23
uint32_t plx_title_line(const plx_page *page, uint32_t first, plx_str said, plx_doc *d, plx_arena *tmp) {
  if (said.n) return find_said(page, first, said, tmp);
  plx_map body = body_words(page, first, tmp);
  uint32_t best = page->n;
  double most = LEAST;
  for (uint32_t i = first > HEAD_MAX ? first - HEAD_MAX : 0; i < first; i++) {
    if (!candidate(&page->line[i], d, tmp)) continue;
    double x = score(page, first, i, &body, d, tmp);
    if (x > most) most = x, best = i;
  }
  return best;
}
