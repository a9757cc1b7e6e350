/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: a phrase meets a state in one of few ways, so each way is a function, and the surest of what they find is
 * kept.  A tree says who did what to whom; headlines have none worth following ("2 dead, 3 hurt in crash"), so what
 * stands right beside the phrase is looked at too. */
#include "meaning/states.h"

#include "tables.h"

// --- tables ---

plx_states *plx_states_new(plx_arena *a) {
  static const char *const hows[] = {"verb", "self", "adj", "noun", "suffer", "crowd"};
  plx_states *s = PLX_NEW(a, plx_states);
  for (int h = 0; h < PLX_STATE_HOWS; h++) plx_map_init(&s->row[h], a);
  for (int i = 0; i < plx_table_states.rows; i++)
    for (int h = 0; h < PLX_STATE_HOWS; h++)
      if (plx_str_eqz(plx_cell(&plx_table_states, i, PLX_STATES_HOW), hows[h]))
        *plx_map_put(&s->row[h], plx_cell(&plx_table_states, i, PLX_STATES_WORD)) = (uint32_t)i;
  plx_map_init(&s->person, a);
  for (int i = 0; i < plx_table_persons.rows; i++)
    *plx_map_put(&s->person, plx_cell(&plx_table_persons, i, PLX_PERSONS_WORD)) =
        plx_str_eqz(plx_cell(&plx_table_persons, i, PLX_PERSONS_GROUP), "many") ? 2 : 1;
  return s;
}

static const plx_state none = {.row = -1};

static plx_state state_of_row(int row, uint32_t word) {
  plx_state s = {row, (int)plx_cell_num(&plx_table_states, row, PLX_STATES_RANK),
                 plx_cell(&plx_table_states, row, PLX_STATES_STATE), word};
  return s;
}

static plx_state better(plx_state a, plx_state b) {
  if (b.row == -1) return a;
  return a.row == -1 || b.rank > a.rank ? b : a;
}

