/* SPDX-License-Identifier: Apache-2.0 */
/* Each pass fills columns of its own: what lies above is learned going down the page, what lies below going up. */
#include "reading/survey.h"

#include "reading/html_tree.h"
#include "reading/refrain.h"
#include "reading/text.h"

enum {
  SENTENCE_LETTERS = 60,
  HEAD_WORDS_MAX = 10,
  STRETCH_GAP_MAX = 20, // lines
  SHAPE_ELEMENTS = 3,
  WEIGHT_LETTERS_MIN = 25,
  WEIGHT_REACH = 5,
  SIGNATURE_BYTES = 120
};
static const double TITLE_SHARE = 0.8;

bool plx_long_sentence(const plx_line *l) {
  return l->sentence_end && l->letters >= SENTENCE_LETTERS;
}

bool plx_heads(const plx_page *p, uint32_t i) {
  const plx_line *l = &p->line[i];
  if (p->element) return l->heading > 0;
  return l->words > 0 && l->words <= HEAD_WORDS_MAX && !l->sentence_end && !l->date_line && i + 1 < p->n &&
         p->line[i + 1].letters > SENTENCE_LETTERS;
}

static uint32_t *column(const plx_survey *v, plx_arena *tmp) {
  return PLX_NEWS(tmp, uint32_t, v->page->n + 1);
}

/* --- letters, and where the text stands --- */

static void sum_letters(plx_survey *v, plx_arena *tmp) {
  const plx_page *p = v->page;
  v->letters_before = PLX_NEWS(tmp, float, p->n + 1);
  for (uint32_t i = 0; i < p->n; i++) {
    const plx_line *l = &p->line[i];
    v->letters += l->letters;
    if (l->sentence_end) v->sentence_letters += l->letters;
    if (l->letters > v->max_letters) v->max_letters = l->letters;
    v->letters_before[i] = (float)v->letters;
  }
  for (uint32_t i = 0; i < p->n && v->letters > 0; i++)
    v->letters_before[i] = (float)(v->letters_before[i] / v->letters);
}

// The stretch of long sentences, gaps allowed, that has most letters.
static void find_stretch(plx_survey *v) {
  uint32_t gap = 0, begin = v->page->n;
  double sum = 0, most = 0;
  v->first = v->page->n;
  for (uint32_t i = 0; i < v->page->n; i++) {
    const plx_line *l = &v->page->line[i];
    if (!plx_long_sentence(l)) {
      gap++;
      continue;
    }
    if (begin == v->page->n || gap > STRETCH_GAP_MAX) begin = i, sum = 0;
    gap = 0, sum += l->letters;
    if (sum > most) most = sum, v->first = begin, v->last = i;
  }
}

static void find_title(plx_survey *v, const plx_map *title) {
  v->title_line = v->h1_line = v->page->n;
  for (uint32_t i = 0; i < v->page->n; i++) {
    const plx_line *l = &v->page->line[i];
    uint32_t words = (uint32_t)l->words;
    if (l->heading == 1 && v->h1_line == v->page->n) v->h1_line = i;
    bool fits = words >= 2 && words <= title->n * 2 + 2 && words * 2 >= title->n;
    if (v->title_line == v->page->n && fits && plx_hinted_words(title, l->normal) > TITLE_SHARE) v->title_line = i;
  }
}

/* --- elements --- */

// Children stand behind their parents: one pass backwards adds them up.
static void sum_elements(plx_survey *v) {
  struct plx_element *e = v->page->element;
  uint32_t n = v->page->elements;
  for (uint32_t i = 0; i < n; i++) e[i].lines = e[i].letters = e[i].link_letters = e[i].sentences = 0;
  for (uint32_t i = 0; i < v->page->n; i++) {
    const plx_line *l = &v->page->line[i];
    struct plx_element *x = &e[l->element];
    x->lines++;
    x->letters += (uint32_t)l->letters;
    x->link_letters += l->link_letters;
    x->sentences += plx_long_sentence(l);
  }
  for (uint32_t i = n; i-- > 1;) {
    struct plx_element *up = &e[e[i].parent];
    up->lines += e[i].lines;
    up->letters += e[i].letters;
    up->link_letters += e[i].link_letters;
    up->sentences += e[i].sentences;
  }
  for (uint32_t i = 1; i < n; i++)
    e[i].wider = e[i].parent && e[e[i].parent].lines == e[i].lines ? e[e[i].parent].wider : e[i].parent;
}

