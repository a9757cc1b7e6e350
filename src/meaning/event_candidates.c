/* SPDX-License-Identifier: Apache-2.0 */
/* Said is not done: most of this file is about the acts that are spoken of and are no events. */
#include "meaning/event_candidates.h"

// --- what operators take away ---

static void take_inner(plx_event_view *v, uint32_t tok, bool *taken) {
  for (int left = 8; tok != PLX_NO_TOK && left > 0; left--) {
    taken[tok] = true;
    for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++)
      if (plx_tree_tok(v->t, c)->rel == PLX_REL_CONJ) taken[c] = true;
    tok = plx_event_act(v, tok)->inner;
  }
}

bool *plx_event_taken(plx_event_view *v) {
  bool *taken = PLX_NEWS(v->tmp, bool, v->t->n);
  for (uint32_t i = 0; i < v->t->n; i++) {
    const plx_act *a = plx_event_act(v, i);
    if (plx_act_is_event(a) && a->inner != PLX_NO_TOK) take_inner(v, a->inner, taken);
  }
  return taken;
}

// "Arrested for spying", "charged with killing": what somebody is punished or blamed for is alleged, not told.
// spec: events.9
static bool is_charge(plx_event_view *v, uint32_t clause, uint32_t verb) {
  uint32_t mark = plx_tree_child(v->t, clause, PLX_REL_MARK);
  plx_str code = plx_event_act(v, verb)->code;
  return mark != PLX_NO_TOK && plx_tree_lemma_is(v->t, mark, "for of with over") && code.n > 1 && code.p[0] == '1' &&
         (code.p[1] == '1' || code.p[1] == '7');
}

// Does an act stand in what is asked, promised or threatened further up?  What a relative clause tells is told anyway.
static bool only_wanted(plx_event_view *v, uint32_t tok) {
  for (int left = 12; left > 0; left--) {
    uint32_t h = plx_tree_head(v->t, tok);
    plx_rel r = (plx_rel)plx_tree_tok(v->t, tok)->rel;
    if (h == PLX_NO_TOK || r == PLX_REL_ACL_RELCL || r == PLX_REL_PARATAXIS || r == PLX_REL_NSUBJ || r == PLX_REL_APPOS)
      return false;
    if (plx_rel_universal(r) == PLX_REL_ADVCL) return is_charge(v, tok, h);
    if (r != PLX_REL_CONJ) {
      const plx_act *a = plx_event_act(v, h);
      bool wants =
          a->row && (a->row->op == PLX_OP_ASK || a->row->op == PLX_OP_DEMAND || a->row->op == PLX_OP_INTEND ||
                     a->row->op == PLX_OP_REFUSE || a->row->op == PLX_OP_THREATEN || a->row->op == PLX_OP_PLAN);
      if (wants && plx_act_is_event(a)) return true;
    }
    tok = h;
  }
  return false;
}

// --- candidates ---

// The code once tense has spoken: "will visit" is an intent, "will bomb" a threat, "will not talk" a refusal, "must talk"
// a demand.  What is only asked or promised stays that in any tense.  spec: events.4
static plx_str code_in_tense(const plx_event_view *v, const plx_act *a, const plx_certainty_of *sure) {
  plx_event_op op = a->row->op;
  bool deed =
      op == PLX_OP_NONE || op == PLX_OP_END || op == PLX_OP_ALLOW || op == PLX_OP_INVESTIGATE || op == PLX_OP_PROTEST;
  if (sure->obliged && deed && !sure->negated) return plx_event_compose(v->codes, PLX_OP_DEMAND, a->code);
  if (!sure->future || !deed) return sure->negated ? (plx_str){0} : a->code;
  return plx_event_compose(v->codes, sure->negated ? PLX_OP_REFUSE : PLX_OP_PLAN, a->code);
}

// spec: events.7
static bool noun_took_place(const plx_event_view *v, const plx_candidate *c) {
  uint32_t support = plx_event_support(v, c->tok);
  if (support != PLX_NO_TOK && !plx_tree_negated(v->t, support)) return true;
  return c->source.known && (c->target.known || plx_tree_oblique(v->t, c->tok, "between") != PLX_NO_TOK);
}

// A noun whose verb tells the same act already.
static bool told_by_verb(plx_event_view *v, uint32_t noun) {
  uint32_t support = plx_event_support(v, noun);
  if (support == PLX_NO_TOK) return false;
  // "killed in an attack" tells one act, "said in a call" two
  if (plx_tree_marker(v->t, noun) != PLX_NO_TOK) return !plx_str_starts(plx_event_act(v, noun)->code, PLX_STR("04"));
  return plx_act_is_event(plx_event_act(v, support));
}

