/* SPDX-License-Identifier: Apache-2.0 */
// Features are small facts crossed with the form of the mention: recency matters much to "it" and little to a name.
#include "meaning/linking.h"

#include <string.h>

#include "language/labels.h"

typedef struct bag {
  uint32_t *feat, n;
} bag;

static void put(bag *b, uint32_t kind, uint32_t value) {
  if (b->n < PLX_LINK_FEATURES_MAX) b->feat[b->n++] = plx_feat(kind, value);
}
static void put2(bag *b, uint32_t kind, uint32_t x, uint32_t y) {
  if (b->n < PLX_LINK_FEATURES_MAX) b->feat[b->n++] = plx_feat2(kind, x, y);
}
static void put3(bag *b, uint32_t kind, uint32_t x, uint32_t y, uint32_t z) {
  if (b->n < PLX_LINK_FEATURES_MAX) b->feat[b->n++] = plx_feat3(kind, x, y, z);
}

static uint32_t bucket(uint32_t n) {
  return n < 4 ? n : n < 6 ? 4 : n < 10 ? 5 : n < 20 ? 6 : n < 40 ? 7 : 8;
}

// --- state ---

plx_linking plx_linking_of(const plx_record *r, const plx_candidates *c, plx_arena *tmp) {
  plx_linking l = {.r = r, .c = c, .tmp = tmp};
  l.type = plx_arena_array(tmp, c->n + 1, sizeof *l.type);
  l.recent = PLX_NEWS(tmp, uint32_t, c->n + 1);
  l.of = PLX_NEWS(tmp, uint32_t, c->n + 1);
  l.of_entity = PLX_NEWS(tmp, uint32_t, r->entity.n + 1);
  for (uint32_t i = 0; i < c->n; i++) l.of[i] = PLX_NONE;
  for (uint32_t i = 0; i < r->entity.n; i++) l.of_entity[i] = PLX_NONE;
  return l;
}

static void touch(plx_linking *l, uint32_t k) {
  uint32_t at = l->recents;
  while (at > 0 && l->recent[at - 1] != k) at--;
  if (at == 0) l->recent[l->recents++] = k;
  else {
    memmove(l->recent + at - 1, l->recent + at, (l->recents - at) * sizeof *l->recent);
    l->recent[l->recents - 1] = k;
  }
}

static void add_head(plx_cluster *k, const plx_candidate *c) {
  if (c->form > PLX_FORM_NOUN) return;
  for (uint32_t i = 0; i < k->heads; i++)
    if (k->head[i] == c->lemma && k->words[i] == c->words) return;
  uint32_t at = k->heads < PLX_CLUSTER_HEADS_MAX ? k->heads++ : PLX_CLUSTER_HEADS_MAX - 1;
  k->head[at] = c->lemma;
  k->words[at] = c->words;
}

uint32_t plx_link_add(plx_linking *l, uint32_t i, uint32_t k) {
  const plx_candidate *c = &l->c->v[i];
  if (k == PLX_NONE) {
    k = l->cluster.n;
    *plx_vec_push(l->tmp, &l->cluster) = (plx_cluster){.first = i, .entity = PLX_NONE};
  }
  plx_cluster *x = &l->cluster.v[k];
  x->last = i;
  x->size++;
  x->forms |= 1u << c->form;
  add_head(x, c);
  if (c->sort) x->sort = c->sort;
  if (c->country && !x->country) x->country = c->country;
  if (c->gender != PLX_GENDER_NONE) x->gender = c->gender;
  if (c->number != PLX_NUMBER_NONE && (x->number == PLX_NUMBER_NONE || c->form == PLX_FORM_NAME)) x->number = c->number;
  for (int t = 0; t < PLX_TYPES; t++) x->type[t] += l->type[i][t];
  if (c->m.entity != PLX_NONE) {
    x->entity = c->m.entity;
    l->of_entity[c->m.entity] = k;
  }
  l->of[i] = k;
  touch(l, k);
  return k;
}

// spec: entity.14
// "The Russian foreign minister" is no secretary of state of the United States.
static bool countries_clash(const plx_candidate *c, const plx_cluster *k) {
  return c->country && k->country && c->country != k->country;
}

