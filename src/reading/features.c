/* SPDX-License-Identifier: Apache-2.0 */
/* A row is filled from left to right by small functions, each of which writes its group; the groups' order is the
 * feature's number.  Counts are capped, so that one odd page cannot stretch a scale. */
#include "reading/features.h"

#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "reading/html_tree.h"
#include "reading/names.h"
#include "reading/refrain.h"
#include "reading/survey.h"
#include "reading/text.h"
#include "tables.h"

enum { DEPTH_MAX = 24, CONTAINERS = 4, TAIL_BYTES_MAX = 80, HINTED_RUNS_MIN = 20 };

typedef struct row {
  float *v;
  int n;
} row;

static void put(row *r, double x) {
  if (r->n < PLX_FEATURE_LEARNED) r->v[r->n++] = (float)x;
}

static double cap(double x, double most) {
  return x < most ? x : most;
}

static double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

/* --- the words themselves --- */

typedef struct glyphs {
  int commas, digits, upper_words, words, uppers, letters, cjk, quotes, signs;
} glyphs;

static glyphs count_glyphs(plx_str s) {
  glyphs g = {0};
  bool inside = false;
  int n;
  s = plx_text_head(s, 2000);
  for (size_t at = 0; at < s.n; at += (size_t)n) {
    uint32_t cp = plx_utf8_at(s, at, &n);
    bool letter = plx_cp_letter(cp);
    g.commas += cp == ',' || cp == ';' || cp == 0x3001 || cp == 0xFF0C;
    g.digits += plx_cp_digit(cp);
    g.quotes += cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0xAB || cp == 0xBB || cp == 0x201E;
    g.signs += cp == '|' || cp == '/' || cp == '>' || cp == 0x203A || cp == 0xB7 || cp == 0x2022 || cp == '#' ||
               cp == '@' || cp == '=' || cp == '{' || cp == '_';
    g.cjk += cp >= 0x3040 && cp < 0xD7B0;
    if (letter) g.letters++, g.uppers += plx_cp_upper(cp);
    if (letter && !inside) g.words++, g.upper_words += plx_cp_upper(cp);
    inside = letter || cp == '\'' || cp == 0x2019;
  }
  return g;
}

static double last_sign(plx_str s) {
  if (!s.n) return 0;
  int n;
  uint32_t cp = plx_utf8_before(s, s.n, &n);
  switch (cp) {
  case '.': return 1;
  case ':': return 2;
  case '?': return 3;
  case '!': return 4;
  case ',': return 5;
  case 0x2026: return 6;
  case ')': return 7;
  case '"':
  case 0x201D:
  case 0xBB: return 8;
  default: return plx_cp_digit(cp) ? 9 : plx_cp_letter(cp) ? 10 : 11;
  }
}

static void put_words(row *r, const plx_line *l) {
  glyphs g = count_glyphs(l->text);
  int n;
  uint32_t first = l->text.n ? plx_utf8_at(l->text, 0, &n) : 0;
  plx_str names;
  put(r, cap(l->words, 200));
  put(r, cap(l->letters, 1500));
  put(r, l->sentence_end);
  put(r, last_sign(l->text));
  put(r, l->lower_start);
  put(r, plx_text_opens_quote(l->text)                        ? 1
         : first == '-' || first == 0x2013 || first == 0x2014 ? 2
         : first == '(' || first == '['                       ? 3
                                                              : 0);
  put(r, cap(g.commas, 20));
  put(r, share(g.digits, (double)g.digits + g.letters));
  put(r, share(g.upper_words, g.words));
  put(r, share(g.uppers, g.letters));
  put(r, share(l->letters, l->words));
  put(r, g.cjk > 0);
  put(r, cap(g.quotes, 6));
  put(r, cap(g.signs, 6));
  put(r, cap(l->times, 5));
  put(r, l->repeat);
  put(r, l->date_line);
  put(r, plx_byline_line(l->text, &names));
  put(r, l->words <= 6 && plx_person_name(l->text));
  put(r, plx_str_find(plx_text_head(l->text, 400), PLX_STR("©"), 0) >= 0);
  put(r, plx_str_find(plx_text_head(l->text, 400), PLX_STR("http"), 0) >= 0 ||
             plx_str_find(plx_text_head(l->text, 400), PLX_STR("www."), 0) >= 0);
  put(r, l->bullet);
  for (int c = 1; c < PLX_CUES; c++) put(r, (l->cues >> c & 1) + (l->whole_cue >> c & 1));
}

