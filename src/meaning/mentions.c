/* SPDX-License-Identifier: Apache-2.0 */
// One candidate a head: the noun or pronoun that the tree hangs a phrase on.  Names come ready from the record.
#include "meaning/mentions.h"

#include <stdlib.h>

#include "language/labels.h"
#include "meaning/quotes.h"
#include "meaning/trees.h"
#include "tables.h"

struct plx_mention_tables {
  const plx_actors *actors;
  plx_map noun;   // noun → plx_class
  plx_map person; // noun → plx_gender
};

plx_mention_tables *plx_mention_tables_new(const plx_actors *actors, plx_arena *process) {
  plx_mention_tables *t = PLX_NEW(process, plx_mention_tables);
  t->actors = actors;
  plx_map_init(&t->noun, process);
  plx_map_init(&t->person, process);
  for (int i = 0; i < plx_table_nouns.rows; i++) {
    plx_str c = plx_cell(&plx_table_nouns, i, PLX_NOUNS_CLASS);
    *plx_map_put(&t->noun, plx_cell(&plx_table_nouns, i, PLX_NOUNS_NOUN)) = plx_str_eqz(c, "person")  ? PLX_CLASS_PERSON
                                                                            : plx_str_eqz(c, "group") ? PLX_CLASS_GROUP
                                                                                                      : PLX_CLASS_PLACE;
  }
  for (int i = 0; i < plx_table_genders.rows; i++)
    if (plx_str_eqz(plx_cell(&plx_table_genders, i, PLX_GENDERS_KIND), "noun"))
      *plx_map_put(&t->person, plx_cell(&plx_table_genders, i, PLX_GENDERS_WORD)) =
          plx_str_eqz(plx_cell(&plx_table_genders, i, PLX_GENDERS_GENDER), "m") ? PLX_GENDER_M : PLX_GENDER_F;
  return t;
}

typedef struct maker {
  const plx_mention_tables *t;
  const plx_record *r;
  plx_trees trees;
  plx_quotes quotes;
  plx_arena *tmp;
  plx_candidates *out;
} maker;

static const plx_tok *tok(const maker *k, uint32_t i) {
  return &k->r->text.tok.v[i];
}

// --- forms of pronouns ---

static bool is_one_of(plx_str w, const char *list) {
  char buf[16];
  if (w.n >= sizeof buf) return false;
  for (size_t i = 0; i < w.n; i++) buf[i] = (char)(w.p[i] >= 'A' && w.p[i] <= 'Z' ? w.p[i] + 32 : w.p[i]);
  return plx_str_in((plx_str){buf, w.n}, list);
}

static plx_form form_of(const plx_tok *t) {
  static const struct {
    plx_form form;
    const char *words;
  } list[] = {{PLX_FORM_I, "i me my mine myself"},
              {PLX_FORM_YOU, "you your yours yourself yourselves ya ye"},
              {PLX_FORM_HE, "he him his himself"},
              {PLX_FORM_SHE, "she her hers herself"},
              {PLX_FORM_IT, "it its itself"},
              {PLX_FORM_WE, "we us our ours ourselves"},
              {PLX_FORM_THEY, "they them their theirs themselves em"},
              {PLX_FORM_THIS, "this that these those"},
              {PLX_FORM_ONE, "one someone somebody everyone everybody anyone anybody nobody both"}};
  if (t->upos == PLX_UPOS_PRON && t->rel != PLX_REL_EXPL && t->rel != PLX_REL_MARK)
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
      if (is_one_of(t->form, list[i].words)) return list[i].form;
  if (t->upos == PLX_UPOS_ADV && is_one_of(t->form, "here there")) return PLX_FORM_HERE;
  return PLX_FORMS;
}

// "Libyans" are people.
static bool is_demonym(const maker *k, uint32_t head) {
  const plx_gazetteer *g = plx_actors_names(k->t->actors);
  plx_mark mark = plx_arena_mark(k->tmp);
  uint32_t known = plx_gazetteer_find(g, plx_gazetteer_norm(g, tok(k, head)->form, k->tmp));
  plx_arena_reset(k->tmp, mark);
  return known != PLX_NONE && plx_gazetteer_at(g, known)->kind == PLX_KNOWN_DEMONYM;
}