// Each sentence counts for the elements above it, half as much at each step.
static void weigh_elements(plx_survey *v, plx_arena *tmp) {
  const plx_page *p = v->page;
  v->weight = PLX_NEWS(tmp, float, p->elements);
  for (uint32_t i = 0; i < p->n; i++) {
    if (!p->line[i].sentence_end || p->line[i].letters < WEIGHT_LETTERS_MIN) continue;
    double part = p->line[i].letters;
    uint32_t x = p->line[i].element;
    for (int up = 0; up < WEIGHT_REACH && x; up++, part /= 2) {
      x = p->element[x].parent;
      v->weight[x] += (float)part;
    }
  }
  for (uint32_t x = 0; x < p->elements; x++)
    if (v->weight[x] > v->top_weight) v->top_weight = v->weight[x], v->top = x;
}

/* --- lines that look alike --- */

static void find_groups(plx_survey *v, plx_arena *tmp) {
  plx_page *p = v->page;
  const struct plx_element *e = p->element;
  plx_map shapes;
  plx_map_init(&shapes, tmp);
  for (uint32_t i = 0; i < p->n; i++) {
    uint32_t key[SHAPE_ELEMENTS] = {0}, x = p->line[i].element;
    for (int up = 0; e && up < SHAPE_ELEMENTS; up++, x = e[x].parent) key[up] = e[x].shape;
    p->line[i].group = plx_map_intern(&shapes, (plx_str){(const char *)key, sizeof key});
  }
  p->groups = shapes.n;
  v->group = PLX_NEWS(tmp, plx_group, p->groups + 1);
  for (uint32_t i = 0; i < p->n; i++) {
    plx_group *g = &v->group[p->line[i].group];
    g->lines++;
    g->letters += p->line[i].letters;
    g->links += p->line[i].link_letters;
    g->sentences += plx_long_sentence(&p->line[i]);
  }
}

static void find_runs(plx_survey *v, plx_arena *tmp) {
  const plx_page *p = v->page;
  v->run_before = column(v, tmp), v->run_after = column(v, tmp);
  for (uint32_t i = 1; i < p->n; i++)
    v->run_before[i] = p->line[i].group == p->line[i - 1].group ? v->run_before[i - 1] + 1 : 0;
  for (uint32_t i = p->n; i-- > 1;)
    v->run_after[i - 1] = p->line[i].group == p->line[i - 1].group ? v->run_after[i] + 1 : 0;
}

/* --- what a line stands under and between --- */

// "— Ann Example (@ann) May 3": who wrote the message above.
static bool signature(const plx_line *l) {
  return plx_str_find(plx_text_head(l->text, SIGNATURE_BYTES), PLX_STR("(@"), 0) >= 0;
}

static void look_up(plx_survey *v, plx_arena *tmp) {
  const plx_page *p = v->page;
  uint32_t heading = p->n, cue = p->n, date = p->n, dates = 0;
  v->heading = column(v, tmp), v->cue_before = column(v, tmp), v->date_before = column(v, tmp);
  v->dates_above = column(v, tmp);
  for (uint32_t i = 0; i < p->n; i++) {
    v->heading[i] = heading, v->cue_before[i] = cue, v->date_before[i] = date, v->dates_above[i] = dates;
    if (plx_heads(p, i)) heading = i;
    if (p->line[i].whole_cue) cue = i;
    if (p->line[i].date_line) date = i, dates++;
  }
  v->dates_above[p->n] = dates;
}

static void look_down(plx_survey *v, plx_arena *tmp) {
  const plx_page *p = v->page;
  uint32_t cue = p->n, date = p->n, sign = p->n;
  v->cue_after = column(v, tmp), v->date_after = column(v, tmp), v->signed_after = column(v, tmp);
  for (uint32_t i = p->n; i-- > 0;) {
    if (signature(&p->line[i])) sign = i;
    v->cue_after[i] = cue, v->date_after[i] = date, v->signed_after[i] = sign;
    if (p->line[i].whole_cue) cue = i;
    if (p->line[i].date_line) date = i;
  }
}

plx_survey plx_survey_of(plx_page *page, const plx_hinted *hinted, plx_arena *tmp) {
  plx_survey v = {.page = page};
  sum_letters(&v, tmp);
  find_stretch(&v);
  find_title(&v, &hinted->title);
  if (page->element) sum_elements(&v), weigh_elements(&v, tmp);
  find_groups(&v, tmp);
  find_runs(&v, tmp);
  look_up(&v, tmp);
  look_down(&v, tmp);
  v.refrain = PLX_NEWS(tmp, float, (size_t)(page->n + 1) * PLX_REFRAIN);
  plx_refrains_of(page, tmp, v.refrain);
  return v;
}
