/* SPDX-License-Identifier: Apache-2.0 */
// Union by smaller index, so that a group is called by its first name and the result does not depend on hashing.
#include "meaning/joins.h"

#include <string.h>

#include "language/labels.h"
#include "tables.h"

typedef struct joiner {
  const plx_actors *actors;
  const plx_gazetteer *known;
  const plx_text *text;
  plx_names *names;
  uint32_t *group;
  plx_arena *tmp;
} joiner;

static uint32_t root(const joiner *j, uint32_t i) {
  while (j->group[i] != i) i = j->group[i] = j->group[j->group[i]];
  return i;
}

static void join(joiner *j, uint32_t a, uint32_t b) {
  a = root(j, a);
  b = root(j, b);
  if (a < b) j->group[b] = a;
  else j->group[a] = b;
}

static plx_str word(plx_str norm, bool last) {
  plx_str w = {0}, part;
  while (plx_str_cut(&norm, ' ', &part)) {
    if (last && w.n && plx_str_in(part, "jr sr ii iii iv")) break;
    w = part;
    if (!last) break;
  }
  return w;
}

// --- which row ---

// Does the document speak of the country by a word that the region does not share: "Georgian", "Tbilisi"?
static bool country_meant(const joiner *j, int row) {
  plx_str name = plx_cell(&plx_table_countries, row, PLX_COUNTRIES_NAME);
  for (uint32_t i = 0; i < j->text->tok.n; i++) {
    plx_str form = j->text->tok.v[i].form;
    if (form.n > name.n && plx_str_starts(form, name)) return true;
  }
  for (uint32_t i = 0; i < j->names->n; i++) {
    uint32_t k = j->names->v[i].known;
    if (k == PLX_NONE) continue;
    const plx_known *e = plx_gazetteer_at(j->known, k);
    if (e->kind == PLX_KNOWN_CAPITAL && e->row == row) return true;
  }
  return false;
}

// Georgia of the United States, where the document speaks of these and of nothing else Georgian.
static void choose_region(joiner *j, plx_name *name, const plx_str *countries, uint32_t n) {
  const plx_known *e = plx_gazetteer_at(j->known, name->known);
  if (e->kind != PLX_KNOWN_COUNTRY || e->next == PLX_NONE) return;
  const plx_known *r = plx_gazetteer_at(j->known, e->next);
  if (r->kind != PLX_KNOWN_REGION || country_meant(j, e->row)) return;
  for (uint32_t i = 0; i < n; i++)
    if (plx_str_eq(countries[i], plx_cell(&plx_table_regions, r->row, PLX_REGIONS_COUNTRY))) {
      name->known = e->next;
      return;
    }
}

// Two groups may share a name ("RSF"): the one whose country the document speaks of.
static void choose_rows(joiner *j, const plx_str *countries, uint32_t n) {
  for (uint32_t i = 0; i < j->names->n; i++) {
    plx_name *name = &j->names->v[i];
    if (name->known == PLX_NONE) continue;
    choose_region(j, name, countries, n);
    for (uint32_t k = name->known; k != PLX_NONE; k = plx_gazetteer_at(j->known, k)->next) {
      const plx_known *e = plx_gazetteer_at(j->known, k);
      if (e->kind != PLX_KNOWN_ACTOR || plx_gazetteer_at(j->known, name->known)->kind != PLX_KNOWN_ACTOR) break;
      plx_str c = plx_actor_country(plx_cell(&plx_table_actors, e->row, PLX_ACTORS_CODE));
      bool spoken = false;
      for (uint32_t m = 0; m < n && !spoken; m++) spoken = plx_str_eq(countries[m], c);
      if (spoken) {
        name->known = k;
        break;
      }
    }
  }
}

// --- the same words, the same row ---

// spec: entity.1
// spec: entity.12
static plx_str key_of(const joiner *j, const plx_name *n) {
  if (n->known == PLX_NONE || n->as_place) return plx_str_fmt(j->tmp, "%d %.*s", (int)n->type, PLX_FMT(n->norm));
  const plx_known *k = plx_gazetteer_at(j->known, n->known);
  int kind = k->kind == PLX_KNOWN_CAPITAL ? PLX_KNOWN_COUNTRY : (int)k->kind;
  return plx_str_fmt(j->tmp, "=%d %d", kind, k->row);
}

static void join_same(joiner *j) {
  plx_map first;
  plx_map_init(&first, j->tmp);
  for (uint32_t i = 0; i < j->names->n; i++) {
    uint32_t *at = plx_map_put(&first, key_of(j, &j->names->v[i]));
    if (*at) join(j, *at - 1, i);
    else *at = i + 1;
  }
}