// "Russian" before its noun, "Soviet" in "Soviet-trained": not a phrase of its own.  "Justice" of a minister neither.
static bool only_modifies(const maker *k, uint32_t i) {
  const plx_tok *t = tok(k, i);
  if (t->rel == PLX_REL_COMPOUND && t->head >= 0 && tok(k, (uint32_t)t->head)->rel == PLX_REL_NMOD_DESC) return true;
  if (t->upos != PLX_UPOS_PROPN || i + 1 >= k->r->text.tok.n || !is_demonym(k, i)) return false;
  const plx_tok *next = tok(k, i + 1);
  bool noun = next->upos == PLX_UPOS_NOUN || next->upos == PLX_UPOS_PROPN || next->upos == PLX_UPOS_ADJ;
  return noun || plx_str_eqz(next->form, "-");
}

// "Secretary" and "State" of "Secretary of State John Kerry": the title is the name's.
static bool in_title(const maker *k, uint32_t i) {
  for (uint32_t next = i + 1; next <= i + 3 && next < k->r->text.tok.n; next++) {
    uint32_t m = plx_mention_over(k->r, next), first;
    if (m == PLX_NONE) continue;
    const plx_mention *name = &k->r->mention.v[m];
    if (name->first != next || k->r->entity.v[name->entity].type != PLX_ENTITY_PER) return false;
    int row = plx_actor_noun(k->t->actors, &k->r->text, next - 1, &first);
    return row >= 0 && first <= i && plx_str_eqz(plx_actor_noun_cell(k->t->actors, row, PLX_AGENTS_KIND), "person");
  }
  return false;
}

static bool heads_phrase(const plx_tok *t) {
  bool noun = t->upos == PLX_UPOS_NOUN || t->upos == PLX_UPOS_PROPN;
  return noun && t->rel != PLX_REL_FLAT && t->rel != PLX_REL_FIXED && t->rel != PLX_REL_NMOD_DESC &&
         t->rel != PLX_REL_GOESWITH && t->form.n > 1;
}

// --- what its own words tell ---

static plx_place_in place_in(const plx_tok *t) {
  switch (t->rel) {
  case PLX_REL_NSUBJ: return PLX_IN_SUBJECT;
  case PLX_REL_NSUBJ_PASS: return PLX_IN_PASSIVE;
  case PLX_REL_OBJ:
  case PLX_REL_IOBJ: return PLX_IN_OBJECT;
  case PLX_REL_OBL:
  case PLX_REL_OBL_AGENT: return PLX_IN_OBLIQUE;
  case PLX_REL_NMOD: return PLX_IN_OF;
  case PLX_REL_NMOD_POSS: return PLX_IN_OWNER;
  case PLX_REL_APPOS: return PLX_IN_APPOS;
  case PLX_REL_COMPOUND: return PLX_IN_COMPOUND;
  case PLX_REL_CONJ: return PLX_IN_CONJ;
  default: return PLX_IN_OTHER;
  }
}

static bool verb_of_saying(const maker *k, uint32_t i) {
  return plx_tree_lemma_is(&k->trees, i,
                           "say tell add ask announce warn reply explain write claim note state insist "
                           "argue stress admit confirm deny declare suggest recall");
}

static plx_class class_of(const maker *k, uint32_t head) {
  uint32_t first;
  int row = plx_actor_noun(k->t->actors, &k->r->text, head, &first);
  plx_str kind = plx_actor_noun_cell(k->t->actors, row, PLX_AGENTS_KIND);
  if (kind.n)
    return plx_str_eqz(kind, "person")  ? PLX_CLASS_PERSON
           : plx_str_eqz(kind, "body")  ? PLX_CLASS_GROUP
           : plx_str_eqz(kind, "place") ? PLX_CLASS_PLACE
                                        : PLX_CLASS_THING;
  const uint32_t *c = plx_map_get(&k->t->noun, tok(k, head)->lemma);
  if (c) return (plx_class)*c;
  return tok(k, head)->upos == PLX_UPOS_PROPN && is_demonym(k, head) ? PLX_CLASS_PERSON : PLX_CLASS_NONE;
}

