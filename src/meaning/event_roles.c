/* SPDX-License-Identifier: Apache-2.0 */
/* A role is looked for in a fixed order and the first answer stands, so what a row of events.tsv says is what happens. */
#include "meaning/event_roles.h"

#include "tables.h"

static plx_rel universal_at(const plx_event_view *v, uint32_t i) {
  return plx_rel_universal((plx_rel)plx_tree_tok(v->t, i)->rel);
}

// "Secretary of State John Kerry" is a secretary by its head; the name inside knows of which country.
static void name_the_country(plx_event_view *v, uint32_t head, plx_role *r, plx_arena *doc) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, head, k)) != PLX_NO_TOK; k++) {
    plx_rel rel = universal_at(v, c);
    bool name = rel == PLX_REL_NMOD || rel == PLX_REL_APPOS || rel == PLX_REL_FLAT || rel == PLX_REL_COMPOUND;
    if (!name || plx_tree_tok(v->t, c)->upos != PLX_UPOS_PROPN) continue;
    plx_role inner[PLX_ACTOR_PARTS];
    if (plx_actor_roles(v->actors, v->r, c, inner, doc) != 1 || inner[0].entity == PLX_NONE) continue;
    bool person = v->r->entity.v[inner[0].entity].type == PLX_ENTITY_PER;
    if (!person || !plx_actor_country(inner[0].actor).n) continue;
    r->actor = inner[0].actor;
    r->entity = inner[0].entity;
    return;
  }
}

static plx_role plain(const plx_event_view *v, uint32_t head) {
  return (plx_role){.span = plx_tree_np(v->t, head, PLX_NP_OF), .entity = PLX_NONE};
}

// spec: events.8
static void add_phrase(plx_event_view *v, uint32_t head, plx_roles *out, plx_arena *doc) {
  plx_role parts[PLX_ACTOR_PARTS];
  uint32_t n = v->actors ? plx_actor_roles(v->actors, v->r, head, parts, doc) : 0;
  if (n == 0) parts[n++] = plain(v, head);
  if (n == 1 && parts[0].actor.n && !plx_actor_country(parts[0].actor).n) name_the_country(v, head, &parts[0], doc);
  for (uint32_t i = 0; i < n && out->n < PLX_ROLES_MAX; i++) {
    out->known |= parts[i].actor.n > 0;
    out->role[out->n++] = parts[i];
  }
}

// A clause in a slot ("accused of killing") is no actor; a noun or a pronoun may be.
static bool can_act(const plx_event_view *v, uint32_t tok) {
  uint8_t u = plx_tree_tok(v->t, tok)->upos;
  return u == PLX_UPOS_NOUN || u == PLX_UPOS_PROPN || u == PLX_UPOS_PRON || u == PLX_UPOS_ADJ || u == PLX_UPOS_NUM ||
         u == PLX_UPOS_DET || u == PLX_UPOS_SYM;
}

// May an actor be looked for below this child of a phrase that is none itself?
static bool inside_phrase(const plx_event_view *v, uint32_t c) {
  switch (universal_at(v, c)) {
  case PLX_REL_NMOD:
  case PLX_REL_AMOD:
  case PLX_REL_COMPOUND:
  case PLX_REL_FLAT:
  case PLX_REL_OBL:
  case PLX_REL_APPOS: return true;
  case PLX_REL_ACL: return plx_tree_tok(v->t, c)->rel != PLX_REL_ACL_RELCL; // "sanctions imposed on Oslo"
  default: return false;
  }
}

#define PHRASE_DEPTH 3

// `below`: the head itself is fixed by the row ("declared a state of siege") and cannot be the actor.
static uint32_t actor_inside(plx_event_view *v, uint32_t head, int depth, bool below) {
  if (!below && can_act(v, head) && plx_event_known(v, head)) return head;
  if (depth == 0) return PLX_NO_TOK;
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, head, k)) != PLX_NO_TOK; k++) {
    if (!inside_phrase(v, c)) continue;
    uint32_t found = actor_inside(v, c, depth - 1, false);
    if (found != PLX_NO_TOK) return found;
  }
  return PLX_NO_TOK;
}

static bool is_time(const plx_event_view *v, uint32_t tok) {
  for (uint32_t i = 0; i < v->r->time.n; i++)
    if (v->r->time.v[i].head == tok) return true;
  return false;
}

