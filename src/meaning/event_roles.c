/* SPDX-License-Identifier: Apache-2.0 */
/* A role is looked for in a fixed order and the first answer stands, so what a row of events.tsv says is what happens. */
#include "meaning/event_roles.h"

static plx_rel universal_at(const plx_event_view *v, uint32_t i) {
  return plx_rel_universal((plx_rel)plx_tree_tok(v->t, i)->rel);
}

static void add_phrase(plx_event_view *v, uint32_t head, plx_roles *out, plx_arena *doc) {
  plx_role parts[PLX_ACTOR_PARTS];
  uint32_t n = v->actors ? plx_actor_roles(v->actors, v->r, head, parts, doc) : 0;
  if (n == 0) {
    parts[0] = (plx_role){.span = plx_tree_np(v->t, head, PLX_NP_OF), .entity = PLX_NONE};
    n = 1;
  }
  for (uint32_t i = 0; i < n && out->n < PLX_ROLES_MAX; i++) {
    out->known |= parts[i].actor.n > 0;
    out->role[out->n++] = parts[i];
  }
}

// May an actor be looked for below this child of a phrase that is none itself?
static bool inside_phrase(const plx_event_view *v, uint32_t c) {
  switch (universal_at(v, c)) {
  case PLX_REL_NMOD:
  case PLX_REL_AMOD:
  case PLX_REL_COMPOUND:
  case PLX_REL_FLAT:
  case PLX_REL_APPOS: return true;
  default: return false;
  }
}

#define PHRASE_DEPTH 3

static uint32_t actor_inside(plx_event_view *v, uint32_t head, int depth) {
  if (plx_event_known(v, head)) return head;
  if (depth == 0) return PLX_NO_TOK;
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, head, k)) != PLX_NO_TOK; k++) {
    if (!inside_phrase(v, c)) continue;
    uint32_t found = actor_inside(v, c, depth - 1);
    if (found != PLX_NO_TOK) return found;
  }
  return PLX_NO_TOK;
}

// A clause in a slot ("accused of killing") is no actor; a noun or a pronoun may be.
static bool can_act(const plx_event_view *v, uint32_t tok) {
  uint8_t u = plx_tree_tok(v->t, tok)->upos;
  return u == PLX_UPOS_NOUN || u == PLX_UPOS_PROPN || u == PLX_UPOS_PRON || u == PLX_UPOS_ADJ || u == PLX_UPOS_NUM ||
         u == PLX_UPOS_DET || u == PLX_UPOS_SYM;
}

static bool is_time(const plx_event_view *v, uint32_t tok) {
  for (uint32_t i = 0; i < v->r->time.n; i++)
    if (v->r->time.v[i].head == tok) return true;
  return false;
}

// Adds what the token names; returns true if that is a known actor.
static bool take(plx_event_view *v, uint32_t tok, uint32_t act, plx_roles *out, plx_arena *doc) {
  if (tok == act || !can_act(v, tok) || is_time(v, tok)) return false;
  uint32_t known = actor_inside(v, tok, PHRASE_DEPTH);
  if (known == PLX_NO_TOK && out->n > 0) return false; // one phrase without a code is enough
  plx_roles fresh = {0};
  add_phrase(v, known == PLX_NO_TOK ? tok : known, &fresh, doc);
  if (!fresh.known && out->n > 0) return false;
  if (fresh.known && !out->known) out->n = 0; // a known actor takes the place of an unknown phrase
  for (uint32_t i = 0; i < fresh.n && out->n < PLX_ROLES_MAX; i++) out->role[out->n++] = fresh.role[i];
  out->known |= fresh.known;
  return fresh.known;
}

static bool same_actor(const plx_roles *a, const plx_roles *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t k = 0; k < b->n; k++) {
      if (a->role[i].entity != PLX_NONE && a->role[i].entity == b->role[k].entity) return true;
      if (plx_span_overlap(a->role[i].span, b->role[k].span)) return true;
    }
  return false;
}

static void fill(plx_event_view *v, uint32_t tok, const plx_slot *slot, uint32_t slots, const plx_roles *other, int depth,
                 plx_roles *out, plx_arena *doc);

// Whom the governed act is about: its own subject, if that is somebody else, or whom it is done to.
static void fill_inner(plx_event_view *v, uint32_t inner, const plx_roles *other, int depth, plx_roles *out,
                       plx_arena *doc) {
  const plx_act *a = plx_event_act(v, inner);
  if (!a->row || depth == 0) return;
  plx_roles found = {0};
  plx_slot own[] = {{PLX_SLOT_SUBJ, PLX_EVENT_WORD_NONE}};
  if (plx_tree_child_any(v->t, inner, PLX_REL_NSUBJ) != PLX_NO_TOK) fill(v, inner, own, 1, other, depth - 1, &found, doc);
  if (!found.known || same_actor(&found, other)) {
    found = (plx_roles){0};
    fill(v, inner, a->row->target, a->row->targets, other, depth - 1, &found, doc);
  }
  if (!found.known) fill(v, inner, a->row->source, a->row->sources, other, depth - 1, &found, doc);
  if (found.n && (found.known || out->n == 0) && !same_actor(&found, other)) *out = found;
}

static void fill(plx_event_view *v, uint32_t tok, const plx_slot *slot, uint32_t slots, const plx_roles *other, int depth,
                 plx_roles *out, plx_arena *doc) {
  for (uint32_t s = 0; s < slots && !out->known; s++) {
    if (slot[s].kind == PLX_SLOT_INNER) {
      uint32_t inner = plx_event_act(v, tok)->inner;
      if (inner != PLX_NO_TOK) fill_inner(v, inner, other, depth, out, doc);
      continue;
    }
    uint32_t found[PLX_SLOT_TOKENS];
    uint32_t n = plx_event_slot_tokens(v, tok, slot[s], found, PLX_SLOT_TOKENS);
    for (uint32_t i = 0; i < n; i++) {
      plx_roles fresh = {0};
      take(v, found[i], tok, &fresh, doc);
      if (fresh.n == 0 || (other && same_actor(&fresh, other)) || (!fresh.known && out->n > 0)) continue;
      if (slot[s].kind == PLX_SLOT_MOD && !fresh.known) continue; // "heavy strikes": no one
      if (fresh.known && !out->known) out->n = 0;
      for (uint32_t k = 0; k < fresh.n && out->n < PLX_ROLES_MAX; k++) out->role[out->n++] = fresh.role[k];
      out->known |= fresh.known;
    }
  }
}

void plx_event_roles(plx_event_view *v, uint32_t tok, plx_roles *source, plx_roles *target, plx_arena *doc) {
  static const plx_slot subject[] = {{PLX_SLOT_SUBJ, PLX_EVENT_WORD_NONE}}, object[] = {{PLX_SLOT_OBJ, PLX_EVENT_WORD_NONE}};
  const plx_event_row *row = plx_event_act(v, tok)->row;
  *source = *target = (plx_roles){0};
  if (!row) { // a predicate that no row knows
    fill(v, tok, subject, 1, target, 3, source, doc);
    fill(v, tok, object, 1, source, 3, target, doc);
    return;
  }
  fill(v, tok, row->source, row->sources, target, 3, source, doc);
  fill(v, tok, row->target, row->targets, source, 3, target, doc);
}

void plx_event_sayer(plx_event_view *v, uint32_t tok, plx_roles *out, plx_arena *doc) {
  static const plx_slot sayer[] = {{PLX_SLOT_SAYER, PLX_EVENT_WORD_NONE}};
  *out = (plx_roles){0};
  fill(v, tok, sayer, 1, NULL, 1, out, doc);
}
