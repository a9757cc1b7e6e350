/* SPDX-License-Identifier: Apache-2.0 */
// A term weighs (1 + log2 count) x place x kind x rarity.  How rare it is comes from a table of common words at first
// and more and more from the stream itself, so the weight without rarity is what is held.  The terms of the new
// document stand in a little table, each held document is run through it once.
#include "story/alike.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "tables.h"

enum { FLAGS = 31, COUNT_SHIFT = 5 };

// --- weights ---

static uint8_t count_code(uint8_t count) {
  static const uint8_t from[] = {2, 3, 4, 6, 9, 14, 23};
  uint8_t code = 0;
  while (code < sizeof from && count >= from[code]) code++;
  return code;
}

plx_alike_weights plx_alike_read(void) {
  static const char *const link[PLX_ALIKE_NUMBERS] = {
      "group_link_all",    "group_link_names",   "group_link_title",       "group_link_lead",   "group_link_inside",
      "group_link_shared", "group_link_weekday", "group_link_not_weekday", "group_link_number", "group_link_not_number",
      "group_link_words",  "group_link_days",    "group_link_undated",     "group_link_crowd"};
  static const float logs[8] = {0, 1, 1.585f, 2.16f, 2.8f, 3.45f, 4.1f, 4.9f}; // log2 of the counts of a code
  double title = plx_param("group_title"), lead = plx_param("group_lead"), name = plx_param("group_name"),
         number = plx_param("group_number");
  plx_alike_weights w = {.rarity = plx_param("group_rarity"),
                         .unseen = plx_param("group_unseen"),
                         .background = plx_param("group_background"),
                         .days_max = plx_param("group_days_max"),
                         .bias = plx_param("group_link_bias")};
  for (int i = 0; i < 256; i++)
    w.of[i] = (float)((1 + logs[i >> COUNT_SHIFT]) * (i & PLX_TERM_TITLE ? title : 1) * (i & PLX_TERM_LEAD ? lead : 1) *
                      (i & PLX_TERM_NUMBER ? number
                       : i & PLX_TERM_NAME ? name
                                           : 1));
  for (int k = 0; k < PLX_ALIKE_NUMBERS; k++) w.link[k] = plx_param(link[k]);
  return w;
}

static uint32_t df_slot(uint32_t term) {
  return (term ^ term >> 12) & (PLX_DF_SLOTS - 1);
}

void plx_rare_begin(plx_rare *r, const plx_alike_weights *w) {
  const plx_table *t = &plx_table_commonness;
  for (int i = 0; i < t->rows; i++) {
    uint32_t term = plx_sketch_term(plx_cell(t, i, PLX_COMMONNESS_WORD));
    r->df[df_slot(term)] += (float)(plx_cell_num(t, i, PLX_COMMONNESS_PER_10000) / 10000 * w->background);
  }
  r->docs = w->background;
}

void plx_rare_count(plx_rare *r, const plx_sketch *s) {
  for (uint32_t i = 0; i < s->n; i++) r->df[df_slot(s->term[i])] += 1;
  r->docs += 1;
}

static float rarity(const plx_rare *r, const plx_alike_weights *w, uint32_t term) {
  double df = r->df[df_slot(term)], idf = log((r->docs + 1) / (df + 0.5));
  return idf <= 0 ? 0 : (float)(pow(idf, w->rarity) * (df < 0.5 ? w->unseen : 1));
}

float plx_kth(const float *v, uint32_t n, uint32_t k) {
  float best[PLX_SKETCH_TERMS];
  uint32_t m = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t j = m < k + 1 ? m++ : k + 1;
    if (j > k) {
      if (v[i] <= best[k]) continue;
      j = k;
    }
    for (; j > 0 && best[j - 1] < v[i]; j--) best[j] = best[j - 1];
    best[j] = v[i];
  }
  return m ? best[m - 1] : 0;
}

// --- vectors ---

static void index_terms(plx_vector *v) {
  memset(v->slot, 0, sizeof v->slot);
  for (uint8_t i = 0; i < v->held.n; i++) {
    uint8_t k = (uint8_t)v->held.term[i];
    while (v->slot[k]) k++;
    v->slot[k] = i + 1;
  }
}

static void measure(plx_vector *v) {
  double all = 0, names = 0, title = 0, lead = 0;
  for (uint32_t i = 0; i < v->held.n; i++) {
    uint8_t what = v->held.what[i];
    double worth2 = (double)v->worth[i] * v->worth[i], rare2 = (double)v->rare[i] * v->rare[i];
    all += worth2;
    if (what & (PLX_TERM_NAME | PLX_TERM_NUMBER)) names += worth2;
    if (what & PLX_TERM_TITLE) title += rare2;
    if (what & (PLX_TERM_TITLE | PLX_TERM_LEAD)) lead += rare2;
  }
  v->held.norm = (float)sqrt(all);
  v->held.names = (float)sqrt(names);
  v->held.title = (float)sqrt(title);
  v->held.lead = (float)sqrt(lead);
}

