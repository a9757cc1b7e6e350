/* SPDX-License-Identifier: Apache-2.0 */
// What a mention joins is decided once and never taken back: the text is read as a reader reads it.
#include "meaning/coreference.h"

#include <math.h>
#include <string.h>

#include "language/labels.h"
#include "meaning/weights_file.h"
#include "tables.h"

#define UNLIKELY (-8.0f) // log-probability of a type that a name or a telling pronoun does not have

enum { APART = 4 }; // mentions between a noun and the name beside it, at most

struct plx_coreference {
  const plx_actors *actors;
  const plx_mention_tables *tables;
  plx_weights type, link;
  bool there;
  float new_bias;
};

plx_coreference *plx_coreference_new(const plx_actors *actors, plx_arena *process) {
  plx_coreference *m = PLX_NEW(process, plx_coreference);
  m->actors = actors;
  m->tables = plx_mention_tables_new(actors, process);
  m->new_bias = (float)plx_param("coreference_new_bias");
  plx_str bytes = plx_weights_file(process, "coreference.bin");
  m->there = bytes.n && plx_weights_read(&m->type, &bytes, NULL) && plx_weights_read(&m->link, &bytes, NULL) &&
             m->type.outputs == PLX_TYPES && m->link.outputs == 1;
  return m;
}

// --- types ---

static void only(float type[PLX_TYPES], plx_entity_type t) {
  for (int i = 0; i < PLX_TYPES; i++) type[i] = i == (int)t ? 0 : UNLIKELY;
}

static void log_softmax(float *v) {
  float max = v[0], sum = 0;
  for (int i = 1; i < PLX_TYPES; i++) max = v[i] > max ? v[i] : max;
  for (int i = 0; i < PLX_TYPES; i++) sum += expf(v[i] - max);
  for (int i = 0; i < PLX_TYPES; i++) v[i] -= max + logf(sum);
}

void plx_coreference_types(const plx_weights *model, const plx_record *r, const plx_candidates *c,
                           float (*type)[PLX_TYPES]) {
  uint32_t feat[PLX_LINK_FEATURES_MAX];
  for (uint32_t i = 0; i < c->n; i++) {
    const plx_candidate *x = &c->v[i];
    plx_entity_type known;
    if (x->m.entity != PLX_NONE) only(type[i], r->entity.v[x->m.entity].type);
    else if (plx_form_type(x->form, &known)) only(type[i], known);
    else {
      plx_weights_score(model, feat, plx_type_features(r, x, feat), type[i]);
      log_softmax(type[i]);
    }
  }
}

// --- linking ---

static uint32_t best_cluster(const plx_coreference *m, const plx_linking *l, uint32_t i) {
  uint32_t option[PLX_LINK_OPTIONS_MAX], feat[PLX_LINK_FEATURES_MAX], best = PLX_NONE;
  float top, score;
  plx_weights_score(&m->link, feat, plx_link_features(l, i, PLX_NONE, feat), &top);
  top += m->new_bias;
  uint32_t n = plx_link_options(l, i, option);
  for (uint32_t k = 0; k < n; k++) {
    plx_weights_score(&m->link, feat, plx_link_features(l, i, option[k], feat), &score);
    if (score > top) {
      top = score;
      best = option[k];
    }
  }
  return best;
}

// spec: entity.15
// "The secretary of state, John Kerry", "John Kerry, the secretary of state": the person whom a name beside the noun, set
// off by commas, tells; PLX_NONE if there is none.  "The victims, Ann Lee and Bo Orr" is no such thing.
static uint32_t person_beside(const plx_linking *l, uint32_t i) {
  const plx_candidate *c = &l->c->v[i];
  const plx_tok *tok = l->r->text.tok.v;
  if (c->form != PLX_FORM_NOUN || c->kind != PLX_CLASS_PERSON || c->number == PLX_NUMBER_MANY) return PLX_NONE;
  for (uint32_t k = i > APART ? i - APART : 0; k <= i + APART && k < l->c->n; k++) {
    const plx_candidate *name = &l->c->v[k];
    if (name->m.entity == PLX_NONE || l->r->entity.v[name->m.entity].type != PLX_ENTITY_PER) continue;
    bool behind = tok[name->m.head].rel == PLX_REL_APPOS && tok[name->m.head].head == (int32_t)c->m.head;
    bool before = tok[c->m.head].rel == PLX_REL_APPOS && tok[c->m.head].head == (int32_t)name->m.head;
    if (behind || before) return name->m.entity;
  }
  return PLX_NONE;
}