// Adds what the token names; returns true if that is a known actor.
static bool take(plx_event_view *v, uint32_t tok, uint32_t act, bool below, plx_roles *out, plx_arena *doc) {
  if (tok == act || !can_act(v, tok) || is_time(v, tok)) return false;
  uint32_t known = actor_inside(v, tok, PHRASE_DEPTH, below);
  if (known == PLX_NO_TOK && out->n > 0) return false; // one phrase without a code is enough
  plx_roles fresh = {0};
  add_phrase(v, known == PLX_NO_TOK ? tok : known, &fresh, doc);
  if (!fresh.known && out->n > 0) return false;
  if (fresh.known && !out->known) out->n = 0; // a known actor takes the place of an unknown phrase
  for (uint32_t i = 0; i < fresh.n && out->n < PLX_ROLES_MAX; i++) out->role[out->n++] = fresh.role[i];
  out->known |= fresh.known;
  return fresh.known;
}

static bool same_actor(const plx_roles *a, const plx_roles *b) { // b NULL: nobody
  if (!b) return false;
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t k = 0; k < b->n; k++) {
      if (a->role[i].entity != PLX_NONE && a->role[i].entity == b->role[k].entity) return true;
      if (plx_span_overlap(a->role[i].span, b->role[k].span)) return true;
    }
  return false;
}

static void fill(plx_event_view *v, uint32_t tok, const plx_slot *slot, uint32_t slots, const plx_roles *other,
                 int depth, plx_roles *out, plx_arena *doc);

static bool blames(const plx_event_view *v, uint32_t tok) {
  const plx_event_row *row = v->act[tok].row;
  return plx_str_starts(v->act[tok].code, PLX_STR("11")) || plx_str_starts(v->act[tok].code, PLX_STR("09")) ||
         (row && row->op == PLX_OP_REFUSE); // what is refused is refused to whoever asked for it
}

static bool keeps_subject(plx_event_view *v, uint32_t tok) {
  const plx_event_row *row = plx_event_act(v, tok)->row;
  return row &&
         (row->op == PLX_OP_INTEND || row->op == PLX_OP_PLAN || row->op == PLX_OP_THREATEN || row->op == PLX_OP_REFUSE);
}

// Who does what is asked or blamed: the subject of the clause.  Of a promise, a plan, a threat or a refusal it is the
// same as the source, and says nothing.
static void fill_from_clause(plx_event_view *v, uint32_t tok, const plx_roles *other, int depth, plx_roles *out,
                             plx_arena *doc) {
  static const plx_slot comp = {PLX_SLOT_COMP, PLX_EVENT_WORD_NONE}, subject[] = {{PLX_SLOT_SUBJ, PLX_EVENT_WORD_NONE}};
  if (keeps_subject(v, tok)) return;
  uint32_t clause[PLX_SLOT_TOKENS];
  uint32_t n = plx_event_slot_tokens(v, tok, comp, clause, PLX_SLOT_TOKENS);
  for (uint32_t i = 0; i < n && !out->known; i++)
    if (plx_tree_child_any(v->t, clause[i], PLX_REL_NSUBJ) != PLX_NO_TOK)
      fill(v, clause[i], subject, 1, other, depth - 1, out, doc);
}

// Whom an act is about, as seen from outside: whom it is done to, or by whom; of a blamed act first by whom.  Who does
// what is promised or threatened is the source itself.
static void fill_from_act(plx_event_view *v, uint32_t act, uint32_t by, const plx_roles *other, int depth,
                          plx_roles *out, plx_arena *doc) {
  const plx_event_row *row = plx_event_act(v, act)->row;
  if (!row || depth <= 0) return;
  plx_roles found = {0};
  bool blamed = blames(v, by), no_source = keeps_subject(v, by) && !plx_event_is_noun(v, act);
  for (int side = 0; side < 2 && !found.known; side++) {
    bool source = blamed == (side == 0);
    if (source && no_source) continue;
    fill(v, act, source ? row->source : row->target, source ? row->sources : row->targets, other, depth - 1, &found,
         doc);
  }
  if (found.n && (found.known || out->n == 0) && !same_actor(&found, other)) *out = found;
}

// "Ready to give its expertise to Oslo": no row knows the clause, but its phrases say whom it is about.
static void fill_from_predicate(plx_event_view *v, uint32_t tok, const plx_roles *other, int depth, plx_roles *out,
                                plx_arena *doc) {
  static const char *const order[] = {"to", "with", "for", "against", "on", "from", "in"};
  plx_slot slot[8] = {{PLX_SLOT_OBJ, PLX_EVENT_WORD_NONE}};
  for (int i = 0; i < 7; i++) slot[i + 1] = (plx_slot){PLX_SLOT_PREP, plx_map_index(&v->p->word, plx_str_of(order[i]))};
  uint32_t clause[PLX_SLOT_TOKENS];
  uint32_t n = plx_event_slot_tokens(v, tok, (plx_slot){PLX_SLOT_COMP, PLX_EVENT_WORD_NONE}, clause, PLX_SLOT_TOKENS);
  for (uint32_t i = 0; i < n && !out->known; i++) fill(v, clause[i], slot, 8, other, depth - 1, out, doc);
}