// Lower case into buf; empty if it does not fit.
static plx_str lower(plx_str s, char *buf, size_t cap) {
  if (s.n + 3 > cap) return (plx_str){buf, 0};
  for (size_t i = 0; i < s.n; i++) buf[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
  return (plx_str){buf, s.n};
}

static int row_of(const plx_states *s, plx_state_how how, plx_str lemma) {
  const uint32_t *row = plx_map_get(&s->row[how], lemma);
  return row ? (int)*row : -1;
}

// By lemma; in headlines, where every word has a capital and lemmas are not to be trusted, by the form less its ending.
static int row_at(const plx_states *s, const plx_trees *t, plx_state_how how, uint32_t i) {
  char buf[40];
  const plx_tok *k = plx_tree_tok(t, i);
  int row = row_of(s, how, k->lemma);
  if (row >= 0 || how == PLX_STATE_NOUN) return row;
  plx_str form = lower(k->form, buf, sizeof buf);
  if (form.n < 3) return -1;
  row = row_of(s, how, form);
  size_t n = form.n;
  if (row < 0 && buf[n - 1] == 'd') row = row_of(s, how, (plx_str){buf, n - 1});
  if (row < 0 && n > 3 && buf[n - 1] == 'd') row = row_of(s, how, (plx_str){buf, n - 2});
  if (row < 0 && buf[n - 1] == 's') row = row_of(s, how, (plx_str){buf, n - 1});
  return row;
}

bool plx_state_person(const plx_states *s, const plx_trees *t, uint32_t tok, bool *many) {
  char buf[40];
  const plx_tok *k = plx_tree_tok(t, tok);
  *many = false;
  if (plx_tree_form_is(t, tok, "old") && tok >= 2 && plx_tree_form_is(t, tok - 2, "year month")) return true;
  if (plx_str_ends(k->form, PLX_STR("-year-old")) || plx_str_ends(k->form, PLX_STR("-month-old"))) return true;
  const uint32_t *p = plx_map_get(&s->person, k->lemma);
  if (!p) {
    plx_str form = lower(k->form, buf, sizeof buf);
    p = plx_map_get(&s->person, form);
    if (!p && form.n > 3 && buf[form.n - 1] == 's') p = plx_map_get(&s->person, (plx_str){buf, form.n - 1});
  }
  if (p) *many = *p == 2;
  return p != NULL;
}

// --- did it happen? ---  spec: figure.5

static bool possible(const plx_trees *t, uint32_t verb) {
  uint32_t c;
  bool to = false, have = false;
  for (uint32_t k = 0; (c = plx_tree_kid(t, verb, k)) != PLX_NO_TOK; k++) {
    plx_rel rel = plx_rel_universal((plx_rel)plx_tree_tok(t, c)->rel);
    if (c > verb && rel != PLX_REL_COP) continue;
    if (rel == PLX_REL_AUX && plx_tree_form_is(t, c, "could would might may should must can wo ca will shall"))
      return true;
    if (rel == PLX_REL_AUX && plx_tree_lemma_is(t, c, "have")) have = true;
    if (rel == PLX_REL_MARK && plx_tree_form_is(t, c, "if unless whether lest")) return true;
    if (rel == PLX_REL_MARK && plx_tree_form_is(t, c, "to")) to = true;
    if (rel == PLX_REL_ADVMOD && plx_tree_form_is(t, c, "nearly almost potentially possibly")) return true;
  }
  return to && !have;
}

static bool happened(const plx_trees *t, uint32_t verb) {
  return !plx_tree_negated(t, verb) && !possible(t, verb);
}

// --- the ways ---  spec: figure.2

// "found dead", "left dead", "pronounced dead", "shot dead": an adjective of the verb.
static plx_state result_of(const plx_states *s, const plx_trees *t, uint32_t verb) {
  uint32_t c;
  plx_state best = none;
  for (uint32_t k = 0; (c = plx_tree_kid(t, verb, k)) != PLX_NO_TOK; k++) {
    plx_rel rel = plx_rel_universal((plx_rel)plx_tree_tok(t, c)->rel);
    if (rel == PLX_REL_XCOMP || rel == PLX_REL_ADVMOD || rel == PLX_REL_AMOD || rel == PLX_REL_ADVCL ||
        rel == PLX_REL_ACL) {
      int row = row_at(s, t, PLX_STATE_ADJ, c);
      if (row >= 0 && c > verb && !plx_tree_negated(t, c)) best = better(best, state_of_row(row, c));
    }
    // "shot to death", "in critical condition", "taken to hospital", "killed"
    if (rel == PLX_REL_OBL && plx_tree_form_is(t, c, "death"))
      best = better(best, state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("dead")), c));
    bool hospital = plx_tree_form_is(t, c, "hospital hospitals center centre") &&
                    plx_tree_lemma_is(t, verb, "take transport rush airlift transfer fly treat bring admit be remain");
    bool critical = plx_tree_form_is(t, c, "condition") && plx_tree_child(t, c, PLX_REL_AMOD) != PLX_NO_TOK;
    if (rel == PLX_REL_OBL && (hospital || critical))
      best = better(best, state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("hospitalised")), c));
    if (rel == PLX_REL_ADVMOD && plx_tree_form_is(t, c, "fatally mortally"))
      best = better(best, state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("dead")), c));
  }
  return best;
}

// What a verb makes of its object or passive subject.
static plx_state undergone(const plx_states *s, const plx_trees *t, uint32_t verb) {
  plx_state best = none;
  int row = row_at(s, t, PLX_STATE_VERB, verb);
  if (plx_tree_lemma_is(t, verb, "gun")) row = row_of(s, PLX_STATE_VERB, PLX_STR("gun down"));
  if (row >= 0) best = state_of_row(row, verb);
  return better(best, result_of(s, t, verb));
}

// "gunshot wounds", "minor injuries": what is suffered.
static plx_state wounds(const plx_states *s, const plx_trees *t, uint32_t noun) {
  int row = row_at(s, t, PLX_STATE_SUFFER, noun);
  uint32_t in = plx_tree_child(t, noun, PLX_REL_COMPOUND);
  if (row < 0 && in != PLX_NO_TOK) row = row_at(s, t, PLX_STATE_SUFFER, in);
  return row >= 0 && !plx_tree_negated(t, noun) ? state_of_row(row, noun) : none;
}

plx_str plx_state_of_crowd(const plx_trees *t, uint32_t i) {
  const plx_sentence *sent = &t->text->sentence.v[t->sentence[i]];
  uint32_t first = t->sentence[i] >= 2 ? sent[-2].first : t->sentence[i] == 1 ? sent[-1].first : sent->first;
  for (uint32_t k = first; k < sent->first + sent->count; k++)
    if (plx_tree_form_is(
            t, k,
            "march marched marches marchers protest protests protested protesters rally rallies demonstration "
            "demonstrations demonstrators strike"))
      return PLX_STR("protested");
  return PLX_STR("attended");
}

