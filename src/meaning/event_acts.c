/* SPDX-License-Identifier: Apache-2.0 */
/* A trigger's arguments are found through slots, and the same slots serve verbs and nouns: the object of "bomb" is what
 * stands after "of" or "on" in "the bombing of", the subject of "an attack" is that of the verb which supports it.  What
 * an operator governs is searched breadth first, so that "take steps to end the assault" finds "end" and through it
 * "assault". */
#include "meaning/event_acts.h"

#include <string.h>

#include "tables.h"

enum { UNKNOWN, BUSY, DONE };

// The number of a lemma.  A guessed lemma may have lost its last letter ("upgrad", "shel"): it is given back; or won an
// "e" ("bombe"): it is taken off.
static uint32_t word_of(const plx_event_patterns *p, const plx_tok *k) {
  plx_str lemma = k->lemma.n ? k->lemma : k->form;
  uint32_t w = plx_map_index(&p->word, lemma);
  if (w != PLX_MAP_NONE || k->upos != PLX_UPOS_VERB || lemma.n < 3 || lemma.n > 30) return w;
  if (lemma.p[lemma.n - 1] == 'e') w = plx_map_index(&p->word, plx_str_sub(lemma, 0, lemma.n - 1));
  if (w != PLX_MAP_NONE) return w;
  char longer[32];
  memcpy(longer, lemma.p, lemma.n);
  longer[lemma.n] = 'e';
  w = plx_map_index(&p->word, (plx_str){longer, lemma.n + 1});
  if (w != PLX_MAP_NONE) return w;
  longer[lemma.n] = lemma.p[lemma.n - 1];
  return plx_map_index(&p->word, (plx_str){longer, lemma.n + 1});
}

void plx_event_view_init(plx_event_view *v, const plx_event_patterns *p, const plx_event_codes *codes,
                         const plx_actors *actors, plx_record *r, const plx_trees *t, plx_arena *tmp) {
  *v = (plx_event_view){.p = p, .codes = codes, .actors = actors, .r = r, .t = t, .tmp = tmp};
  v->word = PLX_NEWS(tmp, uint32_t, t->n);
  v->known = PLX_NEWS(tmp, int8_t, t->n);
  v->act = PLX_NEWS(tmp, plx_act, t->n);
  memset(v->known, -1, t->n);
  for (uint32_t i = 0; i < t->n; i++) v->word[i] = word_of(p, plx_tree_tok(t, i));
}

bool plx_event_known(plx_event_view *v, uint32_t head) {
  if (v->known[head] < 0) {
    plx_role parts[PLX_ACTOR_PARTS];
    uint32_t n = v->actors ? plx_actor_roles(v->actors, v->r, head, parts, v->tmp) : 0;
    v->known[head] = 0;
    for (uint32_t i = 0; i < n; i++) v->known[head] |= parts[i].actor.n > 0;
  }
  return v->known[head] > 0;
}

// --- slots ---

typedef struct found {
  uint32_t *out, n, max;
} found;

static void push(const plx_event_view *v, found *f, uint32_t tok) {
  if (tok == PLX_NO_TOK) return;
  tok = plx_tree_antecedent(v->t, tok);
  for (uint32_t i = 0; i < f->n; i++)
    if (f->out[i] == tok) return;
  if (f->n < f->max) f->out[f->n++] = tok;
}

static plx_rel rel_at(const plx_event_view *v, uint32_t i) {
  return (plx_rel)plx_tree_tok(v->t, i)->rel;
}

static plx_rel universal_at(const plx_event_view *v, uint32_t i) {
  return plx_rel_universal(rel_at(v, i));
}

// A past tense taken for a participle: "the police used gas" read as "the police who used gas", "Tutu called for" as a
// name with a participle and no verb.  It has no passive auxiliary, and an object of its own or a bare name above it.
static bool active_after_all(const plx_event_view *v, uint32_t verb) {
  if (plx_tree_child(v->t, verb, PLX_REL_AUX_PASS) != PLX_NO_TOK) return false;
  if (plx_tree_child(v->t, verb, PLX_REL_OBL_AGENT) != PLX_NO_TOK) return false;
  bool acl = rel_at(v, verb) == PLX_REL_ACL, own = plx_tree_child(v->t, verb, PLX_REL_OBJ) != PLX_NO_TOK;
  if (acl && own) return true;
  if (plx_tree_child(v->t, verb, PLX_REL_NSUBJ_PASS) != PLX_NO_TOK) return own;
  uint32_t h = plx_tree_head(v->t, verb);
  return acl && h != PLX_NO_TOK && rel_at(v, h) == PLX_REL_ROOT && plx_tree_tok(v->t, h)->upos == PLX_UPOS_PROPN;
}

