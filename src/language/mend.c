/* SPDX-License-Identifier: Apache-2.0 */
/* One sentence at a time: its root, the participle behind it, and the turning round of the two. */
#include "language/mend.h"

typedef struct sentence {
  const plx_model *m;
  plx_net_words *w;
  int32_t from, to;
} sentence;

static const plx_tag *tag_of(const sentence *s, int32_t i) {
  return &s->m->tag[s->w->tag[i]];
}

static bool has_child(const sentence *s, int32_t head, plx_rel rel, int32_t after) {
  for (int32_t i = after; i < s->to; i++)
    if (s->w->head[i] == head && s->w->rel[i] == rel) return true;
  return false;
}

// Not a predicate, not a noun behind a preposition: it could be a subject.
static bool plain_noun(const sentence *s, int32_t i) {
  plx_upos u = tag_of(s, i)->upos;
  return (u == PLX_UPOS_NOUN || u == PLX_UPOS_PROPN || u == PLX_UPOS_PRON) && !has_child(s, i, PLX_REL_COP, s->from) &&
         !has_child(s, i, PLX_REL_NSUBJ, s->from) && !has_child(s, i, PLX_REL_CASE, s->from);
}

static int32_t root_noun(const sentence *s) {
  for (int32_t i = s->from; i < s->to; i++)
    if (s->w->head[i] < 0) return plain_noun(s, i) ? i : -1;
  return -1;
}

static bool participle(const sentence *s, int32_t i) {
  plx_str x = tag_of(s, i)->xpos;
  return plx_str_eqz(x, "VBN") || plx_str_eqz(x, "VBD");
}

// The object of i: its own, or what was read as another name of the root with no comma between.
static int32_t object_of(const sentence *s, int32_t root, int32_t i) {
  const int32_t *head = s->w->head;
  const uint8_t *rel = s->w->rel;
  if (rel[i] != PLX_REL_ACL && rel[i] != PLX_REL_AMOD) return -1;
  for (int32_t o = i + 1; head[i] == root && o < s->to; o++)
    if (head[o] == i && rel[o] == PLX_REL_OBJ) return o;
  for (int32_t o = i + 1; i == root + 1 && o < s->to && tag_of(s, o)->upos != PLX_UPOS_PUNCT; o++)
    if (head[o] == root && rel[o] == PLX_REL_APPOS) return o;
  return -1;
}

static int32_t verb_behind(const sentence *s, int32_t root) {
  for (int32_t i = root + 1; i < s->to; i++)
    if (participle(s, i) && object_of(s, root, i) >= 0 && !has_child(s, i, PLX_REL_AUX, s->from)) return i;
  return -1;
}

static uint16_t past_tense(const sentence *s, int32_t verb) {
  for (uint32_t t = 0; t < s->m->tags; t++)
    if (s->m->tag[t].upos == PLX_UPOS_VERB && plx_str_eqz(s->m->tag[t].xpos, "VBD")) return (uint16_t)t;
  return s->w->tag[verb];
}

// What stood behind the verb, or before the noun with a preposition, belongs to the clause.
static void turn(const sentence *s, int32_t noun, int32_t verb) {
  int32_t object = object_of(s, noun, verb);
  s->w->head[object] = verb;
  s->w->rel[object] = PLX_REL_OBJ;
  for (int32_t i = s->from; i < s->to; i++) {
    if (s->w->head[i] != noun || i == verb) continue;
    bool nmod = s->w->rel[i] == PLX_REL_NMOD;
    if (i < verb && !(nmod && i < noun && has_child(s, i, PLX_REL_CASE, s->from))) continue;
    s->w->head[i] = verb;
    if (nmod) s->w->rel[i] = PLX_REL_OBL;
  }
  s->w->head[noun] = verb;
  s->w->rel[noun] = PLX_REL_NSUBJ;
  s->w->head[verb] = -1;
  s->w->rel[verb] = PLX_REL_ROOT;
  s->w->tag[verb] = past_tense(s, verb);
}

// spec: language.8
void plx_mend(const plx_model *m, plx_net_words *w) {
  sentence s = {.m = m, .w = w};
  for (uint32_t i = 0; i < w->sentences; i++) {
    s.from = i ? (int32_t)w->end[i - 1] : 0;
    s.to = (int32_t)w->end[i];
    int32_t noun = root_noun(&s), verb = noun < 0 ? -1 : verb_behind(&s, noun);
    if (verb >= 0) turn(&s, noun, verb);
  }
}
