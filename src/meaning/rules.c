/* SPDX-License-Identifier: Apache-2.0 */
/* Five shapes: a verb with its clause ("said that …"), a verb inside or behind what it reports ("…, he said"), a verb
 * with an object ("blamed X for Y"), "according to X", and a noun or adjective ("the claim that", "alleged").  Each
 * paints subtrees: content first, then cue and source over it. */
#include "meaning/rules.h"

typedef struct painter {
  const plx_said *d;
  const plx_trees *t;
  uint32_t first, count; // the sentence
  uint8_t *role;
} painter;

static void paint(painter *p, uint32_t a, uint32_t b, plx_role_of role) {
  for (uint32_t i = a; i <= b && i < p->first + p->count; i++)
    if (i >= p->first) p->role[i - p->first] = (uint8_t)role;
}

static void paint_tree(painter *p, uint32_t top, plx_role_of role) {
  paint(p, p->t->left[top], p->t->right[top], role);
}

static plx_rel rel(const plx_trees *t, uint32_t i) {
  return (plx_rel)plx_tree_tok(t, i)->rel;
}

static plx_rel universal(const plx_trees *t, uint32_t i) {
  return plx_rel_universal(rel(t, i));
}

static bool according(const plx_trees *t, uint32_t i) {
  return plx_tree_form_is(t, i, "according") && rel(t, i) != PLX_REL_ROOT;
}

// The clause that a verb reports: what it governs, or what it stands in ("X, he said, Y").
static uint32_t clause_of(const plx_trees *t, uint32_t verb) {
  uint32_t c = plx_tree_child_any(t, verb, PLX_REL_CCOMP);
  if (c == PLX_NO_TOK) c = plx_tree_child(t, verb, PLX_REL_XCOMP);
  if (c == PLX_NO_TOK) c = plx_tree_child(t, verb, PLX_REL_PARATAXIS);
  return c;
}

static bool reports_host(const plx_trees *t, uint32_t verb) {
  return rel(t, verb) == PLX_REL_PARATAXIS && plx_tree_child_any(t, verb, PLX_REL_NSUBJ) != PLX_NO_TOK &&
         plx_tree_child_any(t, verb, PLX_REL_CCOMP) == PLX_NO_TOK && plx_tree_child(t, verb, PLX_REL_OBJ) == PLX_NO_TOK;
}

static bool beside_quote(const plx_said *d, uint32_t verb) {
  const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[verb]];
  for (uint32_t i = s->first; i < s->first + s->count; i++)
    if (d->word[i].quoted == 2) return true;
  return false;
}

static bool verb_cue(const plx_said *d, uint32_t i) {
  const plx_trees *t = &d->trees;
  plx_cue_class c = d->word[i].cue.class;
  uint32_t clause = clause_of(t, i);
  bool object = plx_tree_child(t, i, PLX_REL_OBJ) != PLX_NO_TOK || plx_tree_passive(t, i);
  switch (c) {
  case PLX_CUE_NONE: return false;
  case PLX_CUE_SAY:
  case PLX_CUE_ASK:
  case PLX_CUE_SHOW:
  case PLX_CUE_ORDER: return clause != PLX_NO_TOK || reports_host(t, i) || object || beside_quote(d, i);
  case PLX_CUE_THINK: return clause != PLX_NO_TOK || reports_host(t, i);
  default: return clause != PLX_NO_TOK || object;
  }
}

bool plx_rules_cue(const plx_said *d, uint32_t i) {
  const plx_trees *t = &d->trees;
  const plx_tok *w = plx_tree_tok(t, i);
  if (according(t, i)) return true;
  if (d->word[i].cue.class == PLX_CUE_NONE) return false;
  if (w->upos == PLX_UPOS_VERB) return verb_cue(d, i);
  uint32_t clause = plx_tree_child(t, i, PLX_REL_ACL);
  if (clause == PLX_NO_TOK) clause = plx_tree_child_any(t, i, PLX_REL_CCOMP);
  if (w->upos == PLX_UPOS_NOUN) return clause != PLX_NO_TOK && plx_tree_child(t, clause, PLX_REL_MARK) != PLX_NO_TOK;
  if (d->word[i].cue.class == PLX_CUE_HEDGE) return rel(t, i) == PLX_REL_AMOD || rel(t, i) == PLX_REL_ADVMOD;
  return clause != PLX_NO_TOK && plx_tree_child(t, i, PLX_REL_COP) != PLX_NO_TOK;
}

// Auxiliaries, negation, particles and adverbs that stand beside the verb are cue too.
static void paint_cue(painter *p, uint32_t cue) {
  uint32_t a = cue, b = cue, c;
  for (uint32_t k = 0; (c = plx_tree_kid(p->t, cue, k)) != PLX_NO_TOK; k++) {
    plx_rel u = universal(p->t, c);
    bool verbal = u == PLX_REL_AUX || u == PLX_REL_COP || rel(p->t, c) == PLX_REL_COMPOUND_PRT;
    bool adverb = u == PLX_REL_ADVMOD && p->t->left[c] == p->t->right[c];
    if (!verbal && !adverb) continue;
    if (c + 1 == a || (c < a && verbal)) a = c;
    if (c == b + 1) b = c;
  }
  // a subject between auxiliary and verb breaks the group
  uint32_t s = plx_tree_child_any(p->t, cue, PLX_REL_NSUBJ);
  if (s != PLX_NO_TOK && s < cue && s >= a) a = p->t->right[s] + 1 <= cue ? p->t->right[s] + 1 : cue;
  paint(p, a, b, PLX_SAID_CUE);
}