static void fill_inner(plx_event_view *v, uint32_t tok, const plx_roles *other, int depth, plx_roles *out,
                       plx_arena *doc) {
  if (depth <= 0) return;
  plx_roles found = {0};
  fill_from_clause(v, tok, other, depth, &found, doc);
  uint32_t inner = plx_event_act(v, tok)->inner;
  if (!found.known && inner != PLX_NO_TOK) fill_from_act(v, inner, tok, other, depth, &found, doc);
  if (!found.known && inner == PLX_NO_TOK) fill_from_predicate(v, tok, other, depth, &found, doc);
  if (found.n && (found.known || out->n == 0)) *out = found;
}

// Is what stands in the slot an act ("condemned the attack")?  Then its own roles say who is meant.
static bool is_act_noun(plx_event_view *v, uint32_t tok, uint32_t self) {
  return tok != self && plx_event_is_noun(v, tok) && plx_tree_tok(v->t, tok)->upos == PLX_UPOS_NOUN &&
         plx_act_is_event(plx_event_act(v, tok)) && v->act[tok].row->form == 'n';
}

// Does the row itself say which word the object is ("lift" + "ban")?
static bool object_is_fixed(const plx_event_row *row) {
  for (uint32_t i = 0; row && i < row->tests; i++) {
    const plx_event_test *t = &row->test[i];
    if (t->slot[0].kind == PLX_SLOT_OBJ && !t->negated && !t->any && !t->actor && !t->person && !t->phrase && !t->root)
      return true;
  }
  return false;
}

// Soldiers and diplomats are actors, whatever else the word tells of the act.
static bool actor_noun(plx_event_view *v, uint32_t tok) {
  uint32_t first;
  int noun = v->actors ? plx_actor_noun(v->actors, &v->r->text, tok, &first) : -1;
  return plx_actor_noun_cell(v->actors, noun, PLX_AGENTS_SECTOR).n > 0;
}

// "The removal of" is a topic and no actor; "a ban" that is lifted is none either.
static bool names_the_act(plx_event_view *v, uint32_t tok, bool fixed) {
  const plx_event_row *topic = plx_event_act(v, tok)->row;
  bool is_topic = topic && topic->form == 't' && topic->code.n && topic->code.p[0] == '0';
  return (fixed || is_topic) && !actor_noun(v, tok);
}

static bool harms(const plx_event_view *v, uint32_t tok) {
  return v->act[tok].code.n >= 2 && plx_str_in(plx_str_sub(v->act[tok].code, 0, 2), "18 19 20");
}

static bool is_place_phrase(const plx_event_view *v, uint32_t tok) {
  uint32_t mark = plx_tree_marker(v->t, tok);
  return universal_at(v, tok) == PLX_REL_NMOD && mark != PLX_NO_TOK &&
         plx_tree_form_is(v->t, mark, "in at near outside inside around");
}

// "The attack in Oslo killed four", "a bomb near Oslo": where a thing is does not tell whose it is.
static bool only_stands_there(plx_event_view *v, uint32_t thing) {
  bool placed = false;
  if (plx_tree_tok(v->t, thing)->upos != PLX_UPOS_NOUN || actor_noun(v, thing)) return false;
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, thing, k)) != PLX_NO_TOK; k++) {
    if (!inside_phrase(v, c)) continue;
    if (is_place_phrase(v, c)) placed = true;
    else if (actor_inside(v, c, PHRASE_DEPTH - 1, false) != PLX_NO_TOK) return false;
  }
  return placed;
}

static void fill_from(plx_event_view *v, uint32_t tok, plx_slot slot, const uint32_t *found, uint32_t n,
                      const plx_roles *other, int depth, plx_roles *out, plx_arena *doc) {
  bool fixed = slot.kind == PLX_SLOT_OBJ && object_is_fixed(plx_event_act(v, tok)->row);
  for (uint32_t i = 0; i < n; i++) {
    plx_roles fresh = {0};
    if ((slot.kind == PLX_SLOT_SUBJ || slot.kind == PLX_SLOT_PREP) && harms(v, tok) && only_stands_there(v, found[i])) {
      fresh.role[fresh.n++] = plain(v, found[i]);
    } else {
      if (is_act_noun(v, found[i], tok)) fill_from_act(v, found[i], tok, other, depth, &fresh, doc);
      if (!fresh.known) take(v, found[i], tok, names_the_act(v, found[i], fixed), &fresh, doc);
    }
    if (fresh.n == 0 || same_actor(&fresh, other) || (!fresh.known && out->n > 0)) continue;
    if (slot.kind == PLX_SLOT_MOD && !fresh.known) continue; // "heavy strikes": no one
    if (fresh.known && !out->known) out->n = 0;
    for (uint32_t k = 0; k < fresh.n && out->n < PLX_ROLES_MAX; k++) out->role[out->n++] = fresh.role[k];
    out->known |= fresh.known;
  }
}

