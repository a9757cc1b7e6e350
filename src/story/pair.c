/* SPDX-License-Identifier: Apache-2.0 */
#include "story/pair.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "language/labels.h"

enum { NEAR_SENTENCES = 1, DOCUMENT_TOKENS = 400 };

// --- one mention, made ready ---

static uint32_t hash_of(plx_str s) {
  uint32_t h = (uint32_t)plx_hash(s.p, s.n);
  return s.n ? (h ? h : 1) : 0;
}

// What an argument is called: its entity's key, else its lemma.
static uint32_t argument(const plx_side *s, uint32_t token, plx_arena *a) {
  if (token == PLX_NO_TOK) return 0;
  plx_str key = plx_side_key(s, token);
  if (key.n) return hash_of(key);
  const plx_tok *t = plx_tree_tok(&s->trees, token);
  return t->upos == PLX_UPOS_PRON ? 0 : hash_of(plx_str_lower(a, t->lemma));
}

// Of a noun: who did it is its possessor, what it was done to its "of" phrase.
static void find_arguments(const plx_side *s, plx_ready *r, plx_arena *a) {
  const plx_trees *t = &s->trees;
  if (r->upos == PLX_UPOS_NOUN || r->upos == PLX_UPOS_PROPN) {
    r->subject = argument(s, plx_tree_child(t, r->head, PLX_REL_NMOD_POSS), a);
    r->object = argument(s, plx_tree_child_any(t, r->head, PLX_REL_NMOD), a);
    if (!r->object) r->object = argument(s, plx_tree_child(t, r->head, PLX_REL_COMPOUND), a);
    return;
  }
  uint32_t agent = plx_tree_agent(t, r->head), object = plx_tree_object(t, r->head);
  r->subject = argument(s, agent == PLX_NO_TOK ? agent : plx_tree_antecedent(t, agent), a);
  r->object = argument(s, object, a);
}

static int rising(const void *x, const void *y) {
  const uint32_t *a = x, *b = y;
  return *a < *b ? -1 : *a > *b;
}

typedef PLX_VEC(uint32_t) hashes;

static void settle(hashes *h, uint32_t **v, uint32_t *n) {
  if (h->n) qsort(h->v, h->n, sizeof *h->v, rising);
  *v = h->v;
  for (uint32_t i = 0; i < h->n; i++)
    if (!*n || h->v[*n - 1] != h->v[i]) h->v[(*n)++] = h->v[i];
}

static void find_company(const plx_side *s, plx_ready *r, plx_arena *a) {
  const plx_sentence *se = &s->record->text.sentence.v[r->sentence];
  hashes names = {0}, numbers = {0}, times = {0};
  for (uint32_t i = se->first; i < se->first + se->count; i++) {
    const plx_tok *t = plx_tree_tok(&s->trees, i);
    plx_str key = plx_side_key(s, i);
    if (key.n) *plx_vec_push(a, &names) = hash_of(key);
    else if (t->upos == PLX_UPOS_PROPN) *plx_vec_push(a, &names) = hash_of(plx_str_lower(a, t->lemma));
    if (t->upos == PLX_UPOS_NUM) *plx_vec_push(a, &numbers) = hash_of(plx_str_lower(a, t->form));
  }
  for (uint32_t i = 0; i < s->record->time.n; i++)
    if (plx_span_overlap(s->record->time.v[i].span, se->span))
      *plx_vec_push(a, &times) = hash_of(s->record->time.v[i].value);
  settle(&names, &r->name, &r->names);
  settle(&numbers, &r->number, &r->numbers);
  settle(&times, &r->time, &r->times);
}

static plx_bag near_bag(plx_bagger *m, const plx_side *s, uint32_t sentence) {
  const plx_text *t = &s->record->text;
  uint32_t from = sentence < NEAR_SENTENCES ? 0 : sentence - NEAR_SENTENCES, to = sentence + NEAR_SENTENCES;
  if (to >= t->sentence.n) to = t->sentence.n - 1;
  uint32_t last = t->sentence.v[to].first + t->sentence.v[to].count - 1;
  return plx_bag_of(m, s, t->sentence.v[from].first, last, PLX_NO_TOK, false);
}

static void make_ready(plx_bagger *m, const plx_side *s, const plx_anchor *x, plx_ready *r) {
  const plx_tok *t = plx_tree_tok(&s->trees, x->head);
  const plx_sentence *se;
  uint32_t first, last;
  *r = (plx_ready){.record = x->record, .head = x->head, .sentence = s->trees.sentence[x->head], .span = x->span};
  plx_str lemma = plx_side_trigger(s, x->head, m->a);
  r->upos = t->upos;
  r->kin = plx_kin_of(lemma);
  r->rare = (float)plx_rarity(lemma);
  se = &s->record->text.sentence.v[r->sentence];
  plx_side_words(s, x->head, &first, &last);
  r->own = plx_bag_of(m, s, first, last, x->head, true);
  r->around = plx_bag_of(m, s, se->first, se->first + se->count - 1, x->head, false);
  r->near = near_bag(m, s, r->sentence);
  find_arguments(s, r, m->a);
  find_company(s, r, m->a);
}

static void count_lemmas(plx_pairs *p, plx_arena *a) {
  plx_map count;
  plx_map_init(&count, a);
  for (uint32_t i = 0; i < p->n; i++) ++*plx_map_put(&count, p->v[i].kin.lemma);
  for (uint32_t i = 0; i < p->n; i++) p->v[i].often = (float)log2(*plx_map_get(&count, p->v[i].kin.lemma));
}

