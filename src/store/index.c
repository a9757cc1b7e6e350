/* SPDX-License-Identifier: Apache-2.0 */
/* A term is added once a document, however often it stands there. */
#include "store/index.h"

#include "store/fold.h"
#include "tables.h"

enum { FIRST_DAY = 10 }; // bytes of "2016-09-28"

const char *const plx_relation_names[5] = {"agree", "differ", "conflict", "deny", "single"};

typedef struct reader {
  const json_t *record;
  plx_arena *a;
  plx_index *out;
} reader;

static plx_str get(const reader *r, const json_t *o, const char *key) {
  return plx_str_copy(r->a, plx_json_get(o, key));
}

static plx_term *add_term(reader *r, const char *kind, plx_str value, plx_str label) {
  if (!value.n) return NULL;
  plx_str key = plx_str_fmt(r->a, "%s %.*s", kind, PLX_FMT(value));
  uint32_t before = r->out->seen.n;
  if (plx_map_intern(&r->out->seen, key) < before) return NULL;
  plx_term *t = plx_vec_push(r->a, &r->out->term);
  *t = (plx_term){.kind = plx_str_of(kind), .value = value, .label = label};
  return t;
}

/* --- entities and places --- */

static bool has_name(const json_t *entity) {
  const json_t *mentions = json_object_get(entity, "mentions");
  for (size_t i = 0; i < json_array_size(mentions); i++)
    if (plx_str_eqz(plx_json_get(json_array_get(mentions, i), "kind"), "name")) return true;
  return false;
}

static void add_place(reader *r, plx_str folded, plx_str name, const json_t *place) {
  const json_t *lat = json_object_get(place, "lat"), *lon = json_object_get(place, "lon");
  plx_str country = get(r, place, "country");
  add_term(r, "place", folded, name);
  add_term(r, "country", country, country);
  if (!json_is_number(lat) || !json_is_number(lon)) return;
  double la = json_number_value(lat), lo = json_number_value(lon);
  plx_term *t = add_term(r, "at", plx_str_fmt(r->a, "%.3f,%.3f", la, lo), name);
  if (t) t->lat = la, t->lon = lo;
}

static void add_entity(reader *r, const json_t *entity) {
  plx_str name = get(r, entity, "name"), folded = plx_fold(r->a, name);
  if (!has_name(entity)) return;
  const json_t *place = json_object_get(entity, "place");
  plx_term *t = add_term(r, "entity", folded, name);
  if (t)
    t->detail = plx_str_fmt(r->a, "%.*s|%.*s|%.*s", PLX_FMT(plx_json_get(entity, "type")),
                            PLX_FMT(plx_json_get(entity, "actor")), PLX_FMT(plx_json_get(place, "country")));
  if (plx_str_eqz(plx_json_get(entity, "type"), "LOC")) add_place(r, folded, name, place);
}

static const json_t *entity_of(const reader *r, plx_str id) {
  const json_t *list = json_object_get(r->record, "entities");
  for (size_t i = 0; id.n && i < json_array_size(list); i++)
    if (plx_str_eq(plx_json_get(json_array_get(list, i), "id"), id)) return json_array_get(list, i);
  return NULL;
}

static void add_statement(reader *r, const json_t *statement) {
  const json_t *speaker = entity_of(r, plx_json_get(statement, "speaker"));
  if (!speaker || !has_name(speaker)) return;
  plx_str name = get(r, speaker, "name");
  add_term(r, "speaker", plx_fold(r->a, name), name);
}

static void add_figure(reader *r, const json_t *figure) {
  double low = json_number_value(json_object_get(figure, "low")),
         high = json_number_value(json_object_get(figure, "high"));
  plx_str counted = plx_fold(r->a, plx_json_get(figure, "counted")),
          state = plx_fold(r->a, plx_json_get(figure, "state"));
  plx_figure_row row = {low, high, counted, state};
  *plx_vec_push(r->a, &r->out->figure) = row;
}

/* --- events --- */

static void find_sentence(const reader *r, const json_t *event, plx_event_row *row) {
  const json_t *list = json_object_get(r->record, "sentences"), *trigger = json_object_get(event, "trigger");
  int64_t at = json_integer_value(json_object_get(trigger, "start"));
  for (size_t i = 0; i < json_array_size(list); i++) {
    int64_t start = json_integer_value(json_object_get(json_array_get(list, i), "start"));
    int64_t end = json_integer_value(json_object_get(json_array_get(list, i), "end"));
    if (start <= at && at < end) row->at = start, row->n = end - start;
  }
}