// "Took part", "joined the march", "turned out", "followed the route".  spec: figure.11
static plx_state of_crowd(const plx_states *s, const plx_trees *t, uint32_t v) {
  int row = row_of(s, PLX_STATE_CROWD, plx_tree_tok(t, v)->lemma);
  if (row < 0) return none;
  uint32_t obj = plx_tree_child_any(t, v, PLX_REL_OBJ), particle = plx_tree_child(t, v, PLX_REL_COMPOUND_PRT);
  bool there = obj != PLX_NO_TOK;
  if (plx_tree_lemma_is(t, v, "take")) there = there && plx_tree_form_is(t, obj, "part");
  else if (plx_tree_lemma_is(t, v, "follow")) there = there && plx_tree_form_is(t, obj, "route march procession");
  else if (plx_tree_lemma_is(t, v, "join"))
    there = there &&
            plx_tree_form_is(
                t, obj, "march rally protest demonstration procession vigil strike crowd celebration ceremony funeral");
  else if (plx_tree_lemma_is(t, v, "turn")) there = particle != PLX_NO_TOK && plx_tree_form_is(t, particle, "out");
  else if (!plx_tree_lemma_is(t, v, "attend")) there = true;
  if (!there) return none;
  plx_state found = state_of_row(row, v);
  found.name = plx_state_of_crowd(t, v);
  return found;
}

// What a verb, adjective or noun predicate says of its subject.
static plx_state of_subject(const plx_states *s, const plx_trees *t, uint32_t v, bool passive) {
  if (!happened(t, v)) return none;
  if (passive) return undergone(s, t, v);
  plx_state best = none;
  int row = row_at(s, t, PLX_STATE_SELF, v);
  if (row >= 0) best = state_of_row(row, v);
  best = better(best, of_crowd(s, t, v));
  bool copula = plx_tree_child(t, v, PLX_REL_COP) != PLX_NO_TOK;
  uint32_t obj = plx_tree_child_any(t, v, PLX_REL_OBJ);
  // a participle without its "was", and a predicate adjective
  bool participle = plx_str_eqz(plx_tree_tok(t, v)->xpos, "VBN") && obj == PLX_NO_TOK;
  row = row_at(s, t, PLX_STATE_ADJ, v);
  if (row >= 0 && (copula || (participle && plx_tree_tok(t, v)->upos != PLX_UPOS_VERB)))
    best = better(best, state_of_row(row, v));
  if (participle) best = better(best, undergone(s, t, v));
  if (copula && plx_tree_form_is(t, v, "condition hospital"))
    best = better(best, state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("hospitalised")), v));
  if (obj != PLX_NO_TOK && plx_tree_lemma_is(t, v, "suffer sustain receive have take incur")) {
    best = better(best, wounds(s, t, obj));
  }
  uint32_t from = plx_tree_lemma_is(t, v, "suffer bleed recover") ? plx_tree_oblique(t, v, "from") : PLX_NO_TOK;
  if (from != PLX_NO_TOK) best = better(best, wounds(s, t, from));
  if (obj != PLX_NO_TOK && plx_tree_form_is(t, obj, "life lives") && plx_tree_lemma_is(t, v, "lose"))
    best = better(best, state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("dead")), obj));
  if (plx_tree_lemma_is(t, v, "remain be lie stay")) best = better(best, result_of(s, t, v));
  return best;
}

static bool passive(const plx_trees *t, uint32_t verb) {
  return plx_tree_passive(t, verb) || plx_tree_child(t, verb, PLX_REL_AUX_PASS) != PLX_NO_TOK;
}

// The verb and those coordinated with it that have no subject of their own.
static plx_state of_subject_all(const plx_states *s, const plx_trees *t, uint32_t v, bool pass) {
  uint32_t c;
  plx_state best = of_subject(s, t, v, pass);
  for (uint32_t k = 0; (c = plx_tree_kid(t, v, k)) != PLX_NO_TOK; k++) {
    if (plx_tree_tok(t, c)->rel != PLX_REL_CONJ || plx_tree_child_any(t, c, PLX_REL_NSUBJ) != PLX_NO_TOK) continue;
    bool bare = plx_str_eqz(plx_tree_tok(t, c)->xpos, "VBN") && plx_tree_child_any(t, c, PLX_REL_OBJ) == PLX_NO_TOK;
    best = better(best, of_subject(s, t, c, passive(t, c) || (pass && bare)));
  }
  // "was taken to hospital, where he died": of the same person
  return best;
}