void plx_pairs_of(const plx_record *const *records, uint32_t record_count, const plx_anchor *anchor, uint32_t n,
                  plx_arena *a, plx_pairs *out) {
  plx_bagger m;
  plx_bagger_init(&m, a);
  plx_side *side = PLX_NEWS(a, plx_side, record_count);
  *out = (plx_pairs){PLX_NEWS(a, plx_ready, n), n, PLX_NEWS(a, plx_bag, record_count)};
  for (uint32_t d = 0; d < record_count; d++) {
    uint32_t tokens = records[d]->text.tok.n;
    side[d] = plx_side_of(records[d], a);
    if (tokens)
      out->document[d] =
          plx_bag_of(&m, &side[d], 0, (tokens < DOCUMENT_TOKENS ? tokens : DOCUMENT_TOKENS) - 1, PLX_NO_TOK, false);
  }
  for (uint32_t i = 0; i < n; i++) make_ready(&m, &side[anchor[i].record], &anchor[i], &out->v[i]);
  for (uint32_t d = 0; d < record_count; d++) plx_bag_weigh(&m, &out->document[d]);
  for (uint32_t i = 0; i < n; i++) {
    plx_bag_weigh(&m, &out->v[i].own);
    plx_bag_weigh(&m, &out->v[i].around);
    plx_bag_weigh(&m, &out->v[i].near);
  }
  count_lemmas(out, a);
}

// --- pairs ---

static uint32_t shared(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb) {
  uint32_t n = 0;
  for (uint32_t i = 0, j = 0; i < na && j < nb;) {
    if (a[i] == b[j]) n++, i++, j++;
    else if (a[i] < b[j]) i++;
    else j++;
  }
  return n;
}

static float capped(uint32_t n) {
  return (n > 3 ? 3 : (float)n) / 3;
}

// The share of the shorter word that both begin with: "explosion", "explode"; 1 where one holds the other
// ("earthquake", "quake").
static float alike_in_form(plx_str a, plx_str b) {
  size_t n = 0, least = a.n < b.n ? a.n : b.n;
  while (n < least && a.p[n] == b.p[n]) n++;
  if (least < 4) return n == least && a.n == b.n;
  if (plx_str_find(a, b, 0) >= 0 || plx_str_find(b, a, 0) >= 0) return 1;
  return (float)n / (float)least;
}

bool plx_pair_possible(const plx_pairs *p, uint32_t i, uint32_t j) {
  const plx_ready *a = &p->v[i], *b = &p->v[j];
  if (plx_kin_score(&a->kin, &b->kin) > 0.2 || alike_in_form(a->kin.lemma, b->kin.lemma) > 0.6f) return true;
  return plx_bag_alike(&a->around, &b->around) > 0.25 && (a->subject == b->subject || a->object == b->object);
}

void plx_pair_features(const plx_pairs *p, uint32_t i, uint32_t j, float x[PLX_PAIR_FEATURES]) {
  const plx_ready *a = &p->v[i], *b = &p->v[j];
  bool same_document = a->record == b->record;
  double kin = plx_kin_score(&a->kin, &b->kin);
  float same = kin == 1 ? 1 : 0, own = (float)plx_bag_alike(&a->own, &b->own);
  float around = (float)plx_bag_alike(&a->around, &b->around), near = (float)plx_bag_alike(&a->near, &b->near);
  float document = same_document ? 1 : (float)plx_bag_alike(&p->document[a->record], &p->document[b->record]);
  float rare = (a->rare + b->rare) / 2;
  uint32_t names = shared(a->name, a->names, b->name, b->names), f = 0;
  uint32_t numbers = shared(a->number, a->numbers, b->number, b->numbers);
  uint32_t times = shared(a->time, a->times, b->time, b->times);
  uint32_t apart = a->sentence > b->sentence ? a->sentence - b->sentence : b->sentence - a->sentence;
  x[f++] = same;
  x[f++] = same ? 0 : (float)kin;
  x[f++] = own;
  x[f++] = around;
  x[f++] = near;
  x[f++] = document;
  x[f++] = same_document;
  x[f++] = same_document && !apart;
  x[f++] = same_document ? (apart > 8 ? 1 : (float)apart / 8) : 0;
  x[f++] = capped(names);
  x[f++] = !names && a->names && b->names;
  x[f++] = capped(numbers);
  x[f++] = !numbers && a->numbers && b->numbers;
  x[f++] = capped(times);
  x[f++] = !times && a->times && b->times;
  x[f++] = (a->upos == PLX_UPOS_VERB) == (b->upos == PLX_UPOS_VERB);
  x[f++] = rare;
  x[f++] = same * rare;
  x[f++] = a->subject && a->subject == b->subject;
  x[f++] = a->subject && b->subject && a->subject != b->subject;
  x[f++] = a->object && a->object == b->object;
  x[f++] = a->object && b->object && a->object != b->object;
  x[f++] = (a->subject && a->subject == b->object) || (a->object && a->object == b->subject);
  x[f++] = a->sentence < 2 && b->sentence < 2;
  x[f++] = (a->often + b->often) / 12;
  x[f++] = same * own;
  x[f++] = same * near;
  x[f++] = same * document;
  x[f++] = (float)kin * around;
  x[f++] = own * rare;
  x[f++] = same ? 0 : alike_in_form(a->kin.lemma, b->kin.lemma);
  x[f++] = (1 - same) * document * near;
}