bool plx_event_is_noun(const plx_event_view *v, uint32_t tok) {
  uint8_t u = plx_tree_tok(v->t, tok)->upos;
  return u == PLX_UPOS_NOUN || u == PLX_UPOS_PROPN;
}

// "a series of attacks": what happens to the series happens to the attacks.
static uint32_t out_of_container(const plx_event_view *v, uint32_t noun) {
  for (int left = 3; left > 0; left--) {
    uint32_t h = plx_tree_head(v->t, noun);
    if (h == PLX_NO_TOK) return noun;
    bool conj = rel_at(v, noun) == PLX_REL_CONJ && plx_event_is_noun(v, h);
    bool part = universal_at(v, noun) == PLX_REL_NMOD && plx_event_has(v->p->container, v->word[h]);
    if (!conj && !part) return noun;
    noun = h;
  }
  return noun;
}

uint32_t plx_event_support(const plx_event_view *v, uint32_t noun) {
  if (!plx_event_is_noun(v, noun)) return PLX_NO_TOK;
  noun = out_of_container(v, noun);
  uint32_t h = plx_tree_head(v->t, noun);
  if (h == PLX_NO_TOK) return PLX_NO_TOK;
  plx_rel r = rel_at(v, noun);
  bool light = plx_event_has(v->p->light, v->word[h]);
  if (r == PLX_REL_OBJ || r == PLX_REL_NSUBJ_PASS) return light ? h : PLX_NO_TOK;
  // "said in a call to"; "conveyed the message in a call to", where the phrase may hang on the message
  uint32_t m = plx_tree_marker(v->t, noun);
  if (m == PLX_NO_TOK || !plx_tree_lemma_is(v->t, m, "in during through at on")) return PLX_NO_TOK;
  if (universal_at(v, noun) == PLX_REL_OBL) return h;
  bool of_object = universal_at(v, noun) == PLX_REL_NMOD && rel_at(v, h) == PLX_REL_OBJ;
  return of_object ? plx_tree_head(v->t, h) : PLX_NO_TOK;
}

static bool has_marker(const plx_event_view *v, uint32_t i, uint32_t word) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, i, k)) != PLX_NO_TOK; k++) {
    plx_rel r = universal_at(v, c);
    if ((r == PLX_REL_CASE || r == PLX_REL_MARK) && v->word[c] == word) return true;
  }
  return false;
}

static void preps_of(const plx_event_view *v, uint32_t tok, uint32_t word, found *f) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++) {
    plx_rel r = universal_at(v, c);
    bool phrase = r == PLX_REL_OBL || r == PLX_REL_NMOD || r == PLX_REL_ADVCL || r == PLX_REL_ACL ||
                  r == PLX_REL_XCOMP || r == PLX_REL_OBJ; // an obj with a preposition is a slip of the parser
    if (phrase && has_marker(v, c, word)) push(v, f, c);
  }
}

// Is the word, mended as word_of mends it, one of these?
static bool word_in(const plx_event_view *v, uint32_t tok, const char *list) {
  uint32_t w = v->word[tok];
  return w != PLX_EVENT_WORD_NONE && plx_str_in(v->p->word.key[w], list);
}

// "Blamed Rome for endangering the truce by bombing": what somebody is blamed, praised or arrested for, that one did.
// The verb whose object is the subject of this clause, or PLX_NO_TOK.
static uint32_t object_controls(const plx_event_view *v, uint32_t verb) {
  for (int left = 3; left > 0; left--) {
    uint32_t h = plx_tree_head(v->t, verb), mark = plx_tree_child(v->t, verb, PLX_REL_MARK);
    plx_rel r = universal_at(v, verb);
    if (h == PLX_NO_TOK || (r != PLX_REL_ADVCL && r != PLX_REL_ACL) || mark == PLX_NO_TOK) return PLX_NO_TOK;
    if (word_in(v, h,
                "blame accuse suspect condemn criticize criticise praise thank arrest charge fault "
                "denounce convict detain sue jail"))
      return plx_tree_lemma_is(v->t, mark, "for of with over") ? h : PLX_NO_TOK;
    if (!plx_tree_lemma_is(v->t, mark, "by")) return PLX_NO_TOK;
    verb = h;
  }
  return PLX_NO_TOK;
}