// What the row, its roles and its form make one believe, before the sentence is weighed as a whole.
static double belief_of(const plx_event_view *v, const plx_candidate *c) {
  double p = 0.35 + 0.15 * c->source.known + 0.15 * c->target.known;
  uint32_t w = v->act[c->tok].row->weight;
  p += 0.03 * (w < 6 ? w : 6);
  if (plx_event_is_noun(v, c->tok)) p -= 0.08;
  if (c->sure.certainty != PLX_ACTUAL) p -= 0.05;
  if (!c->source.known && !c->target.known) p -= 0.25;
  return p;
}

// "The Russian-backed army", "the besieged town": a participle before its noun describes; "retaking the city would be"
// speaks of a deed that is not done.
static bool describes(const plx_event_view *v, uint32_t tok) {
  const plx_tok *k = plx_tree_tok(v->t, tok);
  plx_rel r = plx_rel_universal((plx_rel)k->rel);
  if (r == PLX_REL_AMOD || r == PLX_REL_COMPOUND || r == PLX_REL_CSUBJ) return true;
  return (r == PLX_REL_ACL || r == PLX_REL_ADVCL) && plx_str_eqz(k->xpos, "VBN") && k->head > (int32_t)tok &&
         plx_event_is_noun(v, (uint32_t)k->head) && plx_tree_child(v->t, tok, PLX_REL_AUX_PASS) == PLX_NO_TOK;
}

// spec: events.5
static bool may_be_told(plx_event_view *v, plx_candidate *c, plx_arena *doc) {
  bool noun = plx_event_is_noun(v, c->tok);
  if (c->code.n == 0 || describes(v, c->tok)) return false;
  if ((noun && told_by_verb(v, c->tok)) || only_wanted(v, c->tok)) return false;
  bool done = c->sure.certainty == PLX_ACTUAL || c->sure.certainty == PLX_SUSPECTED;
  bool will = c->sure.certainty == PLX_PLANNED && (c->sure.future || c->sure.obliged || c->sure.tried);
  if (!done && !will) return false;
  plx_event_roles(v, c->tok, &c->source, &c->target, doc);
  if (c->sure.obliged) { // who says so demands it of who must
    c->target = c->source;
    plx_event_sayer(v, c->tok, &c->source, doc);
    if (!c->source.known) return false;
  }
  return !noun || noun_took_place(v, c);
}

void plx_event_candidates(plx_event_view *v, const plx_sentence *s, const bool *taken, plx_candidates *out,
                          plx_arena *doc) {
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    const plx_act *a = plx_event_act(v, i);
    if (!plx_act_is_event(a)) continue;
    plx_candidate *c = plx_vec_push(v->tmp, out);
    c->tok = i;
    c->sure = plx_certainty_find(v->t, i, a->inner);
    c->code = code_in_tense(v, a, &c->sure);
    c->told = !taken[i] && may_be_told(v, c, doc);
    c->belief = c->told ? belief_of(v, c) : 0;
  }
}

// --- an event that only the model saw ---

// "Police, who used gas": where the parser takes the subject for the root, its first verb is the predicate.
static uint32_t verb_near(const plx_event_view *v, uint32_t root) {
  if (plx_tree_tok(v->t, root)->upos == PLX_UPOS_VERB) return root;
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, root, k)) != PLX_NO_TOK; k++)
    if (plx_tree_tok(v->t, c)->upos == PLX_UPOS_VERB && c > root && !describes(v, c)) return c;
  return root;
}

// The root, or what is said where the root only says it.
static uint32_t predicate_of(const plx_event_view *v, const plx_sentence *s) {
  uint32_t root = PLX_NO_TOK;
  for (uint32_t i = s->first; i < s->first + s->count && root == PLX_NO_TOK; i++)
    if (plx_tree_head(v->t, i) == PLX_NO_TOK && plx_tree_tok(v->t, i)->upos != PLX_UPOS_PUNCT) root = i;
  for (int left = 4; root != PLX_NO_TOK && left > 0; left--) {
    if (!plx_tree_lemma_is(v->t, root, "say tell add report state note announce")) break;
    uint32_t said = plx_tree_child(v->t, root, PLX_REL_CCOMP);
    if (said == PLX_NO_TOK) said = plx_tree_child(v->t, root, PLX_REL_PARATAXIS);
    if (said == PLX_NO_TOK) break;
    root = said;
  }
  return root == PLX_NO_TOK ? root : verb_near(v, root);
}

bool plx_event_at_predicate(plx_event_view *v, const plx_sentence *s, plx_candidate *out, plx_arena *doc) {
  uint32_t tok = predicate_of(v, s);
  if (tok == PLX_NO_TOK || describes(v, tok)) return false;
  *out = (plx_candidate){.tok = tok, .told = true, .sure = plx_certainty_find(v->t, tok, PLX_NO_TOK)};
  plx_event_roles(v, tok, &out->source, &out->target, doc);
  return true;
}