static plx_str actor_at(const reader *r, const json_t *roles, size_t i) {
  return get(r, json_array_get(roles, i), "actor");
}

// "REB" and "IGO" are three letters too.
static bool is_country(plx_str code) {
  for (int i = 0; i < plx_table_countries.rows; i++)
    if (plx_str_eq(plx_cell(&plx_table_countries, i, PLX_COUNTRIES_CODE), code)) return true;
  return false;
}

static void add_actor(reader *r, plx_str code) {
  plx_str country = plx_str_sub(code, 0, 3);
  add_term(r, "actor", code, code);
  if ((code.n == 3 || (code.n > 3 && code.p[3] == ' ')) && is_country(country))
    add_term(r, "country", country, country);
}

static void add_pairs(reader *r, const json_t *event, plx_event_row row) {
  const json_t *source = json_object_get(event, "source"), *target = json_object_get(event, "target");
  size_t sources = json_array_size(source), targets = json_array_size(target);
  for (size_t i = 0; i < (sources ? sources : 1); i++) {
    for (size_t k = 0; k < (targets ? targets : 1); k++) {
      row.source = actor_at(r, source, i);
      row.target = actor_at(r, target, k);
      plx_event_row *out = plx_vec_push(r->a, &r->out->event);
      *out = row;
    }
  }
  for (size_t i = 0; i < sources; i++) add_actor(r, actor_at(r, source, i));
  for (size_t k = 0; k < targets; k++) add_actor(r, actor_at(r, target, k));
}

static void add_event(reader *r, const json_t *event) {
  plx_event_row row = {.event = get(r, event, "id"),
                       .day = get(r, event, "date"),
                       .type = get(r, event, "plover"),
                       .cameo = get(r, event, "cameo"),
                       .certainty = get(r, event, "certainty"),
                       .quad = json_integer_value(json_object_get(event, "quad"))};
  if (!row.day.n || row.day.n < FIRST_DAY) row.day = plx_str_sub(get(r, r->record, "published"), 0, FIRST_DAY);
  find_sentence(r, event, &row);
  add_term(r, "type", row.type, row.type);
  add_term(r, "certainty", row.certainty, row.certainty);
  add_pairs(r, event, row);
}

/* --- a record, a story --- */

static void each_of(reader *r, const char *key, void (*add)(reader *, const json_t *)) {
  const json_t *list = json_object_get(r->record, key);
  for (size_t i = 0; i < json_array_size(list); i++) add(r, json_array_get(list, i));
}

bool plx_index_record(plx_str record, plx_arena *a, plx_index *out, plx_err *e) {
  json_t *json = plx_json_parse(record, "store", 0, e);
  if (!json) return false;
  *out = (plx_index){0};
  plx_map_init(&out->seen, a);
  reader r = {json, a, out};
  add_term(&r, "outlet", get(&r, json, "outlet"), get(&r, json, "outlet"));
  add_term(&r, "language", get(&r, json, "language"), get(&r, json, "language"));
  each_of(&r, "entities", add_entity);
  each_of(&r, "statements", add_statement);
  each_of(&r, "figures", add_figure);
  each_of(&r, "events", add_event);
  json_decref(json);
  return true;
}

bool plx_index_story(plx_str story, plx_arena *a, plx_story_row *out, plx_err *e) {
  json_t *json = plx_json_parse(story, "store", 0, e);
  if (!json) return false;
  *out = (plx_story_row){.title = plx_str_copy(a, plx_json_get(json, "title")),
                         .brief = plx_str_copy(a, plx_json_get(json, "brief"))};
  const json_t *claims = json_object_get(json, "claims");
  for (size_t i = 0; i < json_array_size(claims); i++) {
    const json_t *claim = json_array_get(claims, i);
    int64_t origins = json_integer_value(json_object_get(claim, "origins"));
    if (origins > out->origins) out->origins = origins;
    for (int k = 0; k < 5; k++) out->relation[k] += plx_str_eqz(plx_json_get(claim, "relation"), plx_relation_names[k]);
  }
  json_decref(json);
  return true;
}
