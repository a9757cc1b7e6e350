/* SPDX-License-Identifier: Apache-2.0 */
// Three finders claim tokens, the surest first: the tables, the tagger, capitals.  A table's name yields where the
// tagger or the capitals around it say that it is only a part ("Jordan" in "Jordan Peterson"), titles and demonyms
// around it aside.  What a finder claims is no longer free for the next.
#include "meaning/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "language/labels.h"
#include "tables.h"

#define TYPES 4

typedef struct finder {
  const plx_actors *actors;
  const plx_gazetteer *names;
  const plx_places *places;
  const plx_text *text;
  plx_arena *doc, *tmp;
  plx_name_words pieces;
  uint32_t *piece_of; // [tokens + 1] first piece of each token
  bool *taken;        // [tokens] claimed by a name
  bool *demonym;      // [tokens]
  bool *starts;       // [tokens] begins a sentence
  bool *titled;       // [tokens] in a sentence whose every word has a capital: capitals tell nothing
  plx_names *out;
} finder;

int plx_names_title(plx_str form) {
  for (int i = 0; i < plx_table_titles.rows; i++)
    if (plx_str_eqi(form, plx_cell(&plx_table_titles, i, PLX_TITLES_TITLE))) return i;
  return -1;
}

static const plx_tok *tok(const finder *f, uint32_t i) {
  return &f->text->tok.v[i];
}

static bool capital(const finder *f, uint32_t i) {
  int n;
  return tok(f, i)->form.n && plx_cp_upper(plx_utf8_at(tok(f, i)->form, 0, &n));
}

// Months, days and other capitalised words that name no one.
static bool calendar(plx_str w) {
  return plx_str_in(w,
                    "January February March April May June July August September October November December Monday "
                    "Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov "
                    "Dec Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec. Mon Tue Wed Thu Fri Sat Sun I GMT EST EDT UTC "
                    "BST CET PST AM PM A.M. P.M. Christmas Easter Ramadan Eid Adha Fitr Eve Year Thanksgiving "
                    "Halloween North South East West "
                    "Northern Southern Eastern Western Northeast Northwest Southeast Southwest Side Jr. Sr. Jr Sr "
                    "OK");
}

// Does a title with office end at token i ("Foreign Minister", "Mr")?
static bool title_ends(const finder *f, uint32_t i) {
  uint32_t first;
  if (plx_names_title(tok(f, i)->form) >= 0 && capital(f, i)) return true;
  int row = plx_actor_noun(f->actors, f->text, i, &first);
  return row >= 0 && plx_str_eqz(plx_actor_noun_cell(f->actors, row, PLX_AGENTS_KIND), "person") &&
         (plx_str_eqz(plx_actor_noun_cell(f->actors, row, PLX_AGENTS_TITLE), "yes") ||
          tok(f, i)->upos != PLX_UPOS_PROPN);
}

// --- adding ---

static uint32_t word_count(plx_str norm) {
  uint32_t n = norm.n > 0;
  for (size_t i = 0; i < norm.n; i++) n += norm.p[i] == ' ';
  return n;
}

static plx_name *add(finder *f, plx_span span, uint32_t first, uint32_t last) {
  plx_name *n = plx_vec_push(f->doc, f->out);
  *n = (plx_name){.span = span, .first = first, .count = last - first + 1, .known = PLX_NONE, .type = PLX_ENTITY_MISC};
  n->norm = plx_gazetteer_norm(f->names, plx_span_str(f->text->bytes, span), f->doc);
  n->words = word_count(n->norm);
  for (uint32_t i = first; i <= last; i++) f->taken[i] = true;
  return n;
}

// "Federico Martinez, 44, …": who has an age is a person.
static bool has_age(const finder *f, uint32_t last) {
  if (last + 3 >= f->text->tok.n || !plx_str_eqz(tok(f, last + 1)->form, ",")) return false;
  plx_str age = tok(f, last + 2)->form;
  bool number = age.n == 2 && age.p[0] >= '0' && age.p[0] <= '9' && age.p[1] >= '0' && age.p[1] <= '9';
  return number && plx_str_in(tok(f, last + 3)->form, ", .");
}

