/* SPDX-License-Identifier: Apache-2.0 */
// Names first, because all else leans on them: a pronoun needs somebody to stand for, a title somebody to belong to.
#include "meaning/entities.h"

#include <stdlib.h>

#include "language/labels.h"
#include "meaning/coreference.h"
#include "meaning/joins.h"
#include "meaning/names.h"
#include "meaning/places.h"
#include "tables.h"

#define COUNTRIES_MAX 32 // of a document, for telling namesakes apart

struct plx_entities {
  plx_actors *actors;
  plx_places *places;
  plx_coreference *coreference;
};

typedef struct finding {
  const plx_entities *m;
  plx_record *r;
  plx_arena *doc, *tmp;
  plx_names names;
  uint32_t *group; // [names] index of the first name of the group
  plx_str countries[COUNTRIES_MAX];
  uint32_t country_count;
} finding;

plx_entities *plx_entities_new(const plx_dictionary *d, plx_arena *process) {
  plx_entities *m = PLX_NEW(process, plx_entities);
  m->actors = plx_actors_new(d, process);
  m->places = plx_places_new(plx_actors_names(m->actors), process);
  m->coreference = plx_coreference_new(m->actors, process);
  return m;
}

const plx_actors *plx_entities_actors(const plx_entities *m) {
  return m->actors;
}

uint32_t plx_entity_at(const plx_record *r, uint32_t tok) {
  uint32_t m = plx_mention_at(r, tok);
  return m == PLX_NONE ? PLX_NONE : r->mention.v[m].entity;
}

plx_str plx_entity_key(const plx_record *r, uint32_t entity) {
  return entity < r->entity.n ? r->entity.v[entity].key : (plx_str){0};
}

// --- the countries a document speaks of ---

static void speaks_of(finding *f, plx_str code) {
  for (uint32_t i = 0; i < f->country_count; i++)
    if (plx_str_eq(f->countries[i], code)) return;
  if (code.n == 3 && f->country_count < COUNTRIES_MAX) f->countries[f->country_count++] = code;
}

static void collect_countries(finding *f) {
  const plx_gazetteer *g = plx_actors_names(f->m->actors);
  for (uint32_t i = 0; i < f->names.n; i++) {
    uint32_t k = f->names.v[i].known;
    const plx_known *known = k == PLX_NONE ? NULL : plx_gazetteer_at(g, k);
    bool place = known && known->kind != PLX_KNOWN_ACTOR && known->type == PLX_ENTITY_LOC;
    if (place) speaks_of(f, plx_actor_of_known(f->m->actors, k, (plx_str){0}, f->doc));
  }
  for (uint32_t i = 0; i < f->r->text.tok.n; i++) {
    const plx_tok *t = &f->r->text.tok.v[i];
    if (t->upos != PLX_UPOS_ADJ || !t->form.n || t->form.p[0] < 'A' || t->form.p[0] > 'Z') continue;
    uint32_t k = plx_gazetteer_find(g, plx_gazetteer_norm(g, t->form, f->tmp));
    if (k != PLX_NONE && plx_gazetteer_at(g, k)->kind == PLX_KNOWN_DEMONYM)
      speaks_of(f, plx_actor_of_known(f->m->actors, k, (plx_str){0}, f->doc));
  }
}

// --- from names to entities ---

// The token of first..last whose head lies outside: the one the tree knows the name by.
static uint32_t head_of(const plx_text *t, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i <= last; i++) {
    int32_t h = t->tok.v[i].head;
    if ((h < (int32_t)first || h > (int32_t)last) && t->tok.v[i].upos != PLX_UPOS_PUNCT) return i;
  }
  return last;
}

// Where the title heads the name ("President" ← flat "Assad"), the title's token is where others look for it.
static uint32_t phrase_head(const plx_text *t, uint32_t first, uint32_t last) {
  uint32_t h = head_of(t, first, last);
  int32_t up = t->tok.v[h].head;
  bool titled =
      up >= 0 && (uint32_t)up + 1 == first && (t->tok.v[h].rel == PLX_REL_FLAT || t->tok.v[h].rel == PLX_REL_APPOS);
  return titled ? (uint32_t)up : h;
}