static plx_det det_of(const maker *k, uint32_t first, uint32_t head) {
  plx_det det = PLX_DET_BARE;
  for (uint32_t i = first; i < head; i++) {
    const plx_tok *t = tok(k, i);
    if (t->head != (int32_t)head) continue;
    if (t->rel == PLX_REL_NMOD_POSS) return PLX_DET_WHOSE;
    if (t->rel == PLX_REL_DET && det == PLX_DET_BARE)
      det = is_one_of(t->form, "the")                     ? PLX_DET_THE
            : is_one_of(t->form, "a an another")          ? PLX_DET_A
            : is_one_of(t->form, "this that these those") ? PLX_DET_THIS
                                                          : PLX_DET_SOME;
    if (t->rel == PLX_REL_NUMMOD && det == PLX_DET_BARE) det = PLX_DET_SOME;
  }
  return det;
}

static uint32_t hash_lower(plx_str s, uint32_t seed) {
  uint32_t h = seed;
  for (size_t i = 0; i < s.n; i++)
    h = (h ^ (uint8_t)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i])) * 16777619u;
  return h;
}

static plx_gender gender_of_name(const maker *k, const plx_mention *m) {
  if (m->first > 0) {
    for (int i = 0; i < plx_table_titles.rows; i++)
      if (plx_str_eqi(tok(k, m->first - 1)->form, plx_cell(&plx_table_titles, i, PLX_TITLES_TITLE))) {
        plx_str g = plx_cell(&plx_table_titles, i, PLX_TITLES_GENDER);
        if (g.n) return plx_str_eqz(g, "m") ? PLX_GENDER_M : PLX_GENDER_F;
        break;
      }
  }
  const plx_gazetteer *names = plx_actors_names(k->t->actors);
  plx_mark mark = plx_arena_mark(k->tmp);
  plx_gender gender = plx_gazetteer_given(names, plx_gazetteer_norm(names, tok(k, m->first)->form, k->tmp));
  plx_arena_reset(k->tmp, mark);
  return gender;
}

// What holds for names, nouns and pronouns alike.
static plx_candidate *add(maker *k, plx_mention m, plx_form form) {
  plx_candidate *c = plx_vec_push(k->tmp, k->out);
  const plx_tok *head = tok(k, m.head);
  *c = (plx_candidate){.m = m, .form = form, .in = place_in(head)};
  c->sentence = k->trees.sentence[m.head];
  c->block = k->r->text.sentence.v[c->sentence].block;
  c->governor = head->head < 0 ? PLX_NONE : (uint32_t)head->head;
  c->quoted = k->quotes.of[m.head] != PLX_NO_QUOTE;
  c->says = c->in == PLX_IN_SUBJECT && c->governor != PLX_NONE && verb_of_saying(k, c->governor);
  c->lemma = hash_lower(head->lemma.n ? head->lemma : head->form, 2166136261u);
  if (plx_tree_child(&k->trees, m.head, PLX_REL_COP) != PLX_NO_TOK) c->in = PLX_IN_PREDICATE;
  bool plural = plx_tree_feat(&k->trees, m.head, "Number=Plur"), one = plx_tree_feat(&k->trees, m.head, "Number=Sing");
  c->number = plural ? PLX_NUMBER_MANY : one ? PLX_NUMBER_ONE : PLX_NUMBER_NONE;
  return c;
}

// What sort of thing a name is, finer than its type: "the city" is no state.
static uint32_t sort_of(const plx_entity *e) {
  if (e->type == PLX_ENTITY_LOC) return e->actor.n ? 1 : e->located ? 2 : 3;
  return 4 + hash_lower(plx_str_sub(plx_actor_sector(e->actor), 0, 3), (uint32_t)e->type);
}

static void add_name(maker *k, const plx_mention *m) {
  plx_candidate *c = add(k, *m, PLX_FORM_NAME);
  const plx_entity *e = &k->r->entity.v[m->entity];
  c->number = PLX_NUMBER_ONE;
  c->sort = sort_of(e);
  c->country = e->country.n ? hash_lower(e->country, 1) : 0;
  c->kind = e->type == PLX_ENTITY_PER   ? PLX_CLASS_PERSON
            : e->type == PLX_ENTITY_LOC ? PLX_CLASS_PLACE
                                        : PLX_CLASS_GROUP;
  if (e->type == PLX_ENTITY_PER) c->gender = gender_of_name(k, m);
  // the last word stands for the whole: "the Council" is the Security Council
  const plx_tok *last = tok(k, m->first + m->count - 1);
  c->lemma = hash_lower(last->form, 2166136261u);
  c->words = hash_lower(plx_span_str(k->r->text.bytes, m->span), 2166136261u);
}

