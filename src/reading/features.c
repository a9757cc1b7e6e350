/* SPDX-License-Identifier: Apache-2.0 */
/* A row is filled from left to right by small functions, each of which writes its group; the groups' order is the
 * feature's number.  Counts are capped, so that one odd page cannot stretch a scale. */
#include "reading/features.h"

#include <math.h>
#include <string.h>

#include "base/map.h"
#include "base/table.h"
#include "base/utf8.h"
#include "reading/cue.h"
#include "reading/html_tree.h"
#include "reading/names.h"
#include "reading/refrain.h"
#include "reading/text.h"
#include "tables.h"

enum { DEPTH_MAX = 24, CONTAINERS = 4, GRAM = 3, HEADS_WORDS_MAX = 10, TAIL_BYTES_MAX = 80 };

typedef struct row {
  float *v;
  int n;
} row;

typedef struct group {
  double lines, letters, sentences, links;
} group;

typedef struct view {
  plx_page *page;
  const plx_hints *hints;
  plx_arena *tmp;
  plx_map title_words;
  plx_map body_grams, standfirst_words;
  double letters, sentence_letters; // of the page
  double max_letters;
  uint32_t first, last; // the stretch of long sentences
  uint32_t title_line, h1_line;
  float *letters_before; // [n]
  uint32_t *heading, *cue_before,
      *cue_after; // [n] the last heading, the last and the next line that is a cue as a whole; n if none
  uint32_t *date_last, *date_next, *dates_before, *signed_next;
  uint32_t *run_before, *run_after; // [n] lines in a row that look alike
  group *group;                     // [page->groups]
  float *weight;                    // [page->elements] how much text in sentences stands right below
  double top_weight;
  float *refrain; // [n][PLX_REFRAIN]
  plx_cue_filter filter;
  uint32_t top; // the element with most
} view;

static void put(row *r, double x) {
  if (r->n < PLX_FEATURE_LEARNED) r->v[r->n++] = (float)x;
}

static double cap(double x, double most) {
  return x < most ? x : most;
}

static double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