static plx_state of_object(const plx_states *s, const plx_trees *t, uint32_t v, uint32_t x) {
  if (plx_tree_negated(t, v) || possible(t, v)) return none;
  plx_state best = undergone(s, t, v);
  // "shot and killed a man": the object stands with one of the two
  if (plx_tree_tok(t, v)->rel == PLX_REL_CONJ && plx_tree_child_any(t, v, PLX_REL_NSUBJ) == PLX_NO_TOK) {
    uint32_t first = plx_tree_first_conjunct(t, v);
    if (plx_tree_child_any(t, first, PLX_REL_OBJ) == PLX_NO_TOK && first < v)
      best = better(best, undergone(s, t, first));
  }
  uint32_t c;
  for (uint32_t k = 0; (c = plx_tree_kid(t, v, k)) != PLX_NO_TOK; k++)
    if (plx_tree_tok(t, c)->rel == PLX_REL_CONJ && c < x) best = better(best, undergone(s, t, c));
  if (best.row < 0 && plx_tree_lemma_is(t, v, "leave")) {
    // "left 2,000 in need of urgent care": the state in its own words
    uint32_t in = plx_tree_oblique(t, x, "in");
    if (in == PLX_NO_TOK) in = plx_tree_oblique(t, v, "in");
    if (in != PLX_NO_TOK && in > x &&
        plx_tree_form_is(t, in, "need danger poverty hospital ruins debt captivity limbo"))
      return (plx_state){-2, 3,
                         plx_span_str(t->text->bytes, plx_span_join(plx_tree_tok(t, plx_tree_marker(t, in))->span,
                                                                    plx_tree_span(t, in))),
                         in};
  }
  return best;
}

// Participles, adjectives and relative clauses on the noun itself.
static plx_state of_modifiers(const plx_states *s, const plx_trees *t, uint32_t x) {
  uint32_t c;
  plx_state best = none;
  for (uint32_t k = 0; (c = plx_tree_kid(t, x, k)) != PLX_NO_TOK; k++) {
    const plx_tok *m = plx_tree_tok(t, c);
    plx_rel rel = (plx_rel)m->rel, u = plx_rel_universal(rel);
    if (rel == PLX_REL_ACL_RELCL) {
      uint32_t subject = plx_tree_child_any(t, c, PLX_REL_NSUBJ);
      if (subject != PLX_NO_TOK && plx_tree_form_is(t, subject, "who which that"))
        best = better(best, of_subject_all(s, t, c, passive(t, c)));
      else if (subject != PLX_NO_TOK && happened(t, c) && !passive(t, c)) best = better(best, undergone(s, t, c));
    } else if (u == PLX_REL_ACL && plx_str_eqz(m->xpos, "VBN") && happened(t, c))
      best = better(best, undergone(s, t, c));
    else if (u == PLX_REL_NMOD && plx_tree_marker(t, c) != PLX_NO_TOK &&
             plx_tree_form_is(t, plx_tree_marker(t, c), "with"))
      best = better(best, wounds(s, t, c)); // "a man with gunshot wounds"
    else if (u == PLX_REL_ACL && plx_str_eqz(m->xpos, "VBG") && happened(t, c))
      best = better(best, of_subject(s, t, c, false));
    else if ((u == PLX_REL_AMOD || u == PLX_REL_ACL || u == PLX_REL_ADVCL) && !plx_tree_negated(t, c)) {
      int row = row_at(s, t, PLX_STATE_ADJ, c);
      if (row >= 0) best = better(best, state_of_row(row, c));
    }
  }
  return best;
}

// "the death of 20 people", "a woman's murder", "the shooting of four men".
static plx_state of_noun(const plx_states *s, const plx_trees *t, uint32_t x) {
  uint32_t head = plx_tree_head(t, x);
  plx_rel rel = (plx_rel)plx_tree_tok(t, x)->rel;
  if (head == PLX_NO_TOK) return none;
  int row = row_of(s, PLX_STATE_NOUN, plx_tree_tok(t, head)->lemma);
  if (row < 0) return none;
  uint32_t marker = plx_tree_marker(t, x), c;
  bool of = plx_rel_universal(rel) == PLX_REL_NMOD &&
            (rel == PLX_REL_NMOD_POSS || (marker != PLX_NO_TOK && plx_tree_form_is(t, marker, "of to")));
  if (!of || plx_tree_negated(t, head)) return none;
  plx_state best = state_of_row(row, head);
  for (uint32_t k = 0; (c = plx_tree_kid(t, head, k)) != PLX_NO_TOK; k++) {
    if (plx_tree_form_is(t, c, "attempted possible potential alleged")) return none;
    if (plx_tree_form_is(t, c, "fatal deadly"))
      best = better(best, state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("dead")), c));
  }
  return best;
}