// Only the PLX_HELD_TERMS heaviest terms stay.
void plx_vector_of(const plx_rare *r, const plx_alike_weights *w, const plx_sketch *s, plx_vector *v) {
  float worth[PLX_SKETCH_TERMS], rare[PLX_SKETCH_TERMS];
  uint8_t what[PLX_SKETCH_TERMS];
  for (uint32_t i = 0; i < s->n; i++) {
    what[i] = (uint8_t)(count_code(s->count[i]) << COUNT_SHIFT | (s->flags[i] & FLAGS));
    rare[i] = rarity(r, w, s->term[i]);
    worth[i] = w->of[what[i]] * rare[i];
  }
  float least = plx_kth(worth, s->n, PLX_HELD_TERMS - 1);
  plx_held *h = &v->held;
  *h = (plx_held){.day = s->day, .words = s->words, .weekdays = s->weekdays, .crowd = s->crowd};
  for (uint32_t i = 0; i < s->n && h->n < PLX_HELD_TERMS; i++) {
    if (worth[i] < least || worth[i] <= 0) continue;
    h->term[h->n] = s->term[i];
    h->what[h->n] = what[i];
    v->worth[h->n] = worth[i];
    v->rare[h->n++] = rare[i];
  }
  measure(v);
  index_terms(v);
}

void plx_vector_again(const plx_rare *r, const plx_alike_weights *w, const plx_held *h, plx_vector *v) {
  v->held = *h;
  for (uint32_t i = 0; i < h->n; i++) {
    v->rare[i] = rarity(r, w, h->term[i]);
    v->worth[i] = w->of[h->what[i]] * v->rare[i];
  }
  index_terms(v);
}

// --- pairs ---

typedef struct common {
  double all, names, title, lead; // products
  uint32_t n, numbers;
} common;

static common in_common(const plx_alike_weights *w, const plx_vector *v, const plx_held *h) {
  common c = {0};
  for (uint32_t j = 0; j < h->n; j++) {
    uint8_t k = (uint8_t)h->term[j];
    while (v->slot[k] && v->held.term[v->slot[k] - 1] != h->term[j]) k++;
    if (!v->slot[k]) continue;
    uint32_t i = v->slot[k] - 1u;
    uint8_t a = v->held.what[i], b = h->what[j], both = a & b;
    double x = (double)v->worth[i] * v->rare[i] * w->of[b], rare2 = (double)v->rare[i] * v->rare[i];
    c.n++;
    c.all += x;
    if (a & (PLX_TERM_NAME | PLX_TERM_NUMBER)) c.names += x;
    c.numbers += (a & PLX_TERM_NUMBER) != 0;
    if (both & PLX_TERM_TITLE) c.title += rare2;
    if (a & (PLX_TERM_TITLE | PLX_TERM_LEAD) && b & (PLX_TERM_TITLE | PLX_TERM_LEAD)) c.lead += rare2;
  }
  return c;
}

static float part(double product, double a, double b) {
  float x = a > 0 && b > 0 ? (float)(product / a / b) : 0;
  return x > 1 ? 1 : x; // the lengths are of the day it came, when its terms were less common
}

static bool has_number(const plx_held *h) {
  for (uint32_t i = 0; i < h->n; i++)
    if (h->what[i] & PLX_TERM_NUMBER) return true;
  return false;
}

void plx_alike(const plx_alike_weights *w, const plx_vector *v, const plx_held *h, float x[PLX_ALIKE_NUMBERS]) {
  const plx_held *a = &v->held;
  common c = in_common(w, v, h);
  float least = a->norm < h->norm ? a->norm : h->norm;
  bool dated = a->day != PLX_NO_DAY && h->day != PLX_NO_DAY;
  double days = dated ? log2(1 + fabs((double)a->day - h->day)) : 0;
  if (days > w->days_max) days = w->days_max;
  x[PLX_ALIKE_ALL] = part(c.all, a->norm, h->norm);
  x[PLX_ALIKE_NAMES] = part(c.names, a->names, h->names);
  x[PLX_ALIKE_TITLE] = part(c.title, a->title, h->title);
  x[PLX_ALIKE_LEAD] = part(c.lead, a->lead, h->lead);
  x[PLX_ALIKE_INSIDE] = part(c.all, least, least);
  x[PLX_ALIKE_SHARED] = (float)log2(1 + c.n);
  x[PLX_ALIKE_WEEKDAY] = (a->weekdays & h->weekdays) != 0;
  x[PLX_ALIKE_NOT_WEEKDAY] = a->weekdays && h->weekdays && !(a->weekdays & h->weekdays);
  x[PLX_ALIKE_NUMBER] = c.numbers > 0;
  x[PLX_ALIKE_NOT_NUMBER] = !c.numbers && has_number(a) && has_number(h);
  x[PLX_ALIKE_WORDS] = (float)(log2((a->words + 20) / 120.0) + log2((h->words + 20) / 120.0)) / 2;
  x[PLX_ALIKE_DAYS] = (float)days;
  x[PLX_ALIKE_UNDATED] = !dated;
  x[PLX_ALIKE_CROWD] = (float)(a->crowd + h->crowd) / 510;
}

//     chance = 1 / (1 + e^-(bias + w . x))
float plx_alike_chance(const plx_alike_weights *w, const float x[PLX_ALIKE_NUMBERS]) {
  double sum = w->bias;
  for (int k = 0; k < PLX_ALIKE_NUMBERS; k++) sum += w->link[k] * x[k];
  return (float)(1 / (1 + exp(-sum)));
}