static void paint_source(painter *p, uint32_t head) {
  if (head == PLX_NO_TOK) return;
  uint32_t a, b;
  plx_tree_np_tokens(p->t, head, PLX_NP_ALL, &a, &b);
  paint(p, a, b, PLX_SAID_SOURCE);
}

static void roles_according(painter *p, uint32_t cue) {
  const plx_trees *t = p->t;
  uint32_t noun = plx_tree_head(t, cue);
  if (noun == PLX_NO_TOK) return;
  uint32_t host = plx_tree_head(t, noun);
  if (host != PLX_NO_TOK) paint_tree(p, host, PLX_SAID_CONTENT);
  paint_tree(p, noun, PLX_SAID_SOURCE);
  paint(p, t->left[cue], t->right[cue], PLX_SAID_CUE);
}

static void paint_quotes(painter *p) {
  for (uint32_t i = 0; i < p->count; i++)
    if (p->d->word[p->first + i].quoted) p->role[i] = PLX_SAID_CONTENT;
}

static void roles_verb(painter *p, uint32_t cue) {
  const plx_trees *t = p->t;
  plx_cue_class class = p->d->word[cue].cue.class;
  uint32_t clause = clause_of(t, cue), object = plx_tree_child(t, cue, PLX_REL_OBJ), c;
  bool judged = class == PLX_CUE_JUDGE || class == PLX_CUE_WANT || class == PLX_CUE_DENY || class == PLX_CUE_DOUBT;
  if (reports_host(t, cue)) {
    paint_tree(p, plx_tree_head(t, cue), PLX_SAID_CONTENT);
    paint_tree(p, cue, PLX_SAID_NONE);
  } else if (clause != PLX_NO_TOK) {
    paint_tree(p, clause, PLX_SAID_CONTENT);
    if (judged && object != PLX_NO_TOK) paint_tree(p, object, PLX_SAID_CONTENT);
  } else if (beside_quote(p->d, cue) && !judged) {
    paint_quotes(p);
  } else {
    if (object == PLX_NO_TOK && plx_tree_passive(t, cue)) object = plx_tree_child(t, cue, PLX_REL_NSUBJ_PASS);
    if (object != PLX_NO_TOK) paint_tree(p, object, PLX_SAID_CONTENT);
    for (uint32_t k = 0; (c = plx_tree_kid(t, cue, k)) != PLX_NO_TOK; k++) {
      uint32_t m = plx_tree_marker(t, c);
      if (universal(t, c) == PLX_REL_ADVCL && plx_tree_child(t, c, PLX_REL_MARK) != PLX_NO_TOK &&
          plx_tree_form_is(t, plx_tree_child(t, c, PLX_REL_MARK), "for of with"))
        paint_tree(p, c, PLX_SAID_CONTENT);
      if (m != PLX_NO_TOK && universal(t, c) == PLX_REL_OBL && plx_tree_form_is(t, m, "for of about over on against"))
        paint_tree(p, c, PLX_SAID_CONTENT);
    }
  }
  paint_cue(p, cue);
  paint_source(p, plx_tree_agent(t, cue));
}

static void roles_noun(painter *p, uint32_t cue) {
  const plx_trees *t = p->t;
  uint32_t clause = plx_tree_child(t, cue, PLX_REL_ACL), who;
  if (clause == PLX_NO_TOK) clause = plx_tree_child_any(t, cue, PLX_REL_CCOMP);
  if (clause != PLX_NO_TOK) paint_tree(p, clause, PLX_SAID_CONTENT);
  paint(p, cue, cue, PLX_SAID_CUE);
  who = plx_tree_child(t, cue, PLX_REL_NMOD_POSS);
  if (who == PLX_NO_TOK) who = plx_tree_oblique(t, cue, "of from by");
  if (plx_tree_child(t, cue, PLX_REL_COP) != PLX_NO_TOK) who = plx_tree_subject(t, cue);
  paint_source(p, who);
}

void plx_rules_roles(const plx_said *d, uint32_t cue, uint8_t *role) {
  const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[cue]];
  painter p = {.d = d, .t = &d->trees, .first = s->first, .count = s->count, .role = role};
  uint8_t upos = plx_tree_tok(p.t, cue)->upos;
  if (according(p.t, cue)) {
    roles_according(&p, cue);
  } else if (upos == PLX_UPOS_VERB) {
    roles_verb(&p, cue);
  } else if (d->word[cue].cue.class == PLX_CUE_HEDGE) {
    uint32_t host = plx_tree_head(p.t, cue);
    if (host != PLX_NO_TOK) paint_tree(&p, host, PLX_SAID_CONTENT);
    paint(&p, cue, cue, PLX_SAID_CUE);
  } else {
    roles_noun(&p, cue);
  }
}
