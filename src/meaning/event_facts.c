/* SPDX-License-Identifier: Apache-2.0 */
/* A date is the most wanted field of an event and the easiest to get wrong, so the rules are narrow: the time stands in
 * the trigger's own clause, or in the clause that governs it without a finite verb between. */
#include "meaning/event_facts.h"

#include <string.h>

static plx_rel universal_at(const plx_event_view *v, uint32_t i) {
  return plx_rel_universal((plx_rel)plx_tree_tok(v->t, i)->rel);
}

// --- time ---

// How many clause borders an event at `tok` may reach over to the clause `top`; UINT32_MAX: not at all.
static uint32_t clause_steps(const plx_event_view *v, uint32_t tok, uint32_t top) {
  uint32_t c = plx_tree_clause(v->t, tok);
  for (uint32_t steps = 0; steps < 4 && c != PLX_NO_TOK; steps++) {
    if (c == top) return steps;
    plx_rel r = universal_at(v, c);
    bool joined = r == PLX_REL_XCOMP || r == PLX_REL_CONJ || r == PLX_REL_ADVCL || r == PLX_REL_ACL;
    if (!joined || plx_tree_tok(v->t, c)->rel == PLX_REL_ACL_RELCL) return UINT32_MAX;
    uint32_t h = plx_tree_head(v->t, c);
    if (h == PLX_NO_TOK) return UINT32_MAX;
    c = plx_tree_clause(v->t, h);
  }
  return UINT32_MAX;
}

static bool is_point(const plx_time *t) {
  bool word = plx_str_in(t->value, "PRESENT_REF PAST_REF FUTURE_REF") || t->value.n == 0;
  return (t->type == PLX_TIME_DATE || t->type == PLX_TIME_TIME) && !word && t->value.p[0] != 'T' &&
         t->value.p[0] != 'X';
}

// "The collapse of 19 September led to": a time inside the subject is the subject's, not the verb's.
static bool inside_subject(const plx_event_view *v, uint32_t time_head, uint32_t tok) {
  uint32_t i = time_head;
  for (int left = 12; i != PLX_NO_TOK && left > 0 && !plx_tree_heads_clause(v->t, i); left--) {
    if (universal_at(v, i) == PLX_REL_NSUBJ) return !plx_tree_under(v->t, tok, i);
    i = plx_tree_head(v->t, i);
  }
  return false;
}

static uint32_t distance(uint32_t a, uint32_t b) {
  return a > b ? a - b : b - a;
}

static uint32_t time_of(const plx_event_view *v, uint32_t tok) {
  uint32_t best = PLX_NONE, best_cost = UINT32_MAX;
  for (uint32_t i = 0; i < v->r->time.n; i++) {
    const plx_time *t = &v->r->time.v[i];
    if (t->head >= v->t->n || v->t->sentence[t->head] != v->t->sentence[tok] || !is_point(t)) continue;
    uint32_t steps = plx_tree_under(v->t, t->head, tok) ? 0 : clause_steps(v, tok, plx_tree_clause(v->t, t->head));
    if (plx_tree_under(v->t, t->head, tok) && plx_tree_clause(v->t, t->head) != plx_tree_clause(v->t, tok)) continue;
    if (steps == UINT32_MAX || inside_subject(v, t->head, tok)) continue;
    uint32_t cost = steps * 1000 + distance(t->head, tok);
    if (cost < best_cost) {
      best_cost = cost;
      best = i;
    }
  }
  return best;
}

// The day of a time: "2016-09-28TMO" happened on 2016-09-28.
static plx_str day_of(plx_str value) {
  size_t n = 0;
  while (n < value.n && value.p[n] != 'T') n++;
  return (plx_str){value.p, n};
}

// --- place ---

static bool is_place(const plx_event_view *v, uint32_t entity) {
  return entity != PLX_NONE && v->r->entity.v[entity].type == PLX_ENTITY_LOC;
}

static uint32_t entity_at(const plx_event_view *v, uint32_t tok) {
  for (uint32_t i = 0; i < v->r->mention.n; i++)
    if (v->r->mention.v[i].head == tok) return v->r->mention.v[i].entity;
  return PLX_NONE;
}