// spec: events.1
static void subjects(const plx_event_view *v, uint32_t tok, found *f) {
  uint32_t verb = plx_event_is_noun(v, tok) && plx_tree_child_any(v->t, tok, PLX_REL_NSUBJ) == PLX_NO_TOK
                      ? plx_event_support(v, tok)
                      : tok;
  if (verb == PLX_NO_TOK) return;
  uint32_t control = object_controls(v, verb);
  if (control != PLX_NO_TOK) {
    push(v, f, plx_tree_object(v->t, control));
    return;
  }
  push(v, f, active_after_all(v, verb) ? plx_tree_subject(v->t, verb) : plx_tree_agent(v->t, verb));
  if (f->n == 0 && plx_tree_passive(v->t, verb)) preps_of(v, verb, plx_map_index(&v->p->word, PLX_STR("by")), f);
}

// "hold talks with": the phrase may hang on the verb, on its object, or on the verb that supports a noun.
static void preps(const plx_event_view *v, uint32_t tok, uint32_t word, found *f) {
  if (word == PLX_EVENT_WORD_NONE) return;
  preps_of(v, tok, word, f);
  uint32_t support = plx_event_support(v, tok);
  if (support != PLX_NO_TOK) preps_of(v, support, word, f);
  if (plx_event_is_noun(v, tok)) return;
  uint32_t object = plx_tree_child(v->t, tok, PLX_REL_OBJ);
  if (object != PLX_NO_TOK) preps_of(v, object, word, f);
}

// The same phrase a few words further down, where the parser may have hung it: "ties on Saturday with".
static void far_preps(const plx_event_view *v, uint32_t tok, uint32_t word, int depth, found *f) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK && f->n == 0; k++) {
    plx_rel r = universal_at(v, c);
    if (c < tok || (r != PLX_REL_OBL && r != PLX_REL_NMOD && r != PLX_REL_OBJ)) continue;
    preps_of(v, c, word, f);
    if (f->n == 0 && depth > 1) far_preps(v, c, word, depth - 1, f);
  }
}

uint32_t plx_event_far_tokens(const plx_event_view *v, uint32_t tok, plx_slot slot, uint32_t *out, uint32_t max) {
  found f = {out, 0, max};
  if (slot.kind == PLX_SLOT_PREP && slot.word != PLX_EVENT_WORD_NONE) far_preps(v, tok, slot.word, 3, &f);
  return f.n;
}

static bool with_preposition(const plx_event_view *v, uint32_t tok) {
  uint32_t m = plx_tree_marker(v->t, tok);
  return m != PLX_NO_TOK && plx_tree_tok(v->t, m)->upos == PLX_UPOS_ADP;
}

// "Drove off the soldiers" with the particle read as their preposition.
static void behind_particle(const plx_event_view *v, uint32_t tok, found *f) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++) {
    uint32_t m = universal_at(v, c) == PLX_REL_OBL ? plx_tree_marker(v->t, c) : PLX_NO_TOK;
    if (m == tok + 1 && plx_tree_lemma_is(v->t, m, "up down out off away back")) push(v, f, c);
  }
}

static void objects(const plx_event_view *v, uint32_t tok, found *f) {
  if (plx_event_is_noun(v, tok)) {
    preps_of(v, tok, plx_map_index(&v->p->word, PLX_STR("of")), f);
    return;
  }
  uint32_t object = active_after_all(v, tok) ? plx_tree_child(v->t, tok, PLX_REL_OBJ) : plx_tree_object(v->t, tok);
  if (object != PLX_NO_TOK && with_preposition(v, object)) object = plx_tree_child(v->t, tok, PLX_REL_NSUBJ_PASS);
  push(v, f, object);
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++)
    if (rel_at(v, c) == PLX_REL_OBJ && !with_preposition(v, c)) push(v, f, c);
  if (f->n == 0) behind_particle(v, tok, f);
  // "the town they bombed": the noun of a relative clause without an object of its own
  if (rel_at(v, tok) == PLX_REL_ACL_RELCL && f->n == 0 && plx_tree_child_any(v->t, tok, PLX_REL_NSUBJ) != PLX_NO_TOK) {
    uint32_t head = plx_tree_head(v->t, tok);
    uint32_t subject = plx_tree_subject(v->t, tok);
    if (head != PLX_NO_TOK && plx_tree_antecedent(v->t, subject) != head) push(v, f, head);
  }
}