uint32_t plx_link_options(const plx_linking *l, uint32_t i, uint32_t out[PLX_LINK_OPTIONS_MAX]) {
  const plx_candidate *c = &l->c->v[i];
  uint32_t n = 0, reach = c->form == PLX_FORM_NOUN || c->form == PLX_FORM_NAME ? 400 : 60;
  for (uint32_t at = l->recents; at-- > 0 && l->recents - at <= reach && n < PLX_LINK_OPTIONS_MAX;) {
    const plx_cluster *k = &l->cluster.v[l->recent[at]];
    bool near = l->recents - at <= 30, like = false;
    if (c->m.entity != PLX_NONE && k->entity != PLX_NONE) continue; // two names are joined elsewhere
    if (countries_clash(c, k)) continue;
    for (uint32_t h = 0; h < k->heads && !near && !like; h++) like = k->head[h] == c->lemma;
    if (near || like || c->form > PLX_FORM_NOUN) out[n++] = l->recent[at];
  }
  return n;
}

// --- pairs ---

static uint32_t best_type(const plx_cluster *k) {
  uint32_t best = 0;
  for (uint32_t t = 1; t < PLX_TYPES; t++)
    if (k->type[t] > k->type[best]) best = t;
  return best;
}

// 0 none, 1 head of a noun, 2 last word of the name, 3 all words
static uint32_t head_match(const plx_linking *l, const plx_candidate *c, const plx_cluster *k) {
  uint32_t match = 0;
  for (uint32_t h = 0; h < k->heads; h++) {
    if (k->words[h] == c->words) return 3;
    if (k->head[h] == c->lemma) match = k->entity != PLX_NONE && !match ? 2 : 1;
  }
  (void)l;
  return match;
}

static uint32_t rank_of(const plx_linking *l, uint32_t k) {
  for (uint32_t at = l->recents; at-- > 0;)
    if (l->recent[at] == k) return l->recents - 1 - at;
  return l->recents;
}

// Does one mention stand inside the other: "his" in "his counterpart"?  0 no, 1 yes
static uint32_t nested(const plx_candidate *a, const plx_candidate *b) {
  return plx_span_overlap(a->m.span, b->m.span) > 0;
}

static void pair_features(const plx_linking *l, const plx_candidate *c, uint32_t id, bag *b) {
  const plx_cluster *k = &l->cluster.v[id];
  const plx_candidate *a = &l->c->v[k->last];
  uint32_t f = c->form, type = best_type(k), named = k->entity != PLX_NONE;
  uint32_t gap = c->sentence - a->sentence, rank = bucket(rank_of(l, id)), match = head_match(l, c, k);
  uint32_t gender = c->gender != PLX_GENDER_NONE && k->gender != PLX_GENDER_NONE ? 1 + (c->gender == k->gender) : 0;
  uint32_t number = c->number != PLX_NUMBER_NONE && k->number != PLX_NUMBER_NONE ? 1 + (c->number == k->number) : 0;
  uint32_t same_form = (k->forms >> f) & 1;
  put2(b, 1, f, rank);
  put3(b, 2, f, bucket(gap), a->form);
  put3(b, 3, f, type, number);
  put3(b, 4, f, type, gender);
  put3(b, 5, f, a->form, c->in * 16 + a->in);
  put3(b, 6, f, named, bucket(k->size));
  put3(b, 7, f, same_form, bucket(gap));
  put3(b, 8, f, a->in, gap == 0 ? 0 : gap == 1 ? 1 : 2);
  put3(b, 9, f, type, rank);
  put3(b, 10, f, c->quoted * 4u + a->quoted * 2u + (a->block == c->block), a->form);
  put3(b, 11, f, nested(c, a), a->form);
  put3(b, 12, f, a->says * 2u + c->quoted, gap < 2 ? gap : 2);
  put3(b, 13, c->lemma, type, named);
  put3(b, 14, f, k->heads ? k->head[0] : 0, same_form);
  put3(b, 15, f, number, k->number * 4u + c->number);
  put3(b, 16, f, a->form, type * 2 + named);
  put3(b, 34, c->lemma, k->sort, named);
  put3(b, 35, f, k->sort, c->kind);
  put3(b, 36, f, c->country && k->country ? 1 + (c->country == k->country) : 0, type * 2 + named);
  if (c->governor == a->m.head || a->governor == c->m.head) put3(b, 17, f, a->form, c->in * 16 + a->in);
  if (c->governor != PLX_NONE && c->governor == a->governor) put3(b, 18, f, a->form, c->in * 16 + a->in);
  if (f == PLX_FORM_NOUN || f == PLX_FORM_NAME) {
    put3(b, 20, f, match, c->det);
    put3(b, 21, match, c->det * 4u + (c->modifiers < 3 ? c->modifiers : 3), a->form);
    put3(b, 22, match, type, bucket(gap));
    put3(b, 23, match, c->kind, type);
    put3(b, 24, match, number, c->det);
    put3(b, 25, match, rank, c->det);
    put3(b, 26, match > 0, c->lemma, c->det);
    if (k->heads) put3(b, 27, c->lemma, k->head[0], named);
    if (k->heads > 1) put3(b, 27, c->lemma, k->head[1], named);
    put3(b, 28, c->det, c->kind, type * 2 + named);
    put3(b, 29, c->det, a->det, match);
  } else {
    put3(b, 30, c->lemma, k->heads ? k->head[0] : 0, type);
    put3(b, 31, f, gender * 4 + number, rank);
    put3(b, 32, f, gender * 4 + number, type * 2 + named);
    put3(b, 33, f, a->in * 16 + c->in, rank);
  }
}