// "Jordan Whitfield" is a person whatever the label says: a given name, a further one, no town, no body.
static void check_person(finder *f, plx_name *n) {
  uint32_t noun;
  if (n->words < 2 || n->words > 4 || n->type == PLX_ENTITY_PER || n->type == PLX_ENTITY_ORG) return;
  plx_str rest = n->norm, given;
  plx_str_cut(&rest, ' ', &given);
  bool common = plx_actor_noun(f->actors, f->text, n->first + n->count - 1, &noun) >= 0;
  bool named =
      plx_gazetteer_given(f->names, given) != PLX_GENDER_NONE && plx_places_population(f->places, n->norm) == 0;
  if ((named || has_age(f, n->first + n->count - 1)) && !common) n->type = PLX_ENTITY_PER;
}

// --- the tables ---

static uint8_t label_at(const finder *f, uint32_t i) {
  return tok(f, i)->ner;
}
static bool begins(uint8_t ner) {
  return ner == PLX_NER_B_PER || ner == PLX_NER_B_ORG || ner == PLX_NER_B_LOC || ner == PLX_NER_B_MISC;
}
static plx_entity_type type_of_label(uint8_t ner) {
  return ner == PLX_NER_B_PER || ner == PLX_NER_I_PER   ? PLX_ENTITY_PER
         : ner == PLX_NER_B_ORG || ner == PLX_NER_I_ORG ? PLX_ENTITY_ORG
         : ner == PLX_NER_B_LOC || ner == PLX_NER_I_LOC ? PLX_ENTITY_LOC
                                                        : PLX_ENTITY_MISC;
}

// Would the token next to a table's name make it part of a longer one?  A further name, no title, no demonym.
static bool extends(const finder *f, uint32_t i, bool before) {
  uint32_t count;
  if (!capital(f, i) || tok(f, i)->upos != PLX_UPOS_PROPN || calendar(tok(f, i)->form) || f->demonym[i]) return false;
  if (title_ends(f, i) || (before && f->starts[i] && label_at(f, i) == PLX_NER_O)) return false;
  return plx_gazetteer_match(f->names, &f->pieces, f->piece_of[i], &count) == PLX_NONE;
}

static bool is_given(const finder *f, uint32_t i) {
  plx_mark mark = plx_arena_mark(f->tmp);
  plx_gender g = plx_gazetteer_given(f->names, plx_gazetteer_norm(f->names, tok(f, i)->form, f->tmp));
  plx_arena_reset(f->tmp, mark);
  return g != PLX_GENDER_NONE;
}

// A country or surname in tokens first..last that is only a part: "Jordan Peterson", "Iran Air".
// spec: entity.13
static bool is_part(const finder *f, const plx_known *k, uint32_t first, uint32_t last, uint32_t words) {
  if ((k->kind == PLX_KNOWN_ACTOR || k->kind == PLX_KNOWN_USER) && words > 1) return false;
  if (last + 1 < f->text->tok.n && !f->starts[last + 1] && extends(f, last + 1, false)) return true;
  if (first == 0 || f->starts[first] || !extends(f, first - 1, true)) return false;
  return k->kind != PLX_KNOWN_ACTOR || k->type != PLX_ENTITY_PER || is_given(f, first - 1);
}

// The case marker of a noun, or of the noun it is coordinated with; absent if none.
static plx_str marker_of(const finder *f, uint32_t head) {
  const plx_text *t = f->text;
  if (tok(f, head)->rel == PLX_REL_CONJ && tok(f, head)->head >= 0) head = (uint32_t)tok(f, head)->head;
  for (uint32_t i = head > 12 ? head - 12 : 0; i < head; i++)
    if (t->tok.v[i].head == (int32_t)head && t->tok.v[i].rel == PLX_REL_CASE) return t->tok.v[i].form;
  return (plx_str){0};
}

// "Damascus airport", "a Lisbon newspaper" are of the town; "the Khartoum government" is not.
static bool modifies_local(const finder *f, uint32_t last) {
  int32_t h = tok(f, last)->head;
  uint32_t first;
  if (tok(f, last)->rel != PLX_REL_COMPOUND || h <= (int32_t)last) return false;
  int row = plx_actor_noun(f->actors, f->text, (uint32_t)h, &first);
  plx_str sector = plx_actor_noun_cell(f->actors, row, PLX_AGENTS_SECTOR);
  return row >= 0 && !plx_str_in(sector, "GOV MIL LEG SPY");
}

