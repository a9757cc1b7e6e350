/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/event_columns.h"

#include <string.h>

#include "meaning/actors.h"
#include "tables.h"

static void set_text(json_t *object, const char *key, plx_str s) {
  if (s.n) json_object_set_new(object, key, json_stringn(s.p, s.n));
}

static plx_str text_of(const json_t *object, const char *key) {
  const json_t *v = json_object_get(object, key);
  return json_is_string(v) ? (plx_str){json_string_value(v), json_string_length(v)} : (plx_str){0};
}

static const json_t *entity_of(const json_t *document, plx_str id) {
  size_t i;
  json_t *e;
  if (id.n == 0) return NULL;
  json_array_foreach(json_object_get(document, "entities"), i, e) if (plx_str_eq(text_of(e, "id"), id)) return e;
  return NULL;
}

static void add_role(const json_t *document, json_t *role) {
  plx_str actor = text_of(role, "actor"), name = text_of(entity_of(document, text_of(role, "entity")), "name");
  set_text(role, "name", name.n ? name : text_of(role, "quote"));
  set_text(role, "country", plx_actor_country(actor));
  set_text(role, "sector", plx_actor_sector(actor));
}

static void add_roles(const json_t *document, const json_t *roles) {
  size_t i;
  json_t *role;
  json_array_foreach(roles, i, role) add_role(document, role);
}

int plx_cameo_row(plx_str code) {
  int best = -1;
  size_t length = 0;
  for (int i = 0; i < plx_table_cameo.rows; i++) {
    plx_str c = plx_cell(&plx_table_cameo, i, PLX_CAMEO_CODE);
    if (c.n > length && plx_str_starts(code, c)) best = i, length = c.n;
  }
  return best;
}

static void add_code(json_t *event) {
  int row = plx_cameo_row(text_of(event, "cameo"));
  if (row < 0) return;
  set_text(event, "label", plx_cell(&plx_table_cameo, row, PLX_CAMEO_LABEL));
  json_object_set_new(event, "intensity", json_real(plx_cell_num(&plx_table_cameo, row, PLX_CAMEO_GOLDSTEIN)));
}

static void add_place(const json_t *document, json_t *event) {
  const json_t *e = entity_of(document, text_of(event, "place")), *place = json_object_get(e, "place");
  set_text(event, "place_name", text_of(e, "name"));
  plx_str country = text_of(place, "country");
  set_text(event, "place_country", country.n ? country : plx_actor_country(text_of(e, "actor")));
  static const char *const at[] = {"lat", "lon"};
  for (int i = 0; i < 2; i++)
    if (json_object_get(place, at[i])) json_object_set(event, at[i], json_object_get(place, at[i]));
}

// The number of the sentence, from 1, that the trigger stands in.
static void add_sentence(const json_t *document, json_t *event) {
  json_int_t at = json_integer_value(json_object_get(json_object_get(event, "trigger"), "start"));
  size_t i;
  json_t *s;
  json_array_foreach(json_object_get(document, "sentences"), i, s) {
    if (at < json_integer_value(json_object_get(s, "start")) || at >= json_integer_value(json_object_get(s, "end")))
      continue;
    json_object_set_new(event, "sentence", json_integer((json_int_t)i + 1));
    return;
  }
}

void plx_event_columns_add(const json_t *document, json_t *event) {
  plx_str id = text_of(document, "id"), own = text_of(event, "id");
  if (id.n && own.n) json_object_set_new(event, "event_id", json_sprintf("%.*s-%.*s", PLX_FMT(id), PLX_FMT(own)));
  add_roles(document, json_object_get(event, "source"));
  add_roles(document, json_object_get(event, "target"));
  add_code(event);
  add_place(document, event);
  add_sentence(document, event);
}