static void new_features(const plx_linking *l, uint32_t i, bag *b) {
  const plx_candidate *c = &l->c->v[i];
  uint32_t f = c->form, seen = 0, type = 0;
  for (uint32_t t = 1; t < PLX_TYPES; t++)
    if (l->type[i][t] > l->type[i][type]) type = t;
  for (uint32_t k = 0; k < l->cluster.n && seen < 3; k++) {
    uint32_t m = head_match(l, c, &l->cluster.v[k]);
    seen = m > seen ? m : seen;
  }
  put(b, 40, f);
  put2(b, 41, f, c->det);
  put3(b, 42, f, seen, c->det);
  put2(b, 43, c->lemma, c->det);
  put3(b, 44, f, c->in, c->det);
  put3(b, 45, f, bucket(c->sentence), c->det);
  put3(b, 46, f, type, c->det);
  put3(b, 47, seen, c->modifiers < 3 ? c->modifiers : 3, c->det);
  put3(b, 48, f, c->quoted, seen);
  put2(b, 49, f, c->lemma);
  put3(b, 50, seen, c->number, type);
  put3(b, 51, f, l->cluster.n == 0, c->number);
  put3(b, 52, c->kind, seen, c->det);
}

uint32_t plx_link_features(const plx_linking *l, uint32_t i, uint32_t k, uint32_t feat[PLX_LINK_FEATURES_MAX]) {
  bag b = {feat, 0};
  if (k == PLX_NONE) new_features(l, i, &b);
  else pair_features(l, &l->c->v[i], k, &b);
  return b.n;
}

// --- types ---

bool plx_form_type(plx_form f, plx_entity_type *type) {
  *type = PLX_ENTITY_PER;
  if (f == PLX_FORM_HERE) *type = PLX_ENTITY_LOC;
  return f == PLX_FORM_I || f == PLX_FORM_YOU || f == PLX_FORM_HE || f == PLX_FORM_SHE || f == PLX_FORM_WE ||
         f == PLX_FORM_HERE;
}

static uint32_t ending(plx_str s, size_t n) {
  uint32_t h = 7;
  for (size_t i = s.n > n ? s.n - n : 0; i < s.n; i++) h = h * 31 + (uint8_t)s.p[i];
  return h;
}

uint32_t plx_type_features(const plx_record *r, const plx_candidate *c, uint32_t feat[PLX_LINK_FEATURES_MAX]) {
  bag b = {feat, 0};
  const plx_tok *head = &r->text.tok.v[c->m.head];
  put(&b, 60, c->form);
  put(&b, 61, c->lemma);
  put2(&b, 62, c->lemma, c->number);
  put2(&b, 63, c->kind, c->number);
  put2(&b, 64, c->kind, c->in);
  put2(&b, 65, ending(head->lemma, 3), c->kind);
  put2(&b, 66, ending(head->lemma, 4), 0);
  put2(&b, 67, c->det, c->kind);
  put3(&b, 68, c->det, c->in, c->number);
  put2(&b, 69, head->upos, head->rel);
  put2(&b, 70, head->upos, c->modifiers < 3 ? c->modifiers : 3);
  put2(&b, 71, head->ner, c->kind);
  put2(&b, 72, c->lemma, c->in);
  if (c->governor != PLX_NONE) {
    const plx_tok *g = &r->text.tok.v[c->governor];
    put2(&b, 73, ending(g->lemma, 12), c->in);
    put3(&b, 74, ending(g->lemma, 12), c->in, c->kind);
  }
  if (c->m.head > c->m.first) put2(&b, 75, ending(r->text.tok.v[c->m.head - 1].lemma, 12), c->kind);
  if (c->m.first > 0) put3(&b, 76, ending(r->text.tok.v[c->m.first - 1].lemma, 12), c->in, c->kind);
  return b.n;
}