static void clauses(const plx_event_view *v, uint32_t tok, found *f) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++) {
    plx_rel r = universal_at(v, c);
    if (r == PLX_REL_XCOMP || r == PLX_REL_CCOMP) push(v, f, c);
    if (r == PLX_REL_ACL && rel_at(v, c) != PLX_REL_ACL_RELCL) push(v, f, c);
  }
  // a purpose may be what the parser makes of a complement, but only where there is no other
  uint32_t object = f->n == 0 && !plx_event_is_noun(v, tok) ? plx_tree_child(v->t, tok, PLX_REL_OBJ) : PLX_NO_TOK;
  for (uint32_t k = 0, c; f->n == 0 && (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++)
    if (universal_at(v, c) == PLX_REL_ADVCL && plx_tree_child(v->t, c, PLX_REL_MARK) != PLX_NO_TOK &&
        plx_tree_lemma_is(v->t, plx_tree_child(v->t, c, PLX_REL_MARK), "to of for that"))
      push(v, f, c);
  // "asked Oslo to leave" with the clause hung on Oslo
  for (uint32_t k = 0, c; object != PLX_NO_TOK && f->n == 0 && (c = plx_tree_kid(v->t, object, k)) != PLX_NO_TOK; k++)
    if (rel_at(v, c) == PLX_REL_ACL && plx_tree_child(v->t, c, PLX_REL_MARK) != PLX_NO_TOK) push(v, f, c);
}

static void infinitives(const plx_event_view *v, uint32_t tok, found *f) {
  uint32_t out[PLX_SLOT_TOKENS];
  found all = {out, 0, PLX_SLOT_TOKENS};
  clauses(v, tok, &all);
  for (uint32_t i = 0; i < all.n; i++) {
    uint32_t mark = plx_tree_child(v->t, out[i], PLX_REL_MARK);
    if (mark != PLX_NO_TOK && plx_tree_lemma_is(v->t, mark, "to")) push(v, f, out[i]);
  }
}

// The subject of the verb of saying that governs the clause.
static void sayer(const plx_event_view *v, uint32_t tok, found *f) {
  for (int left = 8; left > 0; left--) {
    uint32_t h = plx_tree_head(v->t, tok);
    if (h == PLX_NO_TOK) return;
    plx_rel r = universal_at(v, tok);
    if (r == PLX_REL_CCOMP || r == PLX_REL_PARATAXIS) {
      push(v, f, plx_tree_agent(v->t, h));
      return;
    }
    uint32_t said = plx_tree_child(v->t, tok, PLX_REL_PARATAXIS); // "…, he said"
    if (said != PLX_NO_TOK && plx_tree_lemma_is(v->t, said, "say tell add state"))
      push(v, f, plx_tree_agent(v->t, said));
    tok = h;
  }
}

static void modifiers(const plx_event_view *v, uint32_t tok, found *f) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++) {
    plx_rel r = universal_at(v, c);
    if (r == PLX_REL_AMOD || r == PLX_REL_COMPOUND || r == PLX_REL_ADVMOD || r == PLX_REL_FLAT ||
        rel_at(v, c) == PLX_REL_NMOD_POSS || (r == PLX_REL_NMOD && c < tok)) {
      push(v, f, c);
      if (r == PLX_REL_COMPOUND || r == PLX_REL_AMOD) modifiers(v, c, f); // "cruise missile attack"
    }
  }
}

static void particles(const plx_event_view *v, uint32_t tok, found *f) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++) {
    uint8_t u = plx_tree_tok(v->t, c)->upos;
    if (rel_at(v, c) == PLX_REL_COMPOUND_PRT || u == PLX_UPOS_ADP || u == PLX_UPOS_ADV) push(v, f, c);
  }
  const plx_sentence *s = &v->r->text.sentence.v[v->t->sentence[tok]];
  if (tok + 1 < s->first + s->count && plx_tree_tok(v->t, tok + 1)->upos == PLX_UPOS_ADP) push(v, f, tok + 1);
}

