/* SPDX-License-Identifier: Apache-2.0 */
// Namesakes are chained: map from normal name to the first row, next[] from row to row.  The score of a namesake is
//     log10(population) + bonus where the document speaks of its country
// so Tripoli is Libyan unless the article is about Lebanon, and Paris stays French in an article about Texas.
#include "meaning/places.h"

#include <math.h>

#include "tables.h"

#define CITIES (&plx_table_cities)

struct plx_places {
  const plx_gazetteer *names;
  plx_map city;   // normal name → first row of cities + 1
  uint32_t *next; // [rows of cities] next namesake + 1
  plx_map admin;  // normal name of a province → row of its largest town + 1
  plx_map other;  // normal other name → row of cities + 1
  double bonus;
};

static void add_city(plx_places *p, plx_map *map, plx_str name, int row, plx_arena *a) {
  uint32_t *first = plx_map_put(map, plx_gazetteer_norm(p->names, name, a));
  if (map == &p->city) p->next[row] = *first;
  else if (*first && plx_cell_num(CITIES, (int)*first - 1, PLX_CITIES_POPULATION) >=
                         plx_cell_num(CITIES, row, PLX_CITIES_POPULATION))
    return;
  *first = (uint32_t)row + 1;
}

// A province called "North" helps nobody.
static bool points(plx_str name) {
  return plx_str_in(name, "West East North South Centre Central Western Eastern Northern Southern Capital Upper Lower");
}

// "Aleppo Governorate" is also "Aleppo" where no town has the name.
static void add_admin(plx_places *p, int row, plx_arena *a) {
  plx_str name = plx_cell(CITIES, row, PLX_CITIES_ADMIN);
  if (!name.n || points(name)) return;
  add_city(p, &p->admin, name, row, a);
  for (size_t i = name.n; i-- > 0;)
    if (name.p[i] == ' ') {
      if (plx_str_in(plx_str_sub(name, i + 1, name.n), "Governorate Province Region State Oblast District County "
                                                       "Department Prefecture Emirate Municipality Division"))
        if (!points(plx_str_sub(name, 0, i))) add_city(p, &p->admin, plx_str_sub(name, 0, i), row, a);
      return;
    }
}

static int city_named(const plx_places *p, plx_str name, plx_str country, plx_arena *a) {
  const uint32_t *at = plx_map_get(&p->city, plx_gazetteer_norm(p->names, name, a));
  for (uint32_t row = at ? *at : 0; row; row = p->next[row - 1])
    if (plx_str_eq(plx_cell(CITIES, (int)row - 1, PLX_CITIES_COUNTRY), country)) return (int)row - 1;
  return -1;
}

plx_places *plx_places_new(const plx_gazetteer *names, plx_arena *a) {
  plx_places *p = PLX_NEW(a, plx_places);
  p->names = names;
  p->bonus = plx_param("place_document_bonus");
  p->next = PLX_NEWS(a, uint32_t, (size_t)CITIES->rows);
  plx_map_init(&p->city, a);
  plx_map_init(&p->admin, a);
  plx_map_init(&p->other, a);
  for (int i = 0; i < CITIES->rows; i++) {
    add_city(p, &p->city, plx_cell(CITIES, i, PLX_CITIES_NAME), i, a);
    add_admin(p, i, a);
  }
  const plx_table *other = &plx_table_placenames;
  for (int i = 0; i < other->rows; i++) {
    int row = city_named(p, plx_cell(other, i, PLX_PLACENAMES_NAME), plx_cell(other, i, PLX_PLACENAMES_COUNTRY), a);
    if (row >= 0) add_city(p, &p->other, plx_cell(other, i, PLX_PLACENAMES_ALIAS), row, a);
  }
  return p;
}

static double score(const plx_places *p, int row, const plx_str *countries, uint32_t n) {
  double s = log10(plx_cell_num(CITIES, row, PLX_CITIES_POPULATION) + 1000);
  for (uint32_t i = 0; i < n; i++)
    if (plx_str_eq(countries[i], plx_cell(CITIES, row, PLX_CITIES_COUNTRY))) return s + p->bonus;
  return s;
}

static int best_city(const plx_places *p, plx_str norm, const plx_str *countries, uint32_t n) {
  const uint32_t *at = plx_map_get(&p->city, norm), *other = plx_map_get(&p->other, norm);
  int best = other ? (int)*other - 1 : -1;
  for (uint32_t row = at ? *at : 0; row; row = p->next[row - 1])
    if (best < 0 || score(p, (int)row - 1, countries, n) > score(p, best, countries, n)) best = (int)row - 1;
  return best;
}

static bool from_city(int row, plx_place *out) {
  *out = (plx_place){.name = plx_cell(CITIES, row, PLX_CITIES_NAME),
                     .country = plx_cell(CITIES, row, PLX_CITIES_COUNTRY),
                     .lat = plx_cell_num(CITIES, row, PLX_CITIES_LAT),
                     .lon = plx_cell_num(CITIES, row, PLX_CITIES_LON),
                     .population = plx_cell_num(CITIES, row, PLX_CITIES_POPULATION)};
  return true;
}

// A country or a region: rows of the gazetteer.
static bool from_names(const plx_places *p, plx_str norm, plx_place *out) {
  for (uint32_t i = plx_gazetteer_find(p->names, norm); i != PLX_NONE; i = plx_gazetteer_at(p->names, i)->next) {
    const plx_known *k = plx_gazetteer_at(p->names, i);
    const plx_table *t = k->kind == PLX_KNOWN_COUNTRY ? &plx_table_countries : &plx_table_regions;
    if (k->kind == PLX_KNOWN_COUNTRY)
      *out = (plx_place){plx_cell(t, k->row, PLX_COUNTRIES_NAME), plx_cell(t, k->row, PLX_COUNTRIES_CODE),
                         plx_cell_num(t, k->row, PLX_COUNTRIES_LAT), plx_cell_num(t, k->row, PLX_COUNTRIES_LON), 0};
    else if (k->kind == PLX_KNOWN_REGION)
      *out = (plx_place){plx_cell(t, k->row, PLX_REGIONS_NAME), plx_cell(t, k->row, PLX_REGIONS_COUNTRY),
                         plx_cell_num(t, k->row, PLX_REGIONS_LAT), plx_cell_num(t, k->row, PLX_REGIONS_LON), 0};
    if (k->kind == PLX_KNOWN_COUNTRY || k->kind == PLX_KNOWN_REGION) return true;
  }
  return false;
}

bool plx_places_find(const plx_places *p, plx_str norm, const plx_str *countries, uint32_t n, plx_place *out) {
  if (from_names(p, norm, out)) return true;
  int row = best_city(p, norm, countries, n);
  if (row >= 0) return from_city(row, out);
  const uint32_t *admin = plx_map_get(&p->admin, norm);
  if (!admin) return false;
  from_city((int)*admin - 1, out);
  out->name = plx_cell(CITIES, (int)*admin - 1, PLX_CITIES_ADMIN);
  return out->population = 0, true;
}

double plx_places_population(const plx_places *p, plx_str norm) {
  int row = best_city(p, norm, NULL, 0);
  return row < 0 ? 0 : plx_cell_num(CITIES, row, PLX_CITIES_POPULATION);
}