// --- persons ---

static bool person(const plx_name *n) {
  return n->type == PLX_ENTITY_PER;
}

// A surname alone is the person of that surname named last before it, else the first named after it.  Where the
// document names one in full, the table's idea of who bears the surname does not count.
// spec: entity.4
static void join_surnames(joiner *j) {
  plx_map latest, first_name;
  plx_map_init(&latest, j->tmp);
  plx_map_init(&first_name, j->tmp);
  for (uint32_t i = j->names->n; i-- > 0;) { // backwards: the first full name wins, for surnames before any full name
    plx_name *n = &j->names->v[i];
    if (person(n) && n->words > 1) {
      *plx_map_put(&latest, word(n->norm, true)) = i + 1;
      *plx_map_put(&first_name, word(n->norm, false)) = i + 1;
    }
  }
  for (uint32_t i = 0; i < j->names->n; i++) {
    plx_name *n = &j->names->v[i];
    if (!person(n)) continue;
    uint32_t *full = plx_map_get(&latest, word(n->norm, true));
    if (n->words > 1) {
      uint32_t other = *full - 1;
      if (other != i && plx_str_eq(word(j->names->v[other].norm, false), word(n->norm, false))) join(j, other, i);
      *full = i + 1;
    } else if (full || (n->known == PLX_NONE && (full = plx_map_get(&first_name, n->norm)))) {
      n->known = PLX_NONE;
      join(j, *full - 1, i);
    }
  }
}

// --- abbreviations ---

static plx_str initials(const plx_name *n, char buf[16]) {
  plx_str rest = n->norm, w;
  size_t k = 0;
  while (plx_str_cut(&rest, ' ', &w) && k < 15)
    if (!plx_str_in(w, "of the and for in on to a &")) buf[k++] = w.p[0];
  return (plx_str){buf, k};
}

// "ICC" and "International Criminal Court".
// spec: entity.10
static void join_abbreviations(joiner *j) {
  plx_map by;
  plx_map_init(&by, j->tmp);
  char buf[16];
  for (uint32_t i = 0; i < j->names->n; i++) {
    const plx_name *n = &j->names->v[i];
    if (!person(n) && n->words > 1) *plx_map_put(&by, initials(n, buf)) = i + 1;
  }
  for (uint32_t i = 0; i < j->names->n; i++) {
    const plx_name *n = &j->names->v[i];
    plx_str form = plx_span_str(j->text->bytes, n->span);
    bool small = n->norm.n < 2 || n->norm.n > 7 || (form.p[1] >= 'a' && form.p[1] <= 'z');
    if (n->words != 1 || small || person(n) || n->known != PLX_NONE) continue;
    const uint32_t *full = plx_map_get(&by, n->norm);
    if (full) join(j, *full - 1, i);
  }
}

// --- said to be the same ---

static void join_aliases(joiner *j) {
  for (uint32_t i = 0; i + 1 < j->names->n; i++) {
    const plx_name *a = &j->names->v[i], *b = &j->names->v[i + 1];
    uint32_t end = plx_span_end(a->span);
    if (b->span.at <= end || b->span.at - end > 32 || a->type != b->type || a->type == PLX_ENTITY_LOC) continue;
    plx_str between = plx_str_sub(j->text->bytes, end, b->span.at - end);
    static const char *const says[] = {
        ", or ",       ", also known as ", " also known as ",      ", formerly ",
        " (formerly ", ", known as ",      ", formerly known as ", " aka ",
        ", aka ",      ", also called ",   " (also known as ",     ", otherwise known as "};
    for (size_t k = 0; k < sizeof says / sizeof *says; k++)
      if (plx_str_eqz(between, says[k])) join(j, i, i + 1);
  }
}

uint32_t *plx_joins_of(const plx_actors *actors, const plx_text *text, plx_names *names, const plx_str *countries,
                       uint32_t country_count, plx_arena *tmp) {
  joiner j = {.actors = actors, .known = plx_actors_names(actors), .text = text, .names = names, .tmp = tmp};
  j.group = PLX_NEWS(tmp, uint32_t, names->n + 1);
  for (uint32_t i = 0; i < names->n; i++) j.group[i] = i;
  choose_rows(&j, countries, country_count);
  join_surnames(&j);
  join_same(&j);
  join_abbreviations(&j);
  join_aliases(&j);
  for (uint32_t i = 0; i < names->n; i++) j.group[i] = root(&j, i);
  return j.group;
}