static void below(const plx_event_view *v, uint32_t tok, found *f) {
  for (uint32_t at = 0, n = 0; n < f->max; at++, n++) {
    uint32_t from = at == 0 ? tok : at - 1 < f->n ? f->out[at - 1] : PLX_NO_TOK;
    if (from == PLX_NO_TOK) return;
    for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, from, k)) != PLX_NO_TOK; k++)
      if (f->n < f->max) f->out[f->n++] = c;
  }
}

static void of_kind(const plx_event_view *v, uint32_t tok, plx_rel rel, found *f) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++)
    if (rel_at(v, c) == rel) push(v, f, c);
}

uint32_t plx_event_slot_tokens(const plx_event_view *v, uint32_t tok, plx_slot slot, uint32_t *out, uint32_t max) {
  found f = {out, 0, max};
  switch (slot.kind) {
  case PLX_SLOT_SUBJ: subjects(v, tok, &f); break;
  case PLX_SLOT_OBJ: objects(v, tok, &f); break;
  case PLX_SLOT_IOBJ: of_kind(v, tok, PLX_REL_IOBJ, &f); break;
  case PLX_SLOT_COMP: clauses(v, tok, &f); break;
  case PLX_SLOT_XCOMP: infinitives(v, tok, &f); break;
  case PLX_SLOT_MOD: modifiers(v, tok, &f); break;
  case PLX_SLOT_POSS: of_kind(v, tok, PLX_REL_NMOD_POSS, &f); break;
  case PLX_SLOT_PRT: particles(v, tok, &f); break;
  case PLX_SLOT_ANY: below(v, tok, &f); break;
  case PLX_SLOT_PREP: preps(v, tok, slot.word, &f); break;
  case PLX_SLOT_SAYER: sayer(v, tok, &f); break;
  case PLX_SLOT_INNER: break;
  }
  return f.n;
}

// --- conditions ---

static bool person_at(plx_event_view *v, uint32_t tok) {
  uint8_t u = plx_tree_tok(v->t, tok)->upos;
  return u == PLX_UPOS_PROPN || (u == PLX_UPOS_PRON && plx_tree_lemma_is(v->t, tok, "he she they we I him her them")) ||
         plx_event_known(v, tok);
}

// "gun_boat" where the token is the boat.
static bool phrase_ends(const plx_event_view *v, const plx_event_test *t, uint32_t tok) {
  for (uint32_t i = 0; i < t->phrase_count; i++) {
    const plx_event_phrase *p = &t->phrases[i];
    uint32_t same = 0;
    while (same < p->words && same <= tok && v->word[tok - same] == p->word[p->words - 1 - same]) same++;
    if (same == p->words) return true;
  }
  return false;
}

static bool word_passes(plx_event_view *v, const plx_event_test *t, uint32_t tok) {
  if (t->any || plx_event_has(t->set, v->word[tok]) || phrase_ends(v, t, tok)) return true;
  if (t->actor && plx_event_known(v, tok)) return true;
  if (t->person && person_at(v, tok)) return true;
  return t->root && plx_event_act(v, tok)->code.n && plx_event_act(v, tok)->code.p[0] >= t->root;
}

static bool phrase_passes(plx_event_view *v, const plx_event_test *t, uint32_t tok) {
  uint32_t first, last;
  plx_tree_np_tokens(v->t, tok, PLX_NP_OF | PLX_NP_CONJ, &first, &last);
  for (uint32_t i = first; i <= last && i < first + 24; i++)
    if (word_passes(v, t, i)) return true;
  return false;
}

// The word itself, what is coordinated with it, and of "dozens of soldiers" the soldiers.
static bool token_passes(plx_event_view *v, const plx_event_test *t, uint32_t tok) {
  if (t->phrase) return phrase_passes(v, t, tok);
  if (word_passes(v, t, tok)) return true;
  for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, tok, k)) != PLX_NO_TOK; k++) {
    if (rel_at(v, c) == PLX_REL_CONJ && word_passes(v, t, c)) return true;
    bool held = plx_event_has(v->p->container, v->word[tok]) && universal_at(v, c) == PLX_REL_NMOD;
    if (held && word_passes(v, t, c)) return true;
  }
  return false;
}

// spec: events.2
static bool test_holds(plx_event_view *v, const plx_event_test *t, uint32_t tok) {
  uint32_t out[PLX_SLOT_TOKENS * 2];
  for (uint32_t s = 0; s < t->slots; s++) {
    uint32_t max = t->slot[s].kind == PLX_SLOT_ANY ? PLX_SLOT_TOKENS * 2 : PLX_SLOT_TOKENS;
    uint32_t n = plx_event_slot_tokens(v, tok, t->slot[s], out, max);
    for (uint32_t i = 0; i < n; i++)
      if (out[i] != tok && token_passes(v, t, out[i])) return !t->negated;
  }
  return t->negated;
}

