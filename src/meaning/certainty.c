/* SPDX-License-Identifier: Apache-2.0 */
/* The words that decide are few and closed, so they stand here and not in a table: auxiliaries, conjunctions of
 * condition, adverbs of hearsay, and the verbs whose infinitive is a deed. */
#include "meaning/certainty.h"

static const char *const future_words = "will shall wo 'll ’ll sha";
static const char *const maybe_words = "may might could can";
static const char *const hearsay_words =
    "allegedly reportedly apparently supposedly purportedly presumably possibly perhaps "
    "maybe probably likely";
static const char *const hearsay_adjectives =
    "suspected alleged reported apparent presumed supposed possible purported";
static const char *const hearsay_verbs = "suspect believe think allege accuse report say presume rumor rumour suppose";
static const char *const condition_words = "if unless until provided once till";
// "began to shell": the infinitive is as real as the verb above it
static const char *const deed_verbs =
    "begin start continue go manage proceed help force resume keep use stop cease let make "
    "see rush move dare come succeed get happen";
static const char *const said_verbs =
    "say tell announce warn declare add state claim report confirm insist note reveal argue vow "
    "promise pledge maintain stress";

static plx_rel rel_at(const plx_trees *t, uint32_t i) {
  return (plx_rel)plx_tree_tok(t, i)->rel;
}

static plx_rel universal_at(const plx_trees *t, uint32_t i) {
  return plx_rel_universal(rel_at(t, i));
}

// The first child among these relations whose form is in the list.
static bool child_says(const plx_trees *t, uint32_t i, plx_rel a, plx_rel b, const char *list) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(t, i, k)) != PLX_NO_TOK; k++) {
    plx_rel r = universal_at(t, c);
    if ((r == a || r == b) && plx_tree_form_is(t, c, list)) return true;
  }
  return false;
}

static bool past(const plx_trees *t, uint32_t verb) {
  return plx_str_in(plx_tree_tok(t, verb)->xpos, "VBD VBN") ||
         child_says(t, verb, PLX_REL_AUX, PLX_REL_COP, "had was were");
}

static bool is_said(const plx_trees *t, uint32_t verb) {
  return plx_tree_lemma_is(t, verb, said_verbs);
}

// "he said they would": would is a future seen from the past.
static bool reported_future(const plx_trees *t, uint32_t verb) {
  if (!child_says(t, verb, PLX_REL_AUX, PLX_REL_AUX, "would 'd ’d")) return false;
  uint32_t h = plx_tree_head(t, verb);
  return (rel_at(t, verb) == PLX_REL_CCOMP || rel_at(t, verb) == PLX_REL_CONJ) && h != PLX_NO_TOK && past(t, h) &&
         is_said(t, h);
}

static bool infinitive(const plx_trees *t, uint32_t verb) {
  return child_says(t, verb, PLX_REL_MARK, PLX_REL_MARK, "to");
}

static bool future_of(const plx_trees *t, uint32_t verb) {
  if (child_says(t, verb, PLX_REL_AUX, PLX_REL_AUX, future_words) || reported_future(t, verb)) return true;
  uint32_t h = plx_tree_head(t, verb);
  if (h == PLX_NO_TOK || !infinitive(t, verb)) return false;
  bool going = plx_tree_lemma_is(t, h, "go") && plx_str_eqz(plx_tree_tok(t, h)->xpos, "VBG");
  return going && (rel_at(t, verb) == PLX_REL_XCOMP || rel_at(t, verb) == PLX_REL_ADVCL);
}

static bool obliged_of(const plx_trees *t, uint32_t verb) {
  if (child_says(t, verb, PLX_REL_AUX, PLX_REL_AUX, "must should ought")) return true;
  uint32_t h = plx_tree_head(t, verb);
  return h != PLX_NO_TOK && rel_at(t, verb) == PLX_REL_XCOMP && plx_tree_lemma_is(t, h, "need have") &&
         infinitive(t, verb);
}

static bool tried_of(const plx_trees *t, uint32_t verb) {
  uint32_t h = plx_tree_head(t, verb);
  return h != PLX_NO_TOK && rel_at(t, verb) == PLX_REL_XCOMP && infinitive(t, verb) && !plx_tree_negated(t, h) &&
         plx_tree_lemma_is(t, h, "work try attempt move push strive struggle endeavour endeavor");
}

static bool in_condition(const plx_trees *t, uint32_t verb) {
  return universal_at(t, verb) == PLX_REL_ADVCL && child_says(t, verb, PLX_REL_MARK, PLX_REL_ADVMOD, condition_words);
}

static bool hearsay(const plx_trees *t, uint32_t i) {
  if (child_says(t, i, PLX_REL_ADVMOD, PLX_REL_ADVMOD, hearsay_words)) return true;
  if (child_says(t, i, PLX_REL_AMOD, PLX_REL_AMOD, hearsay_adjectives)) return true;
  uint32_t agent = plx_tree_agent(t, i);
  return agent != PLX_NO_TOK && child_says(t, agent, PLX_REL_AMOD, PLX_REL_AMOD, hearsay_adjectives);
}