static uint32_t place_in_phrase(const plx_event_view *v, uint32_t head, int depth) {
  uint32_t e = entity_at(v, head);
  if (is_place(v, e)) return e;
  for (uint32_t k = 0, c; depth > 0 && (c = plx_tree_kid(v->t, head, k)) != PLX_NO_TOK; k++) {
    plx_rel r = universal_at(v, c);
    if (r != PLX_REL_NMOD && r != PLX_REL_COMPOUND && r != PLX_REL_AMOD && r != PLX_REL_FLAT) continue;
    e = place_in_phrase(v, c, depth - 1);
    if (e != PLX_NONE) return e;
  }
  return PLX_NONE;
}

static uint32_t place_by_preposition(const plx_event_view *v, uint32_t tok, const char *markers) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++) {
    plx_rel r = universal_at(v, c);
    if (r != PLX_REL_OBL && r != PLX_REL_NMOD) continue;
    uint32_t m = plx_tree_marker(v->t, c);
    if (m == PLX_NO_TOK || !plx_tree_lemma_is(v->t, m, markers)) continue;
    uint32_t e = place_in_phrase(v, c, 2);
    if (e != PLX_NONE) return e;
  }
  return PLX_NONE;
}

// A bomb falls on its target's place, a sanction does not: what is struck is a place only for force (CAMEO 15, 18 to 20).
static bool strikes(plx_str cameo) {
  return cameo.n > 1 && (plx_str_in(plx_str_sub(cameo, 0, 2), "15 18 19 20") || plx_str_eqz(cameo, "042"));
}

static uint32_t place_of(const plx_event_view *v, const plx_event *e) {
  const char *markers =
      strikes(e->cameo) ? "in at near outside inside around across on into over to" : "in at near outside inside";
  uint32_t tok = e->head, place = place_by_preposition(v, tok, markers);
  uint32_t object = plx_tree_object(v->t, tok), support = plx_event_support(v, tok);
  if (place == PLX_NONE && object != PLX_NO_TOK) place = place_by_preposition(v, object, markers);
  if (place == PLX_NONE && object != PLX_NO_TOK && strikes(e->cameo)) place = place_in_phrase(v, object, 2);
  if (place == PLX_NONE && support != PLX_NO_TOK) place = place_by_preposition(v, support, markers);
  return place;
}

// --- who told it ---

static uint32_t statement_of(const plx_event_view *v, plx_span trigger) {
  uint32_t best = PLX_NONE, best_bytes = UINT32_MAX;
  for (uint32_t i = 0; i < v->r->statement.n; i++) {
    const plx_statement *s = &v->r->statement.v[i];
    uint32_t bytes = 0;
    bool holds = false;
    for (uint32_t k = 0; k < s->content.n; k++) {
      bytes += s->content.v[k].n;
      holds |= plx_span_holds(s->content.v[k], trigger);
    }
    if (holds && bytes < best_bytes) {
      best_bytes = bytes;
      best = i;
    }
  }
  return best;
}

// --- how many ---

static void link_figures(const plx_event_view *v, plx_event *e, uint32_t index, plx_arena *doc) {
  uint32_t clause = plx_tree_clause(v->t, e->head);
  for (uint32_t i = 0; i < v->r->figure.n; i++) {
    plx_figure *f = &v->r->figure.v[i];
    if (f->head >= v->t->n || v->t->sentence[f->head] != v->t->sentence[e->head]) continue;
    bool under = plx_tree_under(v->t, f->head, e->head);
    if (!under && plx_tree_clause(v->t, f->head) != clause) continue;
    *(uint32_t *)plx_vec_push(doc, &e->figures) = i;
    if (f->event == PLX_NONE || under) f->event = index;
  }
}