// Near phrases of all slots first, then far ones.
static void fill(plx_event_view *v, uint32_t tok, const plx_slot *slot, uint32_t slots, const plx_roles *other,
                 int depth, plx_roles *out, plx_arena *doc) {
  uint32_t found[PLX_SLOT_TOKENS];
  for (uint32_t s = 0; s < slots && !out->known; s++) {
    if (slot[s].kind == PLX_SLOT_INNER) {
      if (plx_event_act(v, tok)->row) fill_inner(v, tok, other, depth, out, doc);
      continue;
    }
    uint32_t n = plx_event_slot_tokens(v, tok, slot[s], found, PLX_SLOT_TOKENS);
    fill_from(v, tok, slot[s], found, n, other, depth, out, doc);
  }
  for (uint32_t s = 0; s < slots && !out->known; s++) {
    uint32_t n = plx_event_far_tokens(v, tok, slot[s], found, PLX_SLOT_TOKENS);
    fill_from(v, tok, slot[s], found, n, other, depth, out, doc);
  }
}

static bool pronoun_subject(plx_event_view *v, uint32_t tok) {
  uint32_t subject[PLX_SLOT_TOKENS];
  plx_slot slot = {PLX_SLOT_SUBJ, PLX_EVENT_WORD_NONE};
  return plx_event_slot_tokens(v, tok, slot, subject, PLX_SLOT_TOKENS) == 1 &&
         plx_tree_tok(v->t, subject[0])->upos == PLX_UPOS_PRON;
}

// In "it said it holds Rome responsible" it cannot be Rome: a pronoun and an object of its clause are two.  Where they
// were taken for one, the pronoun is more likely whoever speaks.
static void unbind(plx_event_view *v, uint32_t tok, const plx_event_row *row, plx_roles *source, plx_roles *target,
                   plx_arena *doc) {
  plx_roles object = {0}, sayer;
  fill(v, tok, row->target, row->targets, NULL, 3, &object, doc);
  if (!object.known || !same_actor(&object, source)) return;
  *target = object;
  plx_event_sayer(v, tok, &sayer, doc);
  if (sayer.known && !same_actor(&sayer, target)) {
    *source = sayer;
    return;
  }
  for (uint32_t i = 0; i < source->n; i++) {
    source->role[i].actor = (plx_str){0};
    source->role[i].entity = PLX_NONE;
  }
  source->known = false;
}

// "He said he is ready": a pronoun of whom nothing is known is most likely whoever speaks.
static void speak_for_pronoun(plx_event_view *v, uint32_t tok, plx_roles *source, const plx_roles *target,
                              plx_arena *doc) {
  plx_roles sayer;
  plx_event_sayer(v, tok, &sayer, doc);
  if (sayer.known && !same_actor(&sayer, target)) *source = sayer;
}

void plx_event_roles(plx_event_view *v, uint32_t tok, plx_roles *source, plx_roles *target, plx_arena *doc) {
  static const plx_slot subject[] = {{PLX_SLOT_SUBJ, PLX_EVENT_WORD_NONE}},
                        object[] = {{PLX_SLOT_OBJ, PLX_EVENT_WORD_NONE}};
  const plx_event_row *row = plx_event_act(v, tok)->row;
  *source = *target = (plx_roles){0};
  if (!row) { // a predicate that no row knows
    fill(v, tok, subject, 1, target, 3, source, doc);
    fill(v, tok, object, 1, source, 3, target, doc);
    return;
  }
  fill(v, tok, row->source, row->sources, target, 3, source, doc);
  fill(v, tok, row->target, row->targets, source, 3, target, doc);
  if (!pronoun_subject(v, tok)) return;
  if (!target->known) unbind(v, tok, row, source, target, doc);
  if (!source->known) speak_for_pronoun(v, tok, source, target, doc);
}

void plx_event_sayer(plx_event_view *v, uint32_t tok, plx_roles *out, plx_arena *doc) {
  static const plx_slot sayer[] = {{PLX_SLOT_SAYER, PLX_EVENT_WORD_NONE}};
  *out = (plx_roles){0};
  fill(v, tok, sayer, 1, NULL, 1, out, doc);
}