// What the verb above says of an infinitive or a clause below it.  spec: events.6
static plx_certainty governed(const plx_trees *t, uint32_t head, uint32_t i) {
  bool complement = rel_at(t, i) == PLX_REL_XCOMP || rel_at(t, i) == PLX_REL_CCOMP;
  if (complement && plx_tree_lemma_is(t, head, "deny")) return PLX_DENIED;
  if (complement && plx_tree_lemma_is(t, head, "threaten")) return PLX_THREATENED;
  if (complement && plx_tree_lemma_is(t, head, hearsay_verbs) && plx_tree_passive(t, head)) return PLX_SUSPECTED;
  if (plx_tree_lemma_is(t, head, "accuse suspect allege") && i > head) return PLX_SUSPECTED;
  if (!infinitive(t, i)) return PLX_ACTUAL;
  if (rel_at(t, i) == PLX_REL_XCOMP && plx_tree_lemma_is(t, head, deed_verbs)) return PLX_ACTUAL;
  return PLX_PLANNED;
}

static plx_certainty of_itself(const plx_trees *t, uint32_t i) {
  if (in_condition(t, i)) return PLX_CONDITIONAL;
  if (hearsay(t, i)) return PLX_SUSPECTED;
  if (child_says(t, i, PLX_REL_AUX, PLX_REL_AUX, maybe_words))
    return child_says(t, i, PLX_REL_AUX, PLX_REL_AUX, "have") ? PLX_SUSPECTED : PLX_PLANNED;
  if (child_says(t, i, PLX_REL_AUX, PLX_REL_AUX, "would 'd ’d should must ought"))
    return reported_future(t, i) || obliged_of(t, i) ? PLX_PLANNED : PLX_CONDITIONAL;
  return future_of(t, i) ? PLX_PLANNED : PLX_ACTUAL;
}

static plx_certainty climb(const plx_trees *t, uint32_t i) {
  for (int left = 12; left > 0; left--) {
    plx_certainty c = of_itself(t, i);
    uint32_t h = plx_tree_head(t, i);
    if (c != PLX_ACTUAL || h == PLX_NO_TOK) return c;
    plx_rel r = rel_at(t, i);
    if (r == PLX_REL_PARATAXIS || r == PLX_REL_ACL_RELCL || r == PLX_REL_APPOS) return c;
    if (universal_at(t, i) == PLX_REL_ADVCL && !infinitive(t, i)) return c; // "after bombing", "as they fled"
    bool verb = plx_tree_tok(t, i)->upos == PLX_UPOS_VERB;
    if (verb && (c = governed(t, h, i)) != PLX_ACTUAL) return c;
    if (r == PLX_REL_CCOMP && is_said(t, h) && !plx_tree_negated(t, h))
      return PLX_ACTUAL; // whoever says so: its statement
    if (!verb && universal_at(t, i) != PLX_REL_OBJ && r != PLX_REL_NSUBJ_PASS && r != PLX_REL_CONJ &&
        universal_at(t, i) != PLX_REL_NMOD && universal_at(t, i) != PLX_REL_OBL)
      return c;
    i = h;
  }
  return PLX_ACTUAL;
}

static plx_span condition_at(const plx_trees *t, uint32_t i) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(t, i, k)) != PLX_NO_TOK; k++)
    if (in_condition(t, c)) return plx_tree_span(t, c);
  return (plx_span){0, 0};
}

static plx_span condition_of(const plx_trees *t, uint32_t tok, uint32_t inner) {
  plx_span s = condition_at(t, tok);
  for (int left = 6; s.n == 0 && inner != PLX_NO_TOK && inner != tok && left > 0; left--) {
    s = condition_at(t, inner);
    inner = plx_tree_head(t, inner);
  }
  return s;
}

// "No group claimed the attack", "nobody was hurt", "they killed no civilians".
static bool names_nobody(const plx_trees *t, uint32_t verb, plx_rel rel) {
  uint32_t part = plx_tree_child_any(t, verb, rel);
  return part != PLX_NO_TOK && (plx_tree_negated(t, part) || plx_tree_form_is(t, part, "nobody none neither"));
}

plx_certainty_of plx_certainty_find(const plx_trees *t, uint32_t tok, uint32_t inner) {
  plx_certainty_of out = {.certainty = climb(t, tok)};
  out.negated = plx_tree_negated(t, tok) || names_nobody(t, tok, PLX_REL_NSUBJ) || names_nobody(t, tok, PLX_REL_OBJ);
  out.future = future_of(t, tok);
  out.obliged = obliged_of(t, tok);
  out.tried = tried_of(t, tok);
  out.condition = condition_of(t, tok, inner);
  if (out.condition.n && out.certainty == PLX_ACTUAL && inner == PLX_NO_TOK && !past(t, tok))
    out.certainty = PLX_CONDITIONAL;
  return out;
}

const char *plx_certainty_name(plx_certainty c) {
  static const char *const names[] = {"actual", "planned", "threatened", "conditional", "suspected", "denied"};
  return names[c];
}