// A capital as the town: "in Moscow", "Damascus airport", "Paris-based", "flew to London", "the capital Kyiv".
// spec: entity.2
static bool means_town(const finder *f, uint32_t first, uint32_t last) {
  const plx_text *t = f->text;
  bool inside = first > 0 && !f->starts[first];
  if (inside && plx_str_in(tok(f, first - 1)->form, "capital city town northern southern eastern western central "
                                                    "downtown greater Greater Central East West North South"))
    return true;
  plx_str mark = marker_of(f, last);
  if (!mark.n && inside) mark = plx_str_in(tok(f, first - 1)->form, "in In at near") ? PLX_STR("in") : mark;
  int32_t h = tok(f, last)->head;
  if (plx_str_in(mark, "in In at At near Near outside around across throughout inside")) return true;
  if (plx_str_in(mark, "to from through via into") && h >= 0 &&
      plx_str_in(t->tok.v[h].lemma,
                 "travel fly go return arrive come visit drive march move flee head trip visit flight "
                 "journey arrival road walk advance deploy transport bring take mile kilometer km"))
    return true;
  if (modifies_local(f, last)) return true;
  if (last + 1 >= t->tok.n || f->starts[last + 1]) return false;
  plx_str next = tok(f, last + 1)->form;
  if (plx_str_eqz(next, "(") || (plx_str_eqz(next, ",") && f->starts[first])) return true; // a dateline
  return plx_str_eqz(next, "-") && last + 2 < t->tok.n && plx_str_eqz(tok(f, last + 2)->form, "based");
}

static void find_known(finder *f) {
  for (uint32_t p = 0; p < f->pieces.n; p++) {
    uint32_t count, i = f->pieces.v[p].tok;
    uint32_t id = plx_gazetteer_match(f->names, &f->pieces, p, &count);
    if (id == PLX_NONE || f->taken[i]) continue;
    const plx_known *k = plx_gazetteer_at(f->names, id);
    uint32_t last = f->pieces.v[p + count - 1].tok;
    if (k->kind == PLX_KNOWN_DEMONYM) {
      for (uint32_t j = i; j <= last; j++) f->demonym[j] = true;
      p += count - 1;
      continue;
    }
    if (is_part(f, k, i, last, count)) continue;
    // a common word at the start of a sentence is a name only if the tagger says so too
    if (count == 1 && f->starts[i] && k->kind == PLX_KNOWN_ACTOR && !f->pieces.v[p].caps &&
        tok(f, i)->upos != PLX_UPOS_PROPN)
      continue;
    plx_name *n = add(f, plx_span_join(f->pieces.v[p].span, f->pieces.v[p + count - 1].span), i, last);
    n->known = id;
    bool labelled = k->kind == PLX_KNOWN_USER && k->type != PLX_ENTITY_LOC && label_at(f, i) != PLX_NER_O;
    n->type = labelled ? type_of_label(label_at(f, i)) : k->type;
    n->sure = true;
    n->as_place = k->kind == PLX_KNOWN_CAPITAL && means_town(f, i, last);
    p += count - 1;
  }
}

// --- the tagger ---

// Takes articles, titles and demonyms off the front, possessives and punctuation off the end.
static bool trim(const finder *f, uint32_t *first, uint32_t *last, plx_entity_type type) {
  while (*first < *last && (plx_str_in(tok(f, *first)->form, "the The a an A An") || f->demonym[*first] ||
                            tok(f, *first)->upos == PLX_UPOS_PUNCT))
    ++*first;
  if (type == PLX_ENTITY_PER)
    for (uint32_t i = *last; i-- > *first;)
      if (title_ends(f, i)) {
        *first = i + 1;
        break;
      }
  while (*last > *first &&
         (plx_str_in(tok(f, *last)->form, "'s \xe2\x80\x99s ' \xe2\x80\x99") || tok(f, *last)->upos == PLX_UPOS_PUNCT))
    --*last;
  return tok(f, *first)->upos != PLX_UPOS_PUNCT && capital(f, *last);
}

// Are tokens first..last a title or the beginning of one ("Secretary of State", "Foreign" Minister), and no name?
static bool is_title(const finder *f, uint32_t first, uint32_t last) {
  for (uint32_t i = last; i <= last + 2 && i < f->text->tok.n && (i == last || !f->starts[i]); i++) {
    uint32_t noun;
    int row = plx_actor_noun(f->actors, f->text, i, &noun);
    bool person = row >= 0 && plx_str_eqz(plx_actor_noun_cell(f->actors, row, PLX_AGENTS_KIND), "person");
    if (person && noun <= first) return true;
  }
  return first == last && plx_names_title(tok(f, first)->form) >= 0;
}