// "Killed at least 20": the preposition is the number's, and the phrase the object.
static bool bound_by_number(const plx_trees *t, uint32_t x) {
  uint32_t marker = plx_tree_marker(t, x);
  if (marker == PLX_NO_TOK || !plx_tree_form_is(t, marker, "at than to over about around under between up as"))
    return false;
  return plx_tree_tok(t, x)->upos == PLX_UPOS_NUM || plx_tree_child(t, x, PLX_REL_NUMMOD) != PLX_NO_TOK;
}

static plx_state by_tree(const plx_states *s, const plx_trees *t, uint32_t x) {
  plx_state best = of_modifiers(s, t, x);
  int row = row_of(s, PLX_STATE_NOUN, plx_tree_tok(t, x)->lemma);
  bool group =
      plx_tree_form_is(t, x, "body bodies") && // of lawmakers, too
      (plx_tree_child(t, x, PLX_REL_AMOD) != PLX_NO_TOK || plx_tree_child(t, x, PLX_REL_COMPOUND) != PLX_NO_TOK);
  if (row >= 0 && !group && plx_tree_tok(t, x)->upos == PLX_UPOS_NOUN) best = better(best, state_of_row(row, x));
  best = better(best, of_noun(s, t, x));
  uint32_t y = plx_tree_first_conjunct(t, x), head = plx_tree_head(t, y);
  if (y != x) best = better(best, of_noun(s, t, y));
  if (head == PLX_NO_TOK) return best;
  plx_rel rel = (plx_rel)plx_tree_tok(t, y)->rel, u = plx_rel_universal(rel);
  if (u == PLX_REL_OBL && bound_by_number(t, y)) u = PLX_REL_OBJ;
  if (u == PLX_REL_NSUBJ)
    best = better(best, of_subject_all(s, t, head, rel == PLX_REL_NSUBJ_PASS || passive(t, head)));
  else if (u == PLX_REL_OBJ || u == PLX_REL_IOBJ) best = better(best, of_object(s, t, head, x));
  return best;
}

// --- beside the phrase, where there is no tree worth following ---

static bool light(const plx_trees *t, uint32_t i) {
  return plx_tree_form_is(
      t, i,
      "was were is are been be being has have had got gets , also reported reportedly confirmed left feared believed "
      "both all others other more people persons men women");
}

static bool starts_phrase(const plx_trees *t, uint32_t i) {
  const plx_tok *k = plx_tree_tok(t, i);
  return k->upos == PLX_UPOS_NOUN || k->upos == PLX_UPOS_PROPN || k->upos == PLX_UPOS_NUM || k->upos == PLX_UPOS_DET ||
         k->upos == PLX_UPOS_PRON || k->upos == PLX_UPOS_ADJ;
}