// A dictionary of the user's is all in capitals: there the name is as the text has it.
static plx_str main_name(const finding *f, const plx_name *n) {
  const plx_known *k = plx_gazetteer_at(plx_actors_names(f->m->actors), n->known);
  if (k->kind == PLX_KNOWN_USER) return plx_span_str(f->r->text.bytes, n->span);
  return k->kind == PLX_KNOWN_ACTOR    ? plx_cell(&plx_table_actors, k->row, PLX_ACTORS_NAME)
         : k->kind == PLX_KNOWN_REGION ? plx_cell(&plx_table_regions, k->row, PLX_REGIONS_NAME)
                                       : plx_cell(&plx_table_countries, k->row, PLX_COUNTRIES_NAME);
}

static void take_known(finding *f, plx_entity *e, const plx_name *n) {
  const plx_known *k = plx_gazetteer_at(plx_actors_names(f->m->actors), n->known);
  plx_str code = plx_actor_of_known(f->m->actors, n->known, f->r->doc->published, f->doc);
  e->name = main_name(f, n);
  e->key = plx_gazetteer_norm(plx_actors_names(f->m->actors), e->name, f->doc);
  e->actor = k->kind == PLX_KNOWN_REGION ? (plx_str){0} : code;
  e->country = plx_actor_country(code);
}

// The name of a group is the table's, else the longest in the text, else the first.
static void name_entity(finding *f, plx_entity *e, const plx_name *n) {
  plx_str words = plx_span_str(f->r->text.bytes, n->span);
  bool better = !e->key.n || (n->words > 1 && words.n > e->name.n);
  if (better) {
    e->name = words;
    e->key = n->norm;
  }
}

static void build_entities(finding *f) {
  uint32_t *entity = PLX_NEWS(f->tmp, uint32_t, f->names.n + 1);
  bool *from_table = PLX_NEWS(f->tmp, bool, f->names.n + 1);
  for (uint32_t i = 0; i < f->names.n; i++) {
    const plx_name *n = &f->names.v[i];
    if (f->group[i] == i) {
      entity[i] = f->r->entity.n;
      plx_entity *e = plx_vec_push(f->doc, &f->r->entity);
      e->type = n->type;
    }
    uint32_t id = entity[i] = entity[f->group[i]];
    plx_entity *e = &f->r->entity.v[id];
    if (n->known != PLX_NONE && !n->as_place && !from_table[id]) {
      from_table[id] = true;
      e->type = n->type;
      take_known(f, e, n);
    } else if (!from_table[id]) {
      name_entity(f, e, n);
    }
    *plx_vec_push(f->doc, &e->mentions) = f->r->mention.n;
    plx_mention *m = plx_vec_push(f->doc, &f->r->mention);
    *m = (plx_mention){.kind = PLX_MENTION_NAME, .span = n->span, .first = n->first, .count = n->count, .entity = id};
    m->head = phrase_head(&f->r->text, n->first, n->first + n->count - 1);
  }
}

// --- codes from the text ---

static bool former_only(plx_str sector) {
  return plx_str_eqz(sector, "ELI");
}

// A code of the text completes or corrects that of the table.
static void learn_code(plx_entity *e, plx_str code, plx_arena *doc) {
  plx_str country = plx_actor_country(code), sector = plx_actor_sector(code);
  plx_str had = plx_actor_country(e->actor), role = plx_actor_sector(e->actor);
  if (!code.n || (country.n && sector.n && had.n && role.n && plx_str_eq(country, had) && !former_only(sector))) return;
  bool body = code.n && !country.n && code.n > 3; // "IGOUNO"
  if (!e->actor.n || (body && !role.n) || (country.n && sector.n)) e->actor = code;
  else if (had.n && !role.n && sector.n) e->actor = plx_str_fmt(doc, "%.*s %.*s", PLX_FMT(had), PLX_FMT(sector));
  else if (had.n && former_only(sector)) e->actor = plx_str_fmt(doc, "%.*s ELI", PLX_FMT(had));
  else if (country.n && !had.n && role.n) e->actor = plx_str_fmt(doc, "%.*s %.*s", PLX_FMT(country), PLX_FMT(role));
  e->country = plx_actor_country(e->actor);
}