// The last token of a name that goes on behind its label, because what heads it is a name too: "Baghdad University"
// "Medical School".
static uint32_t goes_on_to(const finder *f, uint32_t first, uint32_t last) {
  int32_t head = -1;
  for (uint32_t i = first; i <= last; i++)
    if (tok(f, i)->rel == PLX_REL_COMPOUND && tok(f, i)->head > head) head = tok(f, i)->head;
  if (head <= (int32_t)last || head >= (int32_t)f->text->tok.n) return last;
  for (uint32_t i = last + 1; i <= (uint32_t)head; i++)
    if (f->taken[i] || f->starts[i] || !capital(f, i) || tok(f, i)->upos != PLX_UPOS_PROPN || title_ends(f, i))
      return last;
  return (uint32_t)head;
}

// Does a common noun of the table stand in first..last?
static bool has_common_noun(const finder *f, uint32_t first, uint32_t last) {
  uint32_t noun;
  for (uint32_t i = first; i <= last; i++)
    if (plx_actor_noun(f->actors, f->text, i, &noun) >= 0) return true;
  return false;
}

// "Navarro County Sheriff Elmer Tanner" is Elmer Tanner, whatever the label says.
static bool cut_title(const finder *f, uint32_t *first, uint32_t last) {
  for (uint32_t i = last; i-- > *first;)
    if (tok(f, i)->upos != PLX_UPOS_PUNCT && title_ends(f, i) && !has_common_noun(f, i + 1, last)) {
      *first = i + 1;
      return true;
    }
  return false;
}

// A name of several words is what its last word says: "Sherman Parkway" is a place, "… Department" a body.
static plx_entity_type type_by_last(const finder *f, uint32_t first, uint32_t last, plx_entity_type label) {
  uint32_t noun;
  int row = first < last ? plx_actor_noun(f->actors, f->text, last, &noun) : -1;
  plx_str kind = plx_actor_noun_cell(f->actors, row, PLX_AGENTS_KIND);
  return plx_str_eqz(kind, "body") ? PLX_ENTITY_ORG : plx_str_eqz(kind, "place") ? PLX_ENTITY_LOC : label;
}

// Free tokens labelled as one name.
static void find_labelled(finder *f) {
  for (uint32_t i = 0; i < f->text->tok.n; i++) {
    if (f->taken[i] || label_at(f, i) == PLX_NER_O || f->demonym[i]) continue;
    plx_entity_type type = type_of_label(label_at(f, i));
    uint32_t first = i, last = i;
    while (last + 1 < f->text->tok.n && !f->taken[last + 1] && label_at(f, last + 1) != PLX_NER_O &&
           !begins(label_at(f, last + 1)) && !f->starts[last + 1])
      last++;
    last = goes_on_to(f, first, last);
    type = type_by_last(f, first, last, type);
    if (cut_title(f, &first, last)) type = PLX_ENTITY_PER;
    i = last;
    if (!trim(f, &first, &last, type) || calendar(tok(f, first)->form) || calendar(tok(f, last)->form)) continue;
    if (is_title(f, first, last) || (first == last && tok(f, first)->upos != PLX_UPOS_PROPN && f->starts[first]))
      continue;
    plx_name *n = add(f, plx_span_join(tok(f, first)->span, tok(f, last)->span), first, last);
    n->type = type;
    n->sure = true;
    check_person(f, n);
  }
}

// --- capitals ---

static bool in_run(const finder *f, uint32_t i) {
  return !f->taken[i] && !f->demonym[i] && capital(f, i) && tok(f, i)->upos == PLX_UPOS_PROPN &&
         tok(f, i)->form.n > 1 && !calendar(tok(f, i)->form);
}

// What a run of capitals is, by its last word and by what stands before it.
static plx_entity_type type_of_run(const finder *f, uint32_t first, uint32_t last) {
  uint32_t nf;
  int row = plx_actor_noun(f->actors, f->text, last, &nf);
  plx_str kind = plx_actor_noun_cell(f->actors, row, PLX_AGENTS_KIND);
  if (plx_str_eqz(kind, "body")) return PLX_ENTITY_ORG;
  if (plx_str_eqz(kind, "place")) return PLX_ENTITY_LOC;
  if (first > 0 && !f->starts[first] && title_ends(f, first - 1)) return PLX_ENTITY_PER;
  plx_str norm = plx_gazetteer_norm(
      f->names, plx_span_str(f->text->bytes, plx_span_join(tok(f, first)->span, tok(f, last)->span)), f->tmp);
  if (plx_places_population(f->places, norm) > 0 && first > 0 &&
      plx_str_in(tok(f, first - 1)->form, "in at near of from "
                                          "around to"))
    return PLX_ENTITY_LOC;
  return PLX_ENTITY_MISC;
}