static plx_state right_of(const plx_states *s, const plx_trees *t, uint32_t first, uint32_t last) {
  const plx_sentence *sent = &t->text->sentence.v[t->sentence[first]];
  uint32_t end = sent->first + sent->count, i = last + 1;
  // "Boy, 16, shot in"
  if (i + 2 < end && plx_tree_form_is(t, i, ",") && plx_tree_tok(t, i + 1)->upos == PLX_UPOS_NUM &&
      plx_tree_form_is(t, i + 2, ","))
    i += 3;
  if (i < end && plx_tree_form_is(t, i, "aged")) // "people aged between 15 and 66 were hurt"
    for (i++; i < end && (plx_tree_tok(t, i)->upos == PLX_UPOS_NUM || plx_tree_form_is(t, i, "between and to -"));) i++;
  for (int k = 0; k < 3 && i < end && light(t, i) && !plx_tree_form_is(t, i, ","); k++) i++;
  if (i < end && plx_tree_form_is(t, i, "fatally") && i + 1 < end)
    return state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("dead")), i);
  bool found = i + 1 < end && plx_tree_form_is(t, i, "found shot pronounced critically seriously wounded");
  if (found && row_at(s, t, PLX_STATE_ADJ, i + 1) >= 0) return state_of_row(row_at(s, t, PLX_STATE_ADJ, i + 1), i + 1);
  if (i < end) {
    bool active = i + 1 < end && starts_phrase(t, i + 1) &&
                  !plx_tree_form_is(t, i + 1,
                                    "dead that this last late early after during outside inside near monday tuesday "
                                    "wednesday thursday friday saturday sunday");
    int row = row_at(s, t, PLX_STATE_ADJ, i), verb = row_at(s, t, PLX_STATE_VERB, i);
    bool past = plx_str_ends(plx_tree_tok(t, i)->form, PLX_STR("ed")) || plx_tree_form_is(t, i, "shot hurt slain");
    if (i + 2 < end && plx_tree_form_is(t, i, "shot stabbed beaten burned") && plx_tree_form_is(t, i + 1, "to") &&
        plx_tree_form_is(t, i + 2, "death"))
      return state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("dead")), i);
    if (verb >= 0 && past && i + 2 < end && plx_tree_form_is(t, i + 1, "and ,") &&
        row_at(s, t, PLX_STATE_VERB, i + 2) >= 0)
      return better(state_of_row(verb, i), state_of_row(row_at(s, t, PLX_STATE_VERB, i + 2), i + 2));
    if (row >= 0 && (!active || verb < 0)) return state_of_row(row, i);
    if (verb >= 0 && past && !active) return state_of_row(verb, i);
    int self = row_at(s, t, PLX_STATE_SELF, i);
    // "two million march in": a plural present, whatever its tag
    bool bare =
        plx_tree_tok(t, last)->upos == PLX_UPOS_NUM && (i + 1 >= end || plx_tree_tok(t, i + 1)->upos == PLX_UPOS_ADP);
    if (self >= 0 && bare) return state_of_row(self, i);
    if (self >= 0 && (past || plx_str_ends(plx_tree_tok(t, i)->form, PLX_STR("s")))) return state_of_row(self, i);
  }
  return none;
}

// "kills 3", "wounding two others"
static plx_state left_of(const plx_states *s, const plx_trees *t, uint32_t first) {
  if (first == t->text->sentence.v[t->sentence[first]].first) return none;
  uint32_t b = first - 1;
  int verb = row_at(s, t, PLX_STATE_VERB, b);
  if (verb < 0 || plx_tree_tok(t, b)->upos == PLX_UPOS_ADJ || !happened(t, b) || plx_tree_form_is(t, b, "shot hurt"))
    return none;
  return state_of_row(verb, b);
}

// "Shot to death", "stabbed to death".
static plx_state to_death(const plx_states *s, const plx_trees *t, plx_state found) {
  if (found.row < 0 || found.word + 2 >= t->n) return found;
  bool death = plx_tree_form_is(t, found.word + 1, "to") && plx_tree_form_is(t, found.word + 2, "death");
  return death ? state_of_row(row_of(s, PLX_STATE_ADJ, PLX_STR("dead")), found.word) : found;
}

static plx_state state_of(const plx_states *s, const plx_trees *t, uint32_t head, uint32_t first, uint32_t last) {
  // "one man dead and three others injured": a later part of a coordination has a state of its own first
  if (plx_tree_first_conjunct(t, head) != head) {
    plx_state own = better(of_modifiers(s, t, head), right_of(s, t, first, last));
    if (own.row != -1) return own;
  }
  plx_state best = by_tree(s, t, head), right = {.row = -1};
  // "left one dead and hundreds injured": what follows directly outweighs what stands before, and what a tree may have
  // taken from the other number
  if (best.row != -1 && best.word != last + 1) right = right_of(s, t, first, last);
  if (right.row != -1 && right.word == last + 1) return right;
  // "found the girl and her father dead": told of the last, meant of all
  uint32_t all[8], n = best.row == -1 ? plx_tree_conjuncts(t, head, all, 8) : 0;
  if (n > 1 && n <= 8 && all[0] == head && all[n - 1] < t->n) best = of_modifiers(s, t, all[n - 1]);
  if (best.row == -1) best = right_of(s, t, first, last);
  return best.row == -1 ? left_of(s, t, first) : best;
}

plx_state plx_state_of(const plx_states *s, const plx_trees *t, uint32_t head, uint32_t first, uint32_t last) {
  return to_death(s, t, state_of(s, t, head, first, last));
}
