/* SPDX-License-Identifier: Apache-2.0 */
/* Two passes: first every bag gets the ids of its terms, and the bagger counts in how many bags of own words a term
 * stands; then the terms get their weights.  "Aleppo" tells little where every sentence has it. */
#include "story/bag.h"

#include <math.h>
#include <stdlib.h>

#include "language/labels.h"
#include "story/kin.h"
#include "tables.h"

enum { BAG_TERMS_MAX = 400 };

void plx_bagger_init(plx_bagger *m, plx_arena *a) {
  *m = (plx_bagger){.a = a};
  plx_map_init(&m->terms, a);
}

bool plx_tells(const plx_tok *t) {
  switch (t->upos) {
  case PLX_UPOS_NOUN:
  case PLX_UPOS_PROPN:
  case PLX_UPOS_ADJ:
  case PLX_UPOS_NUM: return true;
  case PLX_UPOS_VERB: return !plx_str_in(t->lemma, "be have do say tell go get make take come see");
  default: return false;
  }
}

// How rare a word is in English, 0 (everywhere) to 1 (not in the table).
double plx_rarity(plx_str word) {
  const plx_table *t = &plx_table_commonness;
  int low = 0, high = t->rows;
  while (low < high) {
    int mid = (low + high) / 2, c = plx_str_cmp(plx_cell(t, mid, PLX_COMMONNESS_WORD), word);
    if (!c) {
      double x = log(10000 / plx_cell_num(t, mid, PLX_COMMONNESS_PER_10000)) / log(10000.0 / 4);
      return x < 0.05 ? 0.05 : x;
    }
    if (c < 0) low = mid + 1;
    else high = mid;
  }
  return 1;
}

static uint32_t term(plx_bagger *m, char kind, plx_str a, plx_str b, double prior) {
  plx_str key = plx_str_fmt(m->a, "%c%.*s %.*s", kind, PLX_FMT(a), PLX_FMT(b));
  uint32_t id = plx_map_intern(&m->terms, key);
  if (id == m->prior.n) {
    *plx_vec_push(m->a, &m->prior) = (float)prior;
    *plx_vec_push(m->a, &m->here) = 0;
  }
  return id;
}

typedef struct draft {
  plx_bag_term v[BAG_TERMS_MAX];
  uint32_t n;
} draft;

static void put(draft *d, uint32_t id, double weight, bool quoted) {
  if (d->n < BAG_TERMS_MAX) d->v[d->n++] = (plx_bag_term){id, (float)weight, quoted};
}

// A word is known by its entity, else by its lemma; and, more faintly, by its commonest meanings.
static void put_word(plx_bagger *m, const plx_side *s, uint32_t i, draft *d) {
  plx_str key = plx_side_key(s, i);
  if (key.n) {
    put(d, term(m, 'e', key, (plx_str){0}, 0.7), 1, false);
    return;
  }
  const plx_tok *t = plx_tree_tok(&s->trees, i);
  if (!plx_tells(t)) return;
  plx_str lemma = plx_str_lower(m->a, t->lemma);
  double rare = plx_rarity(lemma);
  put(d, term(m, 'l', lemma, (plx_str){0}, rare), 1, false);
  if (t->upos != PLX_UPOS_NOUN && t->upos != PLX_UPOS_VERB) return;
  plx_kin k = plx_kin_of(lemma);
  for (int j = 0; j < k.meanings && j < 3; j++)
    put(d, term(m, 'm', plx_str_fmt(m->a, "%u", k.meaning[j]), (plx_str){0}, rare), 0.45 / (1 + j), false);
}

// Two neighbouring words that tell; more if they were quoted.
static void put_pair(plx_bagger *m, const plx_side *s, uint32_t i, uint32_t before, draft *d) {
  if (before == PLX_NO_TOK) return;
  plx_str a = plx_str_lower(m->a, plx_tree_tok(&s->trees, before)->lemma),
          b = plx_str_lower(m->a, plx_tree_tok(&s->trees, i)->lemma);
  put(d, term(m, 'p', a, b, (plx_rarity(a) + plx_rarity(b)) / 2), s->quoted[i] ? 1.1 : 0.6,
      s->quoted[i] && s->quoted[before]);
}

static int by_id(const void *x, const void *y) {
  const plx_bag_term *a = x, *b = y;
  return a->id < b->id ? -1 : a->id > b->id;
}

// The words first..last but one; sorted, each term once with its largest weight.  With pairs they are a finding's own
// words, and counted.
plx_bag plx_bag_of(plx_bagger *m, const plx_side *s, uint32_t first, uint32_t last, uint32_t without, bool pairs) {
  draft d = {.n = 0};
  uint32_t before = PLX_NO_TOK;
  for (uint32_t i = first; i <= last; i++) {
    if (i != without) put_word(m, s, i, &d);
    if (!plx_tells(plx_tree_tok(&s->trees, i))) continue;
    if (pairs) put_pair(m, s, i, before, &d);
    before = i;
  }
  if (d.n) qsort(d.v, d.n, sizeof *d.v, by_id);
  plx_bag b = {.v = PLX_NEWS(m->a, plx_bag_term, d.n)};
  for (uint32_t i = 0; i < d.n; i++) {
    if (b.n && b.v[b.n - 1].id == d.v[i].id) {
      if (d.v[i].weight > b.v[b.n - 1].weight) b.v[b.n - 1].weight = d.v[i].weight;
      b.v[b.n - 1].quoted |= d.v[i].quoted;
    } else {
      b.v[b.n++] = d.v[i];
    }
  }
  if (pairs) {
    for (uint32_t i = 0; i < b.n; i++) m->here.v[b.v[i].id]++;
    m->bags++;
  }
  return b;
}

void plx_bag_weigh(const plx_bagger *m, plx_bag *b) {
  double sum = 0, all = log(1.0 + m->bags);
  for (uint32_t i = 0; i < b->n; i++) {
    uint32_t id = b->v[i].id;
    double here = all > 0 ? log((1.0 + m->bags) / (1.0 + m->here.v[id])) / all : 1;
    if (here < 0.1) here = 0.1;
    b->v[i].weight *= (float)sqrt(m->prior.v[id] * here);
    sum += (double)b->v[i].weight * b->v[i].weight;
  }
  b->norm = (float)sqrt(sum);
}

enum { SMALL_BAG = 4 };

double plx_bag_alike(const plx_bag *a, const plx_bag *b) {
  double dot = 0;
  for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
    if (a->v[i].id == b->v[j].id) dot += (double)a->v[i++].weight * b->v[j++].weight;
    else if (a->v[i].id < b->v[j].id) i++;
    else j++;
  }
  if (dot <= 0) return 0;
  double least = a->norm < b->norm ? a->norm : b->norm, cosine = dot / a->norm / b->norm;
  double part = (a->n < b->n ? a->n : b->n) < SMALL_BAG ? 0 : 0.7 * dot / (least * least);
  return part > cosine ? (part > 1 ? 1 : part) : cosine;
}

uint32_t plx_bag_quoted(const plx_bag *a, const plx_bag *b) {
  uint32_t n = 0;
  for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
    if (a->v[i].id == b->v[j].id) {
      n += a->v[i].quoted + b->v[j].quoted;
      i++, j++;
    } else if (a->v[i].id < b->v[j].id) {
      i++;
    } else {
      j++;
    }
  }
  return n;
}