static void find_capitals(finder *f) {
  for (uint32_t i = 0; i < f->text->tok.n; i++) {
    if (!in_run(f, i)) continue;
    uint32_t first = i, last = i;
    while (last + 1 < f->text->tok.n && in_run(f, last + 1) && !f->starts[last + 1]) last++;
    i = last;
    if (!trim(f, &first, &last, PLX_ENTITY_PER) || title_ends(f, last)) continue;
    plx_entity_type type = type_of_run(f, first, last);
    plx_name *n = add(f, plx_span_join(tok(f, first)->span, tok(f, last)->span), first, last);
    n->type = type;
    check_person(f, n);
  }
}

// --- repetitions ---

static plx_str last_word(plx_str norm) {
  for (size_t i = norm.n; i-- > 0;)
    if (norm.p[i] == ' ') return plx_str_sub(norm, i + 1, norm.n);
  return norm;
}

// Free capitalised words that are the whole or the last word of a name found: "Lavrov".
static void find_repeated(finder *f) {
  plx_map seen;
  plx_map_init(&seen, f->tmp);
  for (uint32_t i = 0; i < f->out->n; i++) {
    const plx_name *n = &f->out->v[i];
    if (n->words == 1 && n->sure) *plx_map_put(&seen, n->norm) = (uint32_t)n->type + 1;
    else if (n->type == PLX_ENTITY_PER && n->words > 1) *plx_map_put(&seen, last_word(n->norm)) = PLX_ENTITY_PER + 1;
  }
  for (uint32_t p = 0; p < f->pieces.n; p++) {
    const plx_name_word *w = &f->pieces.v[p];
    const uint32_t *type = w->upper && !f->taken[w->tok] && w->norm.n > 2 ? plx_map_get(&seen, w->norm) : NULL;
    if (!type || f->demonym[w->tok] || (f->starts[w->tok] && tok(f, w->tok)->upos != PLX_UPOS_PROPN)) continue;
    plx_name *n = add(f, w->span, w->tok, w->tok);
    n->type = (plx_entity_type)(*type - 1);
  }
}

// --- types by vote ---

static void settle_types(finder *f) {
  plx_map group;
  plx_map_init(&group, f->tmp);
  uint32_t(*votes)[TYPES] = plx_arena_array(f->tmp, f->out->n + 1, sizeof *votes);
  for (uint32_t i = 0; i < f->out->n; i++) {
    const plx_name *n = &f->out->v[i];
    uint32_t g = plx_map_intern(&group, n->norm);
    votes[g][n->type] += n->known != PLX_NONE ? 100 : n->type == PLX_ENTITY_MISC ? 1 : 2;
  }
  for (uint32_t i = 0; i < f->out->n; i++) {
    plx_name *n = &f->out->v[i];
    const uint32_t *v = votes[plx_map_intern(&group, n->norm)];
    for (int t = 0; t < TYPES && n->known == PLX_NONE; t++)
      if (v[t] > v[n->type]) n->type = (plx_entity_type)t;
  }
}

// How a name's words are borne out by the rest of the document.
typedef struct evidence {
  plx_map small; // words that stand without a capital somewhere
  plx_map firm;  // normal names and their last words that stand inside an ordinary sentence
} evidence;

static evidence gather(const finder *f) {
  evidence e;
  plx_map_init(&e.small, f->tmp);
  plx_map_init(&e.firm, f->tmp);
  for (uint32_t p = 0; p < f->pieces.n; p++)
    if (!f->pieces.v[p].upper && f->pieces.v[p].norm.n) plx_map_put(&e.small, f->pieces.v[p].norm);
  for (uint32_t i = 0; i < f->out->n; i++) {
    const plx_name *n = &f->out->v[i];
    if (f->titled[n->first] || (f->starts[n->first] && n->words == 1)) continue;
    plx_map_put(&e.firm, n->norm);
    plx_map_put(&e.firm, last_word(n->norm));
  }
  return e;
}

static bool is_common(const finder *f, plx_str norm) {
  return plx_gazetteer_common(f->names, norm);
}