// "Crowds in Monrovia": people of no named country belong to the place of what they do.  Not where officials meet: those
// have travelled.
static void settle_roles(const plx_event_view *v, plx_event *e, plx_arena *doc) {
  if (e->place == PLX_NONE || plx_str_starts(e->cameo, PLX_STR("04"))) return;
  plx_str country = v->r->entity.v[e->place].country;
  plx_role *role[2] = {e->source.v, e->target.v};
  uint32_t n[2] = {e->source.n, e->target.n};
  for (int side = 0; side < 2 && country.n; side++)
    for (uint32_t i = 0; i < n[side]; i++)
      if (plx_str_in(role[side][i].actor, "CVL COP OPP REB EDU LAB CRM REF MED"))
        role[side][i].actor = plx_str_fmt(doc, "%.*s %.*s", PLX_FMT(country), PLX_FMT(role[side][i].actor));
}

// Force at a place that says no more of whom it struck is done to the place.
static void strike_place(const plx_event_view *v, plx_event *e, plx_arena *doc) {
  if (e->target.n || e->place == PLX_NONE || e->cameo.n < 2 ||
      !plx_str_in(plx_str_sub(e->cameo, 0, 2), "14 17 18 19 20"))
    return;
  const plx_entity *place = &v->r->entity.v[e->place];
  for (uint32_t i = 0; i < v->r->mention.n && place->country.n; i++) {
    const plx_mention *m = &v->r->mention.v[i];
    if (m->entity != e->place || m->head >= v->t->n || v->t->sentence[m->head] != v->t->sentence[e->head]) continue;
    *(plx_role *)plx_vec_push(doc, &e->target) = (plx_role){m->span, e->place, place->country};
    return;
  }
}

void plx_event_facts(plx_event_view *v, plx_event *e, plx_arena *doc) {
  e->time = time_of(v, e->head);
  if (e->time != PLX_NONE) e->date = day_of(v->r->time.v[e->time].value);
  e->place = place_of(v, e);
  settle_roles(v, e, doc);
  strike_place(v, e, doc);
  e->statement = statement_of(v, e->trigger);
  link_figures(v, e, (uint32_t)(e - v->r->event.v), doc);
}

// --- dates that carry over ---

static bool shares_entity(const plx_role *a, uint32_t n, const plx_role *b, uint32_t m) {
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = 0; k < m; k++) {
      if (a[i].entity != PLX_NONE && a[i].entity == b[k].entity) return true;
      size_t common = a[i].actor.n < b[k].actor.n ? a[i].actor.n : b[k].actor.n;
      if (common >= 3 && memcmp(a[i].actor.p, b[k].actor.p, 3) == 0) return true;
    }
  return false;
}

// Words, not deeds: CAMEO 01 to 05 and 09 to 13.
static bool verbal(const plx_event *e) {
  return e->quad == 1 || e->quad == 3;
}

// One exchange told in two sentences: the same two sides, and words between them both times.
static bool goes_on(const plx_event *a, const plx_event *b) {
  return verbal(a) && verbal(b) && shares_entity(a->source.v, a->source.n, b->source.v, b->source.n) &&
         shares_entity(a->target.v, a->target.n, b->target.v, b->target.n) && a->certainty == PLX_ACTUAL &&
         b->certainty == PLX_ACTUAL;
}

static bool past_tense(const plx_event_view *v, uint32_t tok) {
  uint32_t clause = plx_tree_clause(v->t, tok);
  return plx_str_in(plx_tree_tok(v->t, clause)->xpos, "VBD VBN");
}

#define CARRY_SENTENCES 2

void plx_event_dates_carry(const plx_event_view *v) {
  for (uint32_t i = 0; i < v->r->event.n; i++) {
    plx_event *e = &v->r->event.v[i];
    if (e->time != PLX_NONE || e->date.n || !past_tense(v, e->head)) continue;
    uint32_t here = v->t->sentence[e->head];
    for (uint32_t k = 0; k < v->r->event.n && !e->date.n; k++) {
      const plx_event *o = &v->r->event.v[k];
      uint32_t there = v->t->sentence[o->head];
      if (o->time == PLX_NONE || distance(here, there) > CARRY_SENTENCES || !past_tense(v, o->head)) continue;
      if (goes_on(e, o)) e->date = o->date;
    }
  }
}