/* --- the element --- */

static void put_element(row *r, const plx_page *p, const plx_line *l) {
  const struct plx_element *e = p->element;
  static const uint32_t regions[] = {PLX_IN_ARTICLE, PLX_IN_MAIN,    PLX_IN_ASIDE, PLX_IN_NAV,       PLX_IN_HEADER,
                                     PLX_IN_FOOTER,  PLX_IN_FIGURE,  PLX_IN_FORM,  PLX_IN_LIST,      PLX_IN_TABLE,
                                     PLX_IN_QUOTE,   PLX_IN_SECTION, PLX_IN_LINK,  PLX_IN_PARAGRAPH, PLX_IN_BUTTON};
  if (!e) {
    put(r, cap(l->blank, 3));
    return;
  }
  const struct plx_element *own = &e[l->element];
  float near[PLX_CLASSES] = {0};
  uint32_t x = l->element;
  for (int up = 0; up < DEPTH_MAX; up++, x = e[x].parent) {
    for (unsigned bits = e[x].classes; bits; bits &= bits - 1) {
      int c = __builtin_ctz(bits);
      if (near[c] == 0) near[c] = 1.0f / (1 + (float)up);
    }
    if (!x) break;
  }
  put(r, 0);
  put(r, plx_tag_number(own->tag));
  put(r, plx_tag_number(e[own->parent].tag));
  put(r, l->heading);
  put(r, cap(own->depth, 60));
  put(r, own->hidden);
  put(r, share(l->link_letters, (double)l->text.n));
  put(r, share(l->bold_letters, (double)l->text.n));
  put(r, cap(own->ordinal, 50));
  for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) put(r, (own->tags_above & regions[i]) != 0);
  for (int c = 0; c < PLX_CLASSES; c++) put(r, near[c]);
}

/* --- containers --- */

static void put_containers(row *r, const plx_survey *s, const plx_line *l) {
  const struct plx_element *e = s->page->element;
  if (!e) return;
  uint32_t x = l->element;
  // The nearest containers that hold more than the line itself.
  for (int k = 0; k < CONTAINERS; k++) {
    if (k || e[x].lines <= 1) x = e[x].wider;
    put(r, cap(e[x].lines, 300));
    put(r, share(e[x].letters, s->letters));
    put(r, share(e[x].link_letters, (double)e[x].letters));
    put(r, cap(e[x].sentences, 60));
    put(r, share(e[x].sentences, e[x].lines));
    put(r, share(e[x].letters, e[x].lines));
  }
}

static void put_alike(row *r, const plx_survey *s, const plx_line *l) {
  const struct plx_element *e = s->page->element;
  if (!e) return;
  const plx_group *g = &s->group[l->group];
  put(r, cap(g->lines, 200));
  put(r, share(g->letters, s->letters));
  put(r, cap(share(g->letters, g->lines), 600));
  put(r, share(g->sentences, g->lines));
  put(r, share(g->links, g->letters));
  uint32_t x = l->element, up = 0;
  double best = 0;
  for (uint32_t k = 0; k < 5 && x; k++) {
    x = e[x].parent;
    if (s->weight[x] > best) best = s->weight[x];
  }
  for (x = l->element; up < DEPTH_MAX && x && x != s->top; up++) x = e[x].parent;
  put(r, x == s->top ? up : 40);
  put(r, share(s->weight[e[l->element].parent], s->top_weight));
  put(r, share(best, s->top_weight));
}

/* --- place --- */

static void put_place(row *r, const plx_survey *s, uint32_t i) {
  const plx_page *p = s->page;
  const plx_line *l = &p->line[i];
  double after_title = s->title_line < p->n ? (double)i - s->title_line : -99,
         after_h1 = s->h1_line < p->n ? (double)i - s->h1_line : -99;
  put(r, cap(i, 400));
  put(r, cap(p->n - i, 400));
  put(r, share(i, p->n));
  put(r, s->letters_before[i]);
  put(r, after_title < -99 ? -99 : cap(after_title, 200));
  put(r, after_h1 < -99 ? -99 : cap(after_h1, 200));
  put(r, s->first == p->n ? 99 : i < s->first ? -cap(s->first - i, 60) : i > s->last ? cap(i - s->last, 60) : 0);
  put(r, s->first < p->n ? cap((double)i - s->first, 200) : -199);
  put(r, share(l->letters, s->max_letters));
  put(r, share(s->sentence_letters, s->letters));
  put(r, cap(p->n, 1000));
}