static void add_noun(maker *k, uint32_t head) {
  uint32_t first, last;
  plx_tree_np_tokens(&k->trees, head, PLX_NP_CORE, &first, &last);
  while (first < head && tok(k, first)->upos == PLX_UPOS_ADP) first++;
  if (first > head) first = head;
  last = head;
  plx_mention m = {
      .kind = PLX_MENTION_NOMINAL, .first = first, .count = last - first + 1, .head = head, .entity = PLX_NONE};
  m.span = plx_span_join(tok(k, first)->span, tok(k, last)->span);
  plx_candidate *c = add(k, m, PLX_FORM_NOUN);
  c->kind = class_of(k, head);
  c->det = det_of(k, first, head);
  if (first < head && (c->kind == PLX_CLASS_PERSON || c->kind == PLX_CLASS_GROUP)) {
    plx_str country = plx_actor_country(plx_actor_of_words(k->t->actors, k->r, head, k->r->doc->arena));
    c->country = country.n ? hash_lower(country, 1) : 0;
  }
  const uint32_t *g = plx_map_get(&k->t->person, tok(k, head)->lemma);
  c->gender = g ? (plx_gender)*g : PLX_GENDER_NONE;
  c->words = 2166136261u;
  for (uint32_t i = first; i <= head; i++) {
    const plx_tok *t = tok(k, i);
    if (t->rel == PLX_REL_DET || t->upos == PLX_UPOS_PUNCT) continue;
    c->words = hash_lower(i == head ? t->lemma : t->form, c->words);
    c->modifiers += i < head;
  }
}

static void add_pronoun(maker *k, uint32_t i, plx_form form) {
  plx_mention m = {
      .kind = PLX_MENTION_PRONOUN, .span = tok(k, i)->span, .first = i, .count = 1, .head = i, .entity = PLX_NONE};
  plx_candidate *c = add(k, m, form);
  c->gender = form == PLX_FORM_HE ? PLX_GENDER_M : form == PLX_FORM_SHE ? PLX_GENDER_F : PLX_GENDER_NONE;
  if (form == PLX_FORM_WE || form == PLX_FORM_THEY) c->number = PLX_NUMBER_MANY;
  if (form == PLX_FORM_I || form == PLX_FORM_HE || form == PLX_FORM_SHE || form == PLX_FORM_IT)
    c->number = PLX_NUMBER_ONE;
  c->kind = form == PLX_FORM_HERE ? PLX_CLASS_PLACE : PLX_CLASS_NONE;
  c->words = c->lemma;
}

static int by_place(const void *a, const void *b) {
  const plx_mention *x = &((const plx_candidate *)a)->m, *y = &((const plx_candidate *)b)->m;
  if (x->span.at != y->span.at) return x->span.at < y->span.at ? -1 : 1;
  if (x->span.n != y->span.n) return x->span.n > y->span.n ? -1 : 1;
  return x->head < y->head ? -1 : x->head > y->head;
}

void plx_mentions_find(const plx_mention_tables *t, const plx_record *r, plx_arena *tmp, plx_candidates *out) {
  maker k = {.t = t, .r = r, .tmp = tmp, .out = out};
  k.trees = plx_trees_of(&r->text, tmp);
  k.quotes = plx_quotes_of(&r->text, tmp);
  for (uint32_t i = 0; i < r->mention.n; i++) add_name(&k, &r->mention.v[i]);
  for (uint32_t i = 0; i < r->text.tok.n; i++) {
    plx_form form = form_of(tok(&k, i));
    bool noun = form == PLX_FORMS && heads_phrase(tok(&k, i)) && !only_modifies(&k, i) && !in_title(&k, i);
    if ((form == PLX_FORMS && !noun) || plx_mention_over(r, i) != PLX_NONE) continue;
    uint32_t name = noun ? plx_mention_at(r, i) : PLX_NONE; // a title that heads its name is no phrase of its own
    if (name != PLX_NONE && r->mention.v[name].kind == PLX_MENTION_NAME) continue;
    if (noun) add_noun(&k, i);
    else add_pronoun(&k, i, form);
  }
  if (out->n) qsort(out->v, out->n, sizeof *out->v, by_place);
}