// --- the row that fits best ---

static bool form_fits(const plx_event_view *v, char form, uint32_t tok) {
  const plx_tok *k = plx_tree_tok(v->t, tok);
  bool participle = plx_str_in(k->xpos, "VBN VBD VBG");
  switch (form) {
  case 'v': return k->upos == PLX_UPOS_VERB || (participle && k->upos == PLX_UPOS_ADJ);
  case 'n': return k->upos == PLX_UPOS_NOUN || k->upos == PLX_UPOS_PROPN;
  case 'a': return k->upos == PLX_UPOS_ADJ || (k->upos == PLX_UPOS_VERB && participle);
  default: return k->upos != PLX_UPOS_AUX && k->upos != PLX_UPOS_ADP;
  }
}

// `ours`: the user's rows aside.
static const plx_event_row *best_row(plx_event_view *v, uint32_t tok, bool ours) {
  uint32_t w = v->word[tok];
  if (w == PLX_EVENT_WORD_NONE) return NULL;
  const plx_event_row *best = NULL;
  for (uint32_t i = v->p->first[w]; i < v->p->first[w + 1]; i++) {
    const plx_event_row *row = &v->p->row[v->p->rows_of[i]];
    if ((best && row->weight <= best->weight) || (ours && row->origin.n) || !form_fits(v, row->form, tok)) continue;
    bool holds = true;
    for (uint32_t k = 0; k < row->tests && holds; k++) holds = test_holds(v, &row->test[k], tok);
    if (holds) best = row;
  }
  return best;
}

// --- operators ---

// Does the search for a governed act go on through this edge?
static bool leads_on(const plx_event_view *v, uint32_t c) {
  switch (universal_at(v, c)) {
  case PLX_REL_OBJ:
  case PLX_REL_OBL:
  case PLX_REL_NMOD: return rel_at(v, c) != PLX_REL_NMOD_POSS;
  case PLX_REL_ACL: return rel_at(v, c) != PLX_REL_ACL_RELCL;
  case PLX_REL_XCOMP:
  case PLX_REL_CCOMP:
  case PLX_REL_CONJ:
  case PLX_REL_AMOD:
  case PLX_REL_COMPOUND: return true;
  default: return false;
  }
}

#define SEARCH_MAX   24
#define SEARCH_DEPTH 4

// "Staged a rally to demand": the rally protests no more than the staging does.  An act of the same operator is looked
// through to what it governs itself; PLX_NO_TOK: that is nothing, look on.
static uint32_t other_act(plx_event_view *v, plx_event_op op, uint32_t tok) {
  const plx_act *a = plx_event_act(v, tok);
  if (a->code.n == 0) return PLX_NO_TOK;
  return a->row->op != PLX_OP_NONE && a->row->op == op ? a->inner : tok;
}

// The nearest act at or below `from`, breadth first.
static uint32_t act_below(plx_event_view *v, uint32_t from, uint32_t self, plx_event_op op) {
  uint32_t queue[SEARCH_MAX], depth[SEARCH_MAX], n = 0;
  queue[n] = from;
  depth[n++] = 0;
  for (uint32_t at = 0; at < n; at++) {
    uint32_t act = queue[at] == self ? PLX_NO_TOK : other_act(v, op, queue[at]);
    if (act != PLX_NO_TOK) return act;
    if (depth[at] == SEARCH_DEPTH) continue;
    for (uint32_t k = 0, c; (c = plx_tree_kid(v->t, queue[at], k)) != PLX_NO_TOK && n < SEARCH_MAX; k++) {
      if (!leads_on(v, c)) continue;
      queue[n] = c;
      depth[n++] = depth[at] + 1;
    }
  }
  return PLX_NO_TOK;
}

// Where each operator looks for the act it governs, in this order.
static const char *governs(plx_event_op op) {
  switch (op) {
  case PLX_OP_ACCUSE: return "comp of for over on with about obj";
  case PLX_OP_INVESTIGATE: return "into of over for against comp obj";
  case PLX_OP_PROTEST: return "against over comp for at about after obj";
  case PLX_OP_END: return "comp obj of to from in";
  case PLX_OP_REFUSE: return "comp obj of for to on";
  default: return "comp for obj of to over on about against from with in";
  }
}