// No name after all: "Iodine" where "iodine" stands too; a headline's "Teen Killed"; a lone "Meanwhile".
static bool unlikely(const finder *f, const evidence *e, const plx_name *n) {
  if (n->known != PLX_NONE) return false;
  bool firm = plx_map_get(&e->firm, n->norm) != NULL;
  if (n->words == 1 && plx_map_get(&e->small, n->norm)) return true;
  if (f->titled[n->first] && !firm) return true;
  bool common = n->words == 1 && is_common(f, n->norm);
  return common && (!firm || !n->sure);
}

static void drop_unlikely(finder *f) {
  evidence e = gather(f);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < f->out->n; i++)
    if (!unlikely(f, &e, &f->out->v[i])) f->out->v[kept++] = f->out->v[i];
  f->out->n = kept;
}

// "Hadiya Pendleton" is a person where "Pendleton" alone is one.
static void settle_by_surname(finder *f) {
  plx_map person;
  plx_map_init(&person, f->tmp);
  for (uint32_t i = 0; i < f->out->n; i++)
    if (f->out->v[i].type == PLX_ENTITY_PER) plx_map_put(&person, last_word(f->out->v[i].norm));
  for (uint32_t i = 0; i < f->out->n; i++) {
    plx_name *n = &f->out->v[i];
    if (n->known != PLX_NONE || n->words > 3 || has_common_noun(f, n->first, n->first + n->count - 1)) continue;
    if (n->words > 1 && n->type != PLX_ENTITY_PER && plx_map_get(&person, last_word(n->norm))) n->type = PLX_ENTITY_PER;
  }
}

// In order of the text.
static int by_place(const void *a, const void *b) {
  const plx_name *x = a, *y = b;
  return x->span.at < y->span.at ? -1 : x->span.at > y->span.at;
}

// The first word, behind an opening quotation mark if there is one.
static void mark_start(finder *f, uint32_t i) {
  f->starts[i] = true;
  if (i + 1 < f->text->tok.n && tok(f, i)->upos == PLX_UPOS_PUNCT) f->starts[i + 1] = true;
}

// A headline in capitals: nearly all its longer words begin with one, and no full stop ends it.
static bool is_titled(const finder *f, const plx_sentence *s) {
  if (s->count == 0) return false;
  if (plx_str_in(tok(f, s->first + s->count - 1)->form, ". ! ? \" ' \xe2\x80\x9d \xe2\x80\x99 )")) return false;
  uint32_t words = 0, capitals = 0;
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    if (tok(f, i)->form.n < 4 || tok(f, i)->upos == PLX_UPOS_PUNCT || tok(f, i)->upos == PLX_UPOS_NUM) continue;
    words++;
    capitals += capital(f, i);
  }
  return words >= 4 && capitals * 5 >= words * 4;
}

static void prepare(finder *f) {
  uint32_t n = f->text->tok.n;
  plx_gazetteer_cut(f->names, f->text, f->tmp, &f->pieces);
  f->piece_of = PLX_NEWS(f->tmp, uint32_t, n + 1);
  f->taken = PLX_NEWS(f->tmp, bool, n);
  f->demonym = PLX_NEWS(f->tmp, bool, n);
  f->starts = PLX_NEWS(f->tmp, bool, n + 1);
  f->titled = PLX_NEWS(f->tmp, bool, n + 1);
  for (uint32_t p = f->pieces.n; p-- > 0;) f->piece_of[f->pieces.v[p].tok] = p;
  for (uint32_t s = 0; s < f->text->sentence.n; s++) {
    const plx_sentence *x = &f->text->sentence.v[s];
    mark_start(f, x->first);
    for (uint32_t i = x->first; is_titled(f, x) && i < x->first + x->count; i++) f->titled[i] = true;
  }
}

void plx_names_find(const plx_actors *actors, const plx_places *places, const plx_text *text, plx_arena *doc,
                    plx_arena *tmp, plx_names *out) {
  finder f = {.actors = actors,
              .names = plx_actors_names(actors),
              .places = places,
              .text = text,
              .doc = doc,
              .tmp = tmp,
              .out = out};
  prepare(&f);
  find_known(&f);
  find_labelled(&f);
  find_capitals(&f);
  find_repeated(&f);
  drop_unlikely(&f);
  settle_types(&f);
  settle_by_surname(&f);
  if (out->n) qsort(out->v, out->n, sizeof *out->v, by_place);
}