// The cluster of a person, begun with what stands beside the name where the name has not come yet.
static uint32_t cluster_of(plx_linking *l, uint32_t i, uint32_t entity) {
  if (l->of_entity[entity] != PLX_NONE) return plx_link_add(l, i, l->of_entity[entity]);
  uint32_t k = plx_link_add(l, i, PLX_NONE);
  l->cluster.v[k].entity = entity;
  return l->of_entity[entity] = k;
}

static void link_all(const plx_coreference *m, plx_linking *l) {
  for (uint32_t i = 0; i < l->c->n; i++) {
    uint32_t entity = l->c->v[i].m.entity, beside = person_beside(l, i);
    uint32_t had = entity == PLX_NONE ? PLX_NONE : l->of_entity[entity];
    if (beside != PLX_NONE) cluster_of(l, i, beside);
    else plx_link_add(l, i, had != PLX_NONE ? had : best_cluster(m, l, i));
  }
}

// --- back into the record ---

static uint32_t best_type(const plx_cluster *k) {
  uint32_t best = 0;
  for (uint32_t t = 1; t < PLX_TYPES; t++)
    if (k->type[t] > k->type[best]) best = t;
  return best;
}

// Not a person, body or place, or a pronoun that nobody else shares.
static bool dropped(const plx_cluster *k) {
  if (k->entity != PLX_NONE) return false;
  bool worded = k->forms & (1u << PLX_FORM_NOUN);
  return best_type(k) == PLX_ENTITY_MISC || (!worded && k->size < 2);
}

// The first noun phrase of a cluster names it, else its first pronoun; the first phrase that tells a code gives it.
static plx_entity from_nouns(const plx_coreference *m, const plx_linking *l, uint32_t id) {
  const plx_cluster *k = &l->cluster.v[id];
  plx_entity e = {.type = (plx_entity_type)best_type(k)};
  for (uint32_t i = k->first; i <= k->last; i++) {
    const plx_candidate *c = &l->c->v[i];
    if (l->of[i] != id || (c->form != PLX_FORM_NOUN && e.name.n)) continue;
    bool better = c->form == PLX_FORM_NOUN && (!e.name.n || !(k->forms & (1u << PLX_FORM_NOUN)) || i == k->first);
    if (!e.name.n || better) e.name = plx_span_str(l->r->text.bytes, c->m.span);
    if (c->form != PLX_FORM_NOUN) continue;
    plx_str code = plx_actor_of_words(m->actors, l->r, c->m.head, l->r->doc->arena);
    if (!e.actor.n || (plx_actor_country(code).n && !plx_actor_country(e.actor).n)) e.actor = code;
  }
  e.country = plx_actor_country(e.actor);
  return e;
}

// Mentions in order of the text, entities in order of their first.
static void write_back(const plx_coreference *m, plx_linking *l, plx_record *r) {
  plx_arena *doc = r->doc->arena;
  uint32_t *number = PLX_NEWS(l->tmp, uint32_t, l->cluster.n + 1); // of the entity, + 1
  plx_entity *fresh = PLX_NEWS(doc, plx_entity, l->cluster.n + 1);
  plx_mention *mention = PLX_NEWS(doc, plx_mention, l->c->n + 1);
  uint32_t entities = 0, mentions = 0;
  for (uint32_t k = 0; k < l->cluster.n; k++) { // clusters are in order of their first mention
    if (dropped(&l->cluster.v[k])) continue;
    uint32_t named = l->cluster.v[k].entity;
    fresh[entities] = named != PLX_NONE ? r->entity.v[named] : from_nouns(m, l, k);
    fresh[entities].mentions.n = 0;
    number[k] = ++entities;
  }
  for (uint32_t i = 0; i < l->c->n; i++) {
    uint32_t id = number[l->of[i]];
    if (!id) continue;
    mention[mentions] = l->c->v[i].m;
    mention[mentions].entity = id - 1;
    *plx_vec_push(doc, &fresh[id - 1].mentions) = mentions++;
  }
  r->entity.v = fresh;
  r->entity.n = entities;
  r->entity.cap = l->cluster.n + 1;
  r->mention.v = mention;
  r->mention.n = mentions;
  r->mention.cap = l->c->n + 1;
}

void plx_coreference_find(const plx_coreference *m, plx_record *r, plx_arena *tmp) {
  if (!m->there) return;
  plx_mark mark = plx_arena_mark(tmp);
  plx_candidates c = {0};
  plx_mentions_find(m->tables, r, tmp, &c);
  plx_linking l = plx_linking_of(r, &c, tmp);
  plx_coreference_types(&m->type, r, &c, l.type);
  link_all(m, &l);
  write_back(m, &l, r);
  plx_arena_reset(tmp, mark);
}