static bool long_sentence(const plx_line *l) {
  return l->sentence_end && l->letters >= 60;
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
  put(r, first == '"' || first == 0x201C || first == 0x201E || first == 0xAB ? 1
         : first == '-' || first == 0x2013 || first == 0x2014                ? 2
         : first == '(' || first == '['                                      ? 3
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

static void put_element(row *r, const view *v, const plx_line *l) {
  const struct plx_element *e = v->page->element;
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
  put(r, own->tag);
  put(r, e[own->parent].tag);
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

static void sum_elements(view *v) {
  struct plx_element *e = v->page->element;
  if (!e) return;
  for (uint32_t i = 0; i < v->page->elements; i++) e[i].lines = e[i].letters = e[i].link_letters = e[i].sentences = 0;
  for (uint32_t i = 0; i < v->page->n; i++) {
    const plx_line *l = &v->page->line[i];
    struct plx_element *x = &e[l->element];
    x->lines++;
    x->letters += (uint32_t)l->letters;
    x->link_letters += l->link_letters;
    x->sentences += long_sentence(l);
  }
  // Children stand behind their parents: one pass backwards adds them up.
  for (uint32_t i = v->page->elements; i-- > 1;) {
    struct plx_element *up = &e[e[i].parent];
    up->lines += e[i].lines;
    up->letters += e[i].letters;
    up->link_letters += e[i].link_letters;
    up->sentences += e[i].sentences;
  }
  for (uint32_t i = 1; i < v->page->elements; i++)
    e[i].wider = e[i].parent && e[e[i].parent].lines == e[i].lines ? e[e[i].parent].wider : e[i].parent;
}

static void put_containers(row *r, const view *v, const plx_line *l) {
  const struct plx_element *e = v->page->element;
  if (!e) return;
  uint32_t x = l->element;
  // The nearest containers that hold more than the line itself.
  for (int k = 0; k < CONTAINERS; k++) {
    if (k || e[x].lines <= 1) x = e[x].wider;
    put(r, cap(e[x].lines, 300));
    put(r, share(e[x].letters, v->letters));
    put(r, share(e[x].link_letters, (double)e[x].letters));
    put(r, cap(e[x].sentences, 60));
    put(r, share(e[x].sentences, e[x].lines));
    put(r, share(e[x].letters, e[x].lines));
  }
}

/* --- lines that look alike, and the element that holds most text --- */

static void find_groups(view *v) {
  plx_page *p = v->page;
  const struct plx_element *e = p->element;
  plx_map shapes;
  plx_map_init(&shapes, v->tmp);
  for (uint32_t i = 0; i < p->n; i++) {
    uint32_t key[3] = {0}, x = p->line[i].element;
    for (int up = 0; e && up < 3; up++, x = e[x].parent) key[up] = e[x].shape;
    p->line[i].group = plx_map_intern(&shapes, (plx_str){(const char *)key, sizeof key});
  }
  p->groups = shapes.n;
  v->group = PLX_NEWS(v->tmp, group, p->groups + 1);
  for (uint32_t i = 0; i < p->n; i++) {
    group *g = &v->group[p->line[i].group];
    g->lines++, g->letters += p->line[i].letters, g->links += p->line[i].link_letters,
        g->sentences += long_sentence(&p->line[i]);
  }
}

// Each long sentence counts for the elements above it, half as much at each step.
static void weigh_elements(view *v) {
  const plx_page *p = v->page;
  if (!p->element) return;
  v->weight = PLX_NEWS(v->tmp, float, p->elements);
  for (uint32_t i = 0; i < p->n; i++) {
    if (!p->line[i].sentence_end || p->line[i].letters < 25) continue;
    double part = p->line[i].letters;
    uint32_t x = p->line[i].element;
    for (int up = 0; up < 5 && x; up++, part /= 2) {
      x = p->element[x].parent;
      v->weight[x] += (float)part;
    }
  }
  for (uint32_t x = 0; x < p->elements; x++)
    if (v->weight[x] > v->top_weight) v->top_weight = v->weight[x], v->top = x;
}

static void put_alike(row *r, const view *v, const plx_line *l) {
  const struct plx_element *e = v->page->element;
  if (!e) return;
  const group *g = &v->group[l->group];
  put(r, cap(g->lines, 200));
  put(r, share(g->letters, v->letters));
  put(r, cap(share(g->letters, g->lines), 600));
  put(r, share(g->sentences, g->lines));
  put(r, share(g->links, g->letters));
  uint32_t x = l->element, up = 0;
  double best = 0;
  for (uint32_t k = 0; k < 5 && x; k++) {
    x = e[x].parent;
    if (v->weight[x] > best) best = v->weight[x];
  }
  for (x = l->element; up < DEPTH_MAX && x && x != v->top; up++) x = e[x].parent;
  put(r, x == v->top ? up : 40);
  put(r, share(v->weight[e[l->element].parent], v->top_weight));
  put(r, share(best, v->top_weight));
}

/* --- place --- */

static void put_place(row *r, const view *v, uint32_t i) {
  const plx_page *p = v->page;
  const plx_line *l = &p->line[i];
  double after_title = v->title_line < p->n ? (double)i - v->title_line : -99,
         after_h1 = v->h1_line < p->n ? (double)i - v->h1_line : -99;
  put(r, cap(i, 400));
  put(r, cap(p->n - i, 400));
  put(r, share(i, p->n));
  put(r, v->letters_before[i]);
  put(r, after_title < -99 ? -99 : cap(after_title, 200));
  put(r, after_h1 < -99 ? -99 : cap(after_h1, 200));
  put(r, v->first < p->n ? (i < v->first ? -cap(v->first - i, 60) : i > v->last ? cap(i - v->last, 60) : 0) : 99);
  put(r, v->first < p->n ? cap((double)i - v->first, 200) : -199);
  put(r, share(l->letters, v->max_letters));
  put(r, share(v->sentence_letters, v->letters));
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
static void put_tail(row *r, const plx_cue_filter *filter, const plx_line *l) {
  unsigned whole, cues = plx_cues_of(filter, tail(l->text), &whole);
  put(r, (cues >> PLX_CUE_CAPTION & 1) + (whole >> PLX_CUE_CAPTION & 1));
  put(r, (double)plx_cue_first(cues));
}

// Of scraped text: what it stands between, and how far the heads of articles, comments and messages are.
static void put_frames(row *r, const view *v, uint32_t i) {
  for (int k = 0; k < PLX_REFRAIN; k++) put(r, v->refrain[(size_t)i * PLX_REFRAIN + (size_t)k]);
  put(r, cap(v->dates_before[i], 20));
  put(r, cap((double)v->dates_before[v->page->n] - v->dates_before[i], 20));
  put(r, v->date_last[i] < v->page->n ? cap(i - v->date_last[i], 60) : 90);
  put(r, v->date_next[i] < v->page->n ? cap(v->date_next[i] - i, 60) : 90);
  put(r, v->signed_next[i] < v->page->n ? cap(v->signed_next[i] - i, 10) : 20);
  put_tail(r, &v->filter, &v->page->line[i]);
}

static void put_window(row *r, const view *v, uint32_t i, int reach) {
  double letters = 0, sentences = 0, links = 0, all = 0;
  for (int d = -reach; d <= reach; d++) {
    int64_t j = (int64_t)i + d;
    if (d == 0 || j < 0 || j >= v->page->n) continue;
    const plx_line *l = &v->page->line[j];
    all += l->letters;
    links += l->link_letters;
    if (long_sentence(l)) letters += l->letters, sentences++;
  }
  put(r, cap(letters, 5000));
  put(r, sentences);
  put(r, share(links, all));
}

static void put_neighbour(row *r, const view *v, uint32_t i, int d) {
  int64_t j = (int64_t)i + d;
  const plx_page *p = v->page;
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

/* --- what the page says of itself --- */

static void add_words(plx_map *m, plx_str text, plx_arena *tmp) {
  size_t room = text.n * 2 + 16;
  char *buf = plx_arena_alloc(tmp, room);
  plx_str rest = {buf, plx_cue_normal(text, buf, room)}, word;
  while (plx_str_cut(&rest, ' ', &word)) plx_map_intern(m, word);
}

// Runs of GRAM words of `text`; counted: how many of them the map has, or added to it.
static double grams(plx_map *m, plx_str text, bool add, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  size_t room = text.n * 2 + 16;
  char *buf = plx_arena_alloc(tmp, room);
  plx_str all = {buf, plx_cue_normal(text, buf, room)}, rest = all, word;
  const char *start[GRAM] = {0};
  int words = 0, both = 0, runs = 0;
  while (plx_str_cut(&rest, ' ', &word)) {
    for (int k = GRAM - 1; k > 0; k--) start[k] = start[k - 1];
    start[0] = word.p;
    int back = words < GRAM - 1 ? words : GRAM - 1;
    words++;
    if (words < GRAM && (rest.p || add)) continue;
    plx_str run = {start[back], (size_t)(word.p + word.n - start[back])};
    runs++;
    if (add) plx_map_intern(m, run);
    else both += plx_map_index(m, run) != PLX_MAP_NONE;
  }
  if (!add) plx_arena_reset(tmp, mark);
  return share(both, runs);
}

/* --- what it stands under and between --- */

// Of scraped text a heading is a short line with no full stop that the next line is not like.
static bool heads(const plx_page *p, uint32_t i) {
  const plx_line *l = &p->line[i];
  if (p->element) return l->heading > 0;
  return l->words > 0 && l->words <= HEADS_WORDS_MAX && !l->sentence_end && !l->date_line && i + 1 < p->n &&
         p->line[i + 1].letters > 60;
}

static void find_neighbours(view *v) {
  const plx_page *p = v->page;
  uint32_t n = p->n, heading = n, cue = n;
  uint32_t **column[] = {&v->heading, &v->cue_before, &v->cue_after, &v->run_before, &v->run_after};
  for (size_t k = 0; k < sizeof column / sizeof *column; k++) *column[k] = PLX_NEWS(v->tmp, uint32_t, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    v->heading[i] = heading, v->cue_before[i] = cue;
    if (heads(p, i)) heading = i;
    if (p->line[i].whole_cue) cue = i;
    v->run_before[i] = i && p->line[i].group == p->line[i - 1].group ? v->run_before[i - 1] + 1 : 0;
  }
  cue = n;
  for (uint32_t i = n; i-- > 0;) {
    v->cue_after[i] = cue;
    if (p->line[i].whole_cue) cue = i;
    v->run_after[i] = i + 1 < n && p->line[i].group == p->line[i + 1].group ? v->run_after[i + 1] + 1 : 0;
  }
}

// "— Ann Example (@ann) May 3": who wrote the message above.
static bool signature(const plx_line *l) {
  return plx_str_find(plx_text_head(l->text, 120), PLX_STR("(@"), 0) >= 0;
}

static void find_frames(view *v) {
  uint32_t n = v->page->n, date = n, sign = n,
           **column[] = {&v->date_last, &v->date_next, &v->dates_before, &v->signed_next};
  for (size_t k = 0; k < sizeof column / sizeof *column; k++) *column[k] = PLX_NEWS(v->tmp, uint32_t, n + 1);
  v->refrain = PLX_NEWS(v->tmp, float, (size_t)(n + 1) * PLX_REFRAIN);
  plx_refrains_of(v->page, v->tmp, v->refrain);
  plx_cue_filter_make(&v->filter, n);
  for (uint32_t i = 0, dates = 0; i <= n; i++) {
    v->dates_before[i] = dates, v->date_last[i] = date;
    if (i < n && v->page->line[i].date_line) date = i, dates++;
  }
  date = n;
  for (uint32_t i = n; i-- > 0;) {
    if (signature(&v->page->line[i])) sign = i;
    v->date_next[i] = date, v->signed_next[i] = sign;
    if (v->page->line[i].date_line) date = i;
  }
}

static bool below(const struct plx_element *e, uint32_t x, uint32_t of) {
  for (int up = 0; up < DEPTH_MAX; up++, x = e[x].parent) {
    if (x == of) return true;
    if (!x) break;
  }
  return false;
}

static void put_headed(row *r, const view *v, uint32_t i) {
  const plx_page *p = v->page;
  const plx_line *l = &p->line[i];
  uint32_t h = v->heading[i], b = v->cue_before[i], a = v->cue_after[i];
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
  put(r, cap(v->run_before[i], 60));
  put(r, cap(v->run_after[i], 60));
  put(r, i ? last_sign(p->line[i - 1].text) : -1);
  put(r, i + 1 < p->n ? last_sign(p->line[i + 1].text) : -1);
  put(r, cap(l->images, 5));
  put(r, i + 1 < p->n ? cap(p->line[i + 1].images, 5) : -1);
  put(r, cap(l->links, 20));
  put(r, share(l->links, l->words));
}

void plx_features_headed(const plx_page *page, float *out) {
  float worth = 0;
  for (uint32_t i = 0; i < page->n; i++) {
    float *v = out + (size_t)i * PLX_FEATURES + PLX_FEATURE_LEARNED;
    v[3] = worth;
    if (heads(page, i)) worth = v[2];
  }
}

static double words_share(const plx_map *words, plx_str text) {
  char buf[600];
  plx_str rest = {buf, plx_cue_normal(text, buf, sizeof buf)}, word;
  int all = 0, both = 0;
  while (plx_str_cut(&rest, ' ', &word)) all++, both += plx_map_index(words, word) != PLX_MAP_NONE;
  return share(both, all);
}

static void put_hints(row *r, view *v, uint32_t i) {
  const plx_line *l = &v->page->line[i];
  put(r, v->title_words.n ? words_share(&v->title_words, l->text) : -1);
  put(r, v->standfirst_words.n ? words_share(&v->standfirst_words, l->text) : -1);
  put(r, v->body_grams.n > 20 ? grams(&v->body_grams, plx_text_head(l->text, 1500), false, v->tmp) : -1);
}

/* --- what training learned of single words --- */

static double word_weight(const view *v, plx_str w) {
  const plx_table *t = v->page->element ? &plx_table_reading_words_html : &plx_table_reading_words_plain;
  int row = plx_table_find(t, w);
  return row < 0 ? 0 : plx_cell_num(t, row, PLX_READING_WORDS_HTML_WEIGHT);
}

static void put_learned(float *v, view *p, const plx_line *l) {
  const struct plx_element *e = p->page->element;
  if (e) {
    uint32_t x = l->element;
    double near = e[x].near + e[e[x].parent].near + e[e[e[x].parent].parent].near;
    v[PLX_FEATURE_LEARNED] = (float)near;
    v[PLX_FEATURE_LEARNED + 1] = e[x].far;
  }
  if (l->words > PLX_WORDS_LEARNED_MAX) return;
  char buf[600];
  plx_str rest = {buf, plx_cue_normal(l->text, buf, sizeof buf)}, word;
  double sum = 0;
  while (plx_str_cut(&rest, ' ', &word)) sum += word_weight(p, word);
  v[PLX_FEATURE_LEARNED + 2] = (float)sum;
}

/* --- the page --- */

static void find_range(view *v) {
  uint32_t gap = 0, begin = v->page->n;
  double sum = 0, most = 0;
  v->first = v->page->n;
  for (uint32_t i = 0; i < v->page->n; i++) {
    const plx_line *l = &v->page->line[i];
    if (!long_sentence(l)) {
      gap++;
      continue;
    }
    if (begin == v->page->n || gap > 20) begin = i, sum = 0;
    gap = 0, sum += l->letters;
    if (sum > most) most = sum, v->first = begin, v->last = i;
  }
}

static void find_title_lines(view *v) {
  v->title_line = v->h1_line = v->page->n;
  for (uint32_t i = 0; i < v->page->n; i++) {
    const plx_line *l = &v->page->line[i];
    if (l->heading == 1 && v->h1_line == v->page->n) v->h1_line = i;
    bool fits = v->title_words.n && l->words >= 2 && (uint32_t)l->words <= v->title_words.n * 2 + 2 &&
                (uint32_t)l->words * 2 >= v->title_words.n;
    if (v->title_line == v->page->n && fits && words_share(&v->title_words, l->text) > 0.8) v->title_line = i;
  }
}

static void view_page(view *v) {
  plx_map_init(&v->title_words, v->tmp);
  plx_map_init(&v->body_grams, v->tmp);
  plx_map_init(&v->standfirst_words, v->tmp);
  add_words(&v->title_words, plx_text_head(v->hints->title, 500), v->tmp);
  add_words(&v->standfirst_words, plx_text_head(v->hints->standfirst, 1000), v->tmp);
  if (v->hints->body.n > 200) grams(&v->body_grams, plx_text_head(v->hints->body, 200000), true, v->tmp);
  v->letters_before = PLX_NEWS(v->tmp, float, v->page->n + 1);
  for (uint32_t i = 0; i < v->page->n; i++) {
    const plx_line *l = &v->page->line[i];
    v->letters += l->letters;
    if (l->sentence_end) v->sentence_letters += l->letters;
    if (l->letters > v->max_letters) v->max_letters = l->letters;
    v->letters_before[i] = (float)v->letters;
  }
  for (uint32_t i = 0; i < v->page->n; i++) v->letters_before[i] = (float)share(v->letters_before[i], v->letters);
  find_range(v);
  find_title_lines(v);
  sum_elements(v);
  find_groups(v);
  weigh_elements(v);
  find_neighbours(v);
  find_frames(v);
}

void plx_features_of(plx_page *page, const plx_hints *hints, plx_arena *tmp, float *out) {
  view v = {.page = page, .hints = hints, .tmp = tmp};
  view_page(&v);
  for (uint32_t i = 0; i < page->n; i++) {
    row r = {out + (size_t)i * PLX_FEATURES, 0};
    put_words(&r, &page->line[i]);
    put_place(&r, &v, i);
    put_window(&r, &v, i, 3);
    put_window(&r, &v, i, 8);
    for (int d = 1; d <= 3; d++) put_neighbour(&r, &v, i, -d), put_neighbour(&r, &v, i, d);
    put_hints(&r, &v, i);
    put_element(&r, &v, &page->line[i]);
    put_containers(&r, &v, &page->line[i]);
    put_alike(&r, &v, &page->line[i]);
    put_headed(&r, &v, i);
    put_frames(&r, &v, i);
    put_learned(out + (size_t)i * PLX_FEATURES, &v, &page->line[i]);
  }
  plx_features_headed(page, out);
}

/* --- the second look --- */

static double p_at(const plx_page *page, const float *p, int64_t j) {
  return j < 0 || j >= page->n ? -0.2 : p[j];
}

// What was thought of the heading, of what stands under it, of the run of lines that look alike, of the line after a
// cue.
static void near_headed(const plx_page *page, const float *p, float *out) {
  const int at = PLX_NEAR_OWN - 7;
  float heading = -1;
  for (uint32_t i = 0, from = 0; i < page->n; i = from) {
    double sum = 0, letters = 0;
    for (from = i; from < page->n && (from == i || !heads(page, from)); from++)
      sum += p[from] * page->line[from].letters, letters += page->line[from].letters;
    if (heads(page, i)) heading = p[i];
    for (uint32_t k = i; k < from; k++) {
      float *v = out + (size_t)k * PLX_FEATURES_NEAR + at;
      v[0] = heading;
      v[1] = (float)share(sum, letters);
    }
  }
  for (uint32_t i = 0, end = 0; i < page->n; i = end) {
    double sum = 0, least = 1;
    for (end = i; end < page->n && page->line[end].group == page->line[i].group; end++)
      sum += p[end], least = p[end] < least ? p[end] : least;
    for (uint32_t k = i; k < end; k++) {
      float *v = out + (size_t)k * PLX_FEATURES_NEAR + at;
      v[2] = (float)share(sum, end - i);
      v[3] = (float)least;
    }
  }
}

void plx_features_near(const plx_page *page, const plx_shared *shared, const float *p, plx_arena *tmp, float *out) {
  double all = 0, before = 0;
  uint32_t elements = page->element ? page->elements : 1;
  float *mass = PLX_NEWS(tmp, float, elements), *count = PLX_NEWS(tmp, float, elements);
  for (uint32_t i = 0; i < page->n; i++) {
    double m = p[i] * page->line[i].letters;
    all += m;
    if (page->element)
      mass[page->line[i].element] += (float)m, count[page->line[i].element] += (float)page->line[i].letters;
  }
  for (uint32_t i = elements; page->element && i-- > 1;)
    mass[page->element[i].parent] += mass[i], count[page->element[i].parent] += count[i];
  double *alike = PLX_NEWS(tmp, double, page->groups + 1), *lines = PLX_NEWS(tmp, double, page->groups + 1);
  for (uint32_t i = 0; i < page->n; i++) alike[page->line[i].group] += p[i], lines[page->line[i].group]++;
  double since = 99;
  for (uint32_t i = 0; i < page->n; i++) {
    float *v = out + (size_t)i * PLX_FEATURES_NEAR;
    int k = 0;
    v[k++] = p[i];
    for (int d = 1; d <= 4; d++)
      v[k++] = (float)p_at(page, p, (int64_t)i - d), v[k++] = (float)p_at(page, p, (int64_t)i + d);
    double window = 0;
    for (int d = -10; d <= 10; d++)
      window += d && p_at(page, p, (int64_t)i + d) > 0 ? p_at(page, p, (int64_t)i + d) : 0;
    v[k++] = (float)window;
    v[k++] = (float)share(before, all);
    before += p[i] * page->line[i].letters;
    v[k++] = (float)share(all - before, all);
    since = p[i] > 0.5 ? 0 : cap(since + 1, 99);
    v[k++] = (float)since;
    uint32_t x = page->element ? page->line[i].element : 0;
    for (int up = 0; page->element && up < 4; up++) {
      x = page->element[x].wider;
      v[k++] = (float)share(mass[x], count[x]);
      v[k++] = (float)share(mass[x], all);
    }
  }
  near_headed(page, p, out);
  plx_shared_put(shared, page, p, tmp, out + PLX_NEAR_OWN, PLX_FEATURES_NEAR);
  double next = 99;
  for (uint32_t i = 0; page->element && i < page->n; i++) {
    uint32_t g = page->line[i].group;
    out[(size_t)i * PLX_FEATURES_NEAR + PLX_NEAR_OWN - 2] = (float)share(alike[g], lines[g]);
    out[(size_t)i * PLX_FEATURES_NEAR + PLX_NEAR_OWN - 3] = (float)share(all, page->n);
  }
  for (uint32_t i = page->n; i-- > 0;) {
    out[(size_t)i * PLX_FEATURES_NEAR + PLX_NEAR_OWN - 1] = (float)next;
    next = p[i] > 0.5 ? 1 : cap(next + 1, 99);
  }
}