static bool has_copula(const plx_text *t, uint32_t tok, uint32_t from) {
  for (uint32_t i = from; i < tok; i++)
    if (t->tok.v[i].head == (int32_t)tok && t->tok.v[i].rel == PLX_REL_COP) return true;
  return false;
}

// What stands beside a person's name tells who it is: a title before, an apposition, "X is the …".
// spec: entity.7
static void learn_person(finding *f, const plx_mention *m) {
  const plx_text *t = &f->r->text;
  plx_entity *e = &f->r->entity.v[m->entity];
  if (m->first > 0) learn_code(e, plx_actor_of_title(f->m->actors, f->r, m->first - 1, f->doc), f->doc);
  uint32_t h = head_of(t, m->first, m->first + m->count - 1), end = h + 24 < t->tok.n ? h + 24 : t->tok.n;
  for (uint32_t i = m->first + m->count; i < end; i++)
    if (t->tok.v[i].head == (int32_t)h && t->tok.v[i].rel == PLX_REL_APPOS && t->tok.v[i].upos == PLX_UPOS_NOUN)
      learn_code(e, plx_actor_of_words(f->m->actors, f->r, i, f->doc), f->doc);
  int32_t up = t->tok.v[h].head;
  if (up < 0 || t->tok.v[up].upos != PLX_UPOS_NOUN || plx_mention_over(f->r, (uint32_t)up) != PLX_NONE) return;
  bool same = t->tok.v[h].rel == PLX_REL_APPOS || (t->tok.v[h].rel == PLX_REL_NSUBJ && has_copula(t, (uint32_t)up, h));
  if (same) learn_code(e, plx_actor_of_words(f->m->actors, f->r, (uint32_t)up, f->doc), f->doc);
}

// A body that no table knows: its own words and the demonym or owner before it.
// spec: entity.11
static void learn_body(finding *f, const plx_mention *m) {
  plx_entity *e = &f->r->entity.v[m->entity];
  uint32_t first;
  int row = plx_actor_noun(f->m->actors, &f->r->text, m->first + m->count - 1, &first);
  if (row < 0) row = plx_actor_noun(f->m->actors, &f->r->text, m->first, &first);
  plx_str sector = plx_actor_noun_cell(f->m->actors, row, PLX_AGENTS_SECTOR);
  plx_str country = plx_actor_country_near(f->m->actors, f->r, m->first, m->first + m->count - 1);
  if (country.n && sector.n) e->actor = plx_str_fmt(f->doc, "%.*s %.*s", PLX_FMT(country), PLX_FMT(sector));
  else e->actor = country.n ? country : sector;
  e->country = country;
}

static void learn_codes(finding *f) {
  for (uint32_t i = 0; i < f->r->mention.n; i++) {
    const plx_mention *m = &f->r->mention.v[i];
    plx_entity *e = &f->r->entity.v[m->entity];
    if (e->type == PLX_ENTITY_PER) learn_person(f, m);
    else if (e->type == PLX_ENTITY_ORG && !e->actor.n) learn_body(f, m);
  }
}

// --- places ---

static void locate(finding *f) {
  for (uint32_t i = 0; i < f->r->entity.n; i++) {
    plx_entity *e = &f->r->entity.v[i];
    plx_place p;
    if (e->type != PLX_ENTITY_LOC || !e->key.n ||
        !plx_places_find(f->m->places, e->key, f->countries, f->country_count, &p))
      continue;
    e->located = true;
    e->lat = p.lat;
    e->lon = p.lon;
    if (!e->country.n) e->country = p.country;
  }
}

void plx_entities_find_names(const plx_entities *m, plx_record *r, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  finding f = {.m = m, .r = r, .doc = r->doc->arena, .tmp = tmp};
  plx_names_find(m->actors, m->places, &r->text, f.doc, tmp, &f.names);
  collect_countries(&f);
  f.group = plx_joins_of(m->actors, &r->text, &f.names, f.countries, f.country_count, tmp);
  build_entities(&f);
  locate(&f);
  learn_codes(&f);
  plx_arena_reset(tmp, mark);
}

void plx_entities_find(const plx_entities *m, plx_record *r, plx_arena *tmp) {
  plx_entities_find_names(m, r, tmp);
  plx_coreference_find(m->coreference, r, tmp);
}
