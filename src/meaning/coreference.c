/* SPDX-License-Identifier: Apache-2.0 */
// First version: noun phrases of the table agents become mentions, one entity for each set of like phrases; pronouns
// take the nearest fitting entity, subjects first.
#include "meaning/coreference.h"

#include <stdlib.h>

#include "language/labels.h"
#include "tables.h"

#define LOOK_BACK 40 // mentions

struct plx_coreference {
  const plx_actors *actors;
};

typedef struct linker {
  const plx_coreference *m;
  plx_record *r;
  plx_arena *doc, *tmp;
  PLX_VEC(plx_mention) found; // nominals and pronouns, in order
} linker;

plx_coreference *plx_coreference_new(const plx_actors *actors, plx_arena *process) {
  plx_coreference *m = PLX_NEW(process, plx_coreference);
  m->actors = actors;
  return m;
}

static const plx_tok *tok(const linker *l, uint32_t i) {
  return &l->r->text.tok.v[i];
}

static bool heads_phrase(const plx_tok *t) {
  return t->upos == PLX_UPOS_NOUN && t->rel != PLX_REL_COMPOUND && t->rel != PLX_REL_FLAT && t->rel != PLX_REL_FIXED &&
         t->rel != PLX_REL_NMOD_DESC;
}

// The noun phrase around its head as far as it stands to the left, and "of …" to the right is left to others.
static uint32_t phrase_first(const linker *l, uint32_t head) {
  uint32_t first = head;
  while (first > 0) {
    const plx_tok *t = tok(l, first - 1);
    bool inside = t->head >= (int32_t)first - 1 && t->head <= (int32_t)head;
    if (!inside || t->rel == PLX_REL_CASE || t->upos == PLX_UPOS_VERB || t->rel == PLX_REL_CC ||
        t->rel == PLX_REL_MARK || t->rel == PLX_REL_COP || t->upos == PLX_UPOS_AUX ||
        plx_rel_universal(t->rel) == PLX_REL_NSUBJ)
      break;
    first--;
  }
  while (first < head && tok(l, first)->upos == PLX_UPOS_PUNCT) first++;
  return first;
}

static void find_mentions(linker *l) {
  for (uint32_t i = 0; i < l->r->text.tok.n; i++) {
    const plx_tok *t = tok(l, i);
    uint32_t first;
    bool pronoun =
        t->upos == PLX_UPOS_PRON && plx_str_in(t->lemma, "he she it they I we you his her its their him them");
    int row = pronoun || !heads_phrase(t) ? -1 : plx_actor_noun(l->m->actors, &l->r->text, i, &first);
    if ((!pronoun && row < 0) || plx_mention_over(l->r, i) != PLX_NONE) continue;
    plx_str kind = row < 0 ? (plx_str){0} : plx_cell(&plx_table_agents, row, PLX_AGENTS_KIND);
    if (row >= 0 && plx_str_eqz(kind, "thing")) continue;
    first = pronoun ? i : phrase_first(l, i);
    plx_mention *m = plx_vec_push(l->tmp, &l->found);
    *m = (plx_mention){.kind = pronoun ? PLX_MENTION_PRONOUN : PLX_MENTION_NOMINAL,
                       .span = plx_span_join(tok(l, first)->span, t->span),
                       .first = first,
                       .count = i - first + 1,
                       .head = i,
                       .entity = PLX_NONE};
  }
}

static plx_entity_type type_of(const linker *l, uint32_t head) {
  uint32_t first;
  int row = plx_actor_noun(l->m->actors, &l->r->text, head, &first);
  plx_str kind = row < 0 ? (plx_str){0} : plx_cell(&plx_table_agents, row, PLX_AGENTS_KIND);
  return plx_str_eqz(kind, "person") ? PLX_ENTITY_PER : plx_str_eqz(kind, "body") ? PLX_ENTITY_ORG : PLX_ENTITY_LOC;
}

static bool fits(plx_str pronoun, plx_entity_type type, bool plural) {
  if (plx_str_in(pronoun, "he she him her his")) return type == PLX_ENTITY_PER && !plural;
  if (plx_str_in(pronoun, "it its")) return type != PLX_ENTITY_PER && !plural;
  return plx_str_in(pronoun, "they them their") && (plural || type == PLX_ENTITY_ORG);
}