// Behind the last full stop or opening bracket: "… since Tuesday. Photo: Police", "… in Oslo (Image: Agency)".
static plx_str tail(plx_str s) {
  size_t from = s.n > TAIL_BYTES_MAX ? s.n - TAIL_BYTES_MAX : 0;
  for (size_t at = s.n; at-- > from + 1;) {
    char c = s.p[at], before = s.p[at - 1];
    bool stop = c == ' ' && (before == '.' || before == '!' || before == '?' || before == ')');
    if ((stop || c == '(' || c == '[' || c == '|') && at + 2 < s.n) return plx_str_trim(plx_str_sub(s, at + 1, s.n));
  }
  return (plx_str){0};
}

// What those words would give away as a line of their own.
static void put_tail(row *r, const plx_line *l) {
  char buf[TAIL_BYTES_MAX * 2];
  unsigned whole, cues = plx_cues_of((plx_str){buf, plx_cue_normal(tail(l->text), buf, sizeof buf)}, &whole);
  put(r, (cues >> PLX_CUE_CAPTION & 1) + (whole >> PLX_CUE_CAPTION & 1));
  put(r, (double)plx_cue_first(cues));
}

// Of scraped text: what it stands between, and how far the heads of articles, comments and messages are.
static void put_frames(row *r, const plx_survey *s, uint32_t i) {
  for (int k = 0; k < PLX_REFRAIN; k++) put(r, s->refrain[(size_t)i * PLX_REFRAIN + (size_t)k]);
  put(r, cap(s->dates_above[i], 20));
  put(r, cap((double)s->dates_above[s->page->n] - s->dates_above[i], 20));
  put(r, s->date_before[i] < s->page->n ? cap(i - s->date_before[i], 60) : 90);
  put(r, s->date_after[i] < s->page->n ? cap(s->date_after[i] - i, 60) : 90);
  put(r, s->signed_after[i] < s->page->n ? cap(s->signed_after[i] - i, 10) : 20);
  put_tail(r, &s->page->line[i]);
}

static void put_window(row *r, const plx_survey *s, uint32_t i, int reach) {
  double letters = 0, sentences = 0, links = 0, all = 0;
  for (int d = -reach; d <= reach; d++) {
    int64_t j = (int64_t)i + d;
    if (d == 0 || j < 0 || j >= s->page->n) continue;
    const plx_line *l = &s->page->line[j];
    all += l->letters;
    links += l->link_letters;
    if (plx_long_sentence(l)) letters += l->letters, sentences++;
  }
  put(r, cap(letters, 5000));
  put(r, sentences);
  put(r, share(links, all));
}

static void put_neighbour(row *r, const plx_survey *s, uint32_t i, int d) {
  int64_t j = (int64_t)i + d;
  const plx_page *p = s->page;
  if (j < 0 || j >= p->n) {
    for (int k = 0; k < 5; k++) put(r, -1);
    return;
  }
  const plx_line *l = &p->line[j], *own = &p->line[i];
  put(r, cap(l->words, 100));
  put(r, l->sentence_end);
  put(r, share(l->link_letters, (double)l->text.n));
  put(r, l->cues ? (double)plx_cue_first(l->cues) : l->date_line ? -2 : 0);
  if (p->element)
    put(r, l->element == own->element ? 3
           : p->element[l->element].parent == p->element[own->element].parent
               ? 2
               : p->element[l->element].tag == p->element[own->element].tag);
  else put(r, l->blank);
}

/* --- what it stands under and between --- */

static bool below(const struct plx_element *e, uint32_t x, uint32_t of) {
  for (int up = 0; up < DEPTH_MAX; up++, x = e[x].parent) {
    if (x == of) return true;
    if (!x) break;
  }
  return false;
}