static plx_slot slot_named(const plx_event_view *v, plx_str name) {
  if (plx_str_eqz(name, "comp")) return (plx_slot){PLX_SLOT_COMP, PLX_EVENT_WORD_NONE};
  if (plx_str_eqz(name, "obj")) return (plx_slot){PLX_SLOT_OBJ, PLX_EVENT_WORD_NONE};
  return (plx_slot){PLX_SLOT_PREP, plx_map_index(&v->p->word, name)};
}

static uint32_t governed_act(plx_event_view *v, uint32_t tok, plx_event_op op) {
  plx_str list = plx_str_of(governs(op)), name;
  while (plx_str_cut(&list, ' ', &name)) {
    uint32_t out[PLX_SLOT_TOKENS];
    uint32_t n = plx_event_slot_tokens(v, tok, slot_named(v, name), out, PLX_SLOT_TOKENS);
    for (uint32_t i = 0; i < n; i++) {
      uint32_t inner = out[i] == tok ? PLX_NO_TOK : act_below(v, out[i], tok, op);
      if (inner != PLX_NO_TOK) return inner;
    }
  }
  return PLX_NO_TOK;
}

// A march "to demand the resignation of" is about the resignation, and who rejects a request to talk refuses to talk: a
// protest and a refusal look through what is wanted.
static uint32_t look_through(plx_event_view *v, plx_event_op op, uint32_t inner) {
  const plx_act *a = plx_event_act(v, inner);
  bool wants = a->row && (a->row->op == PLX_OP_DEMAND || a->row->op == PLX_OP_ASK || a->row->op == PLX_OP_INTEND);
  bool looks = op == PLX_OP_PROTEST || op == PLX_OP_REFUSE || op == PLX_OP_INTEND || op == PLX_OP_PLAN;
  return looks && wants && a->inner != PLX_NO_TOK ? a->inner : inner;
}

// "PROTEST/142" of 1412 is 1422.
static plx_str on_base(const plx_event_view *v, plx_str base, plx_str code) {
  if (base.n == 0) return code;
  if (code.n != 4 || code.p[0] != base.p[0] || code.p[1] != base.p[1]) return base;
  char four[4] = {base.p[0], base.p[1], base.p[2], code.p[3]};
  int row = plx_event_code_row(v->codes, (plx_str){four, 4});
  return row < 0 ? base : plx_cell(&plx_table_cameo, row, PLX_CAMEO_CODE);
}

// spec: events.3
static plx_str operated(plx_event_view *v, uint32_t tok, plx_act *a) {
  a->inner = governed_act(v, tok, a->row->op);
  if (a->inner == PLX_NO_TOK) return on_base(v, a->row->base, plx_event_compose(v->codes, a->row->op, (plx_str){0}));
  a->inner = look_through(v, a->row->op, a->inner);
  plx_str code = plx_event_act(v, a->inner)->code;
  if (plx_tree_negated(v->t, a->inner) && !plx_event_is_noun(v, a->inner)) { // "agreed not to attack"
    plx_str end = plx_event_compose(v->codes, PLX_OP_END, code);
    if (end.n) code = end;
  }
  return on_base(v, a->row->base, plx_event_compose(v->codes, a->row->op, code));
}

// spec: dict.7
const plx_act *plx_event_act(plx_event_view *v, uint32_t tok) {
  plx_act *a = &v->act[tok];
  if (a->state == DONE || a->state == BUSY) return a; // busy: a cycle of questions, answered "no act"
  a->state = BUSY;
  a->inner = PLX_NO_TOK;
  const plx_event_row *row = best_row(v, tok, false);
  if (row) {
    plx_act out = {.row = row, .code = row->code, .inner = PLX_NO_TOK};
    // the user's row has the last word on the code; what is only asked or threatened has still not happened
    const plx_event_row *ours = row->origin.n ? best_row(v, tok, true) : NULL;
    if (row->op != PLX_OP_NONE) out.code = operated(v, tok, &out);
    else if (ours && ours->op != PLX_OP_NONE) out.inner = governed_act(v, tok, ours->op);
    *a = out;
  }
  a->state = DONE;
  return a;
}

bool plx_act_is_event(const plx_act *a) {
  return a->row && a->row->form != 't' && a->code.n > 0 && a->code.p[0] != '+';
}