static bool is_plural(const linker *l, const plx_mention *m) {
  return plx_str_find(tok(l, m->head)->feats, PLX_STR("Number=Plur"), 0) >= 0 && m->kind != PLX_MENTION_NAME;
}

static int by_place(const void *a, const void *b) {
  const plx_mention *x = a, *y = b;
  if (x->span.at != y->span.at) return x->span.at < y->span.at ? -1 : 1;
  return x->span.n > y->span.n ? -1 : x->span.n < y->span.n;
}

static void new_entity(linker *l, plx_mention *m) {
  m->entity = l->r->entity.n;
  plx_entity *e = plx_vec_push(l->doc, &l->r->entity);
  *e = (plx_entity){.name = plx_span_str(l->r->text.bytes, m->span), .type = type_of(l, m->head)};
  e->actor = plx_actor_of_words(l->m->actors, l->r, m->head, l->doc);
  e->country = plx_actor_country(e->actor);
}

// all[at] is a pronoun: the nearest mention before it that fits.
static uint32_t antecedent(const linker *l, const plx_mention *all, uint32_t at) {
  for (uint32_t i = at; i-- > 0 && at - i < LOOK_BACK;)
    if (all[i].entity != PLX_NONE &&
        fits(tok(l, all[at].head)->lemma, l->r->entity.v[all[i].entity].type, is_plural(l, &all[i])))
      return all[i].entity;
  return PLX_NONE;
}

static void link_all(linker *l, plx_mention *all, uint32_t n) {
  plx_map like;
  plx_map_init(&like, l->tmp);
  for (uint32_t i = 0; i < n; i++) {
    plx_mention *m = &all[i];
    if (m->kind == PLX_MENTION_PRONOUN) m->entity = antecedent(l, all, i);
    if (m->kind != PLX_MENTION_NOMINAL) continue;
    bool definite = plx_str_in(tok(l, m->first)->lemma, "the this that these those its their");
    uint32_t *at = plx_map_put(&like, tok(l, m->head)->lemma);
    if (*at && definite && tok(l, m->head - (m->count > 1))->rel == PLX_REL_DET)
      m->entity = *at - 1;
    else
      new_entity(l, m);
    *at = m->entity + 1;
  }
}

// Mentions in order of the text, entities in order of their first.
static void write_back(linker *l, const plx_mention *all, uint32_t n) {
  uint32_t count = l->r->entity.n, *place = PLX_NEWS(l->tmp, uint32_t, count + 1); // new number + 1
  plx_entity *old = l->r->entity.v;
  l->r->mention.n = 0;
  l->r->entity.v = PLX_NEWS(l->doc, plx_entity, count + 1);
  l->r->entity.n = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t id = all[i].entity;
    if (id == PLX_NONE) continue;
    if (!place[id]) {
      place[id] = l->r->entity.n + 1;
      old[id].mentions.n = 0;
      l->r->entity.v[l->r->entity.n++] = old[id];
    }
    *plx_vec_push(l->doc, &l->r->entity.v[place[id] - 1].mentions) = l->r->mention.n;
    plx_mention *m = plx_vec_push(l->doc, &l->r->mention);
    *m = all[i];
    m->entity = place[id] - 1;
  }
  l->r->entity.cap = count + 1;
}

void plx_coreference_find(const plx_coreference *m, plx_record *r, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  linker l = {.m = m, .r = r, .doc = r->doc->arena, .tmp = tmp};
  find_mentions(&l);
  uint32_t n = r->mention.n + l.found.n;
  plx_mention *all = PLX_NEWS(tmp, plx_mention, n + 1);
  for (uint32_t i = 0; i < n; i++) all[i] = i < r->mention.n ? r->mention.v[i] : l.found.v[i - r->mention.n];
  qsort(all, n, sizeof *all, by_place);
  link_all(&l, all, n);
  write_back(&l, all, n);
  plx_arena_reset(tmp, mark);
}