static void put_headed(row *r, const plx_survey *s, uint32_t i) {
  const plx_page *p = s->page;
  const plx_line *l = &p->line[i];
  uint32_t h = s->heading[i], b = s->cue_before[i], a = s->cue_after[i];
  const plx_line *head = h < p->n ? &p->line[h] : NULL;
  put(r, head ? cap(i - h, 100) : 200);
  put(r, head ? head->heading : -1);
  put(r, head ? (double)plx_cue_first(head->cues) : -1);
  put(r, head ? cap(head->words, 30) : -1);
  put(r, head ? share(head->link_letters, (double)head->text.n) : -1);
  put(r, head && p->element ? below(p->element, l->element, p->element[p->line[h].element].parent) : -1);
  put(r, b < p->n ? cap(i - b, 60) : 90);
  put(r, b < p->n ? (double)plx_cue_first(p->line[b].whole_cue) : -1);
  put(r, a < p->n ? cap(a - i, 60) : 90);
  put(r, a < p->n ? (double)plx_cue_first(p->line[a].whole_cue) : -1);
  put(r, cap(s->run_before[i], 60));
  put(r, cap(s->run_after[i], 60));
  put(r, i ? last_sign(p->line[i - 1].text) : -1);
  put(r, i + 1 < p->n ? last_sign(p->line[i + 1].text) : -1);
  put(r, cap(l->images, 5));
  put(r, i + 1 < p->n ? cap(p->line[i + 1].images, 5) : -1);
  put(r, cap(l->links, 20));
  put(r, share(l->links, l->words));
}

static void put_hints(row *r, const plx_hinted *hinted, const plx_line *l, plx_arena *tmp) {
  put(r, plx_hinted_words(&hinted->title, l->normal));
  put(r, plx_hinted_words(&hinted->standfirst, l->normal));
  put(r, hinted->body.n > HINTED_RUNS_MIN ? plx_hinted_runs(&hinted->body, l->text, tmp) : -1);
}

/* --- what training learned of single words --- */

static double word_weight(const plx_page *p, plx_str w) {
  const plx_table *t = p->element ? &plx_table_reading_words_html : &plx_table_reading_words_plain;
  int row = plx_table_find(t, w);
  return row < 0 ? 0 : plx_cell_num(t, row, PLX_READING_WORDS_HTML_WEIGHT);
}

static void put_learned(float *v, const plx_page *p, const plx_line *l) {
  const struct plx_element *e = p->element;
  if (e) {
    uint32_t x = l->element;
    double near = e[x].near + e[e[x].parent].near + e[e[e[x].parent].parent].near;
    v[0] = (float)near;
    v[1] = e[x].far;
  }
  if (l->words > PLX_WORDS_LEARNED_MAX) return;
  plx_str rest = l->normal, word;
  double sum = 0;
  while (plx_str_cut(&rest, ' ', &word)) sum += word_weight(p, word);
  v[2] = (float)sum;
}

void plx_features_headed(const plx_page *page, float *out) {
  float worth = 0;
  for (uint32_t i = 0; i < page->n; i++) {
    float *v = out + (size_t)i * PLX_FEATURES + PLX_FEATURE_LEARNED;
    v[3] = worth;
    if (plx_heads(page, i)) worth = v[2];
  }
}

void plx_features_of(plx_page *page, const plx_hints *hints, plx_arena *tmp, float *out) {
  plx_hinted hinted = plx_hinted_by(hints, tmp);
  plx_survey s = plx_survey_of(page, &hinted, tmp);
  for (uint32_t i = 0; i < page->n; i++) {
    const plx_line *l = &page->line[i];
    row r = {out + (size_t)i * PLX_FEATURES, 0};
    put_words(&r, l);
    put_place(&r, &s, i);
    put_window(&r, &s, i, 3);
    put_window(&r, &s, i, 8);
    for (int d = 1; d <= 3; d++) put_neighbour(&r, &s, i, -d), put_neighbour(&r, &s, i, d);
    put_hints(&r, &hinted, l, tmp);
    put_element(&r, page, l);
    put_containers(&r, &s, l);
    put_alike(&r, &s, l);
    put_headed(&r, &s, i);
    put_frames(&r, &s, i);
    memset(r.v + r.n, 0, (size_t)(PLX_FEATURES - r.n) * sizeof *r.v);
    put_learned(r.v + PLX_FEATURE_LEARNED, page, l);
  }
  plx_features_headed(page, out);
}
