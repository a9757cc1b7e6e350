/* SPDX-License-Identifier: Apache-2.0 */
/* The places of a story, and who says what about whom in it: put together from the records of its documents, where one
 * entity is known by its folded name. */
#include <math.h>
#include <stdlib.h>

#include "serve/api_parts.h"
#include "store/fold.h"

static const json_t *by_id(const json_t *record, const char *list, plx_str id) {
  const json_t *all = json_object_get(record, list);
  for (size_t i = 0; id.n && i < json_array_size(all); i++)
    if (plx_str_eq(plx_json_get(json_array_get(all, i), "id"), id)) return json_array_get(all, i);
  return NULL;
}

static bool has_name(const json_t *entity) {
  const json_t *mentions = json_object_get(entity, "mentions");
  for (size_t i = 0; i < json_array_size(mentions); i++)
    if (plx_str_eqz(plx_json_get(json_array_get(mentions, i), "kind"), "name")) return true;
  return false;
}

// Every record of a story, one after the other, to a function that adds to what is there.
typedef struct gathering {
  plx_arena *a;
  plx_map names; // of places, or of nodes
  void (*take)(void *ctx, const plx_stored *d, const json_t *record);
  void *ctx;
  int n;
  plx_err e;
} gathering;

static bool gather(void *ctx, const plx_stored *d) {
  gathering *g = ctx;
  json_t *record = plx_json_parse(d->record, "store", 0, &g->e);
  g->n++;
  if (record) g->take(g->ctx, d, record);
  json_decref(record);
  return !g->e.code;
}

static bool gather_all(plx_api *a, const plx_request *q, plx_reply *r, gathering *g) {
  plx_store_documents(a->store, q->part, PLX_WANT_RECORD, gather, g, &g->e);
  if (g->e.code) plx_api_fail(a, r, &g->e);
  else if (!g->n) plx_reply_error(r, 404, "no story %.*s", PLX_FMT(q->part));
  return !g->e.code && g->n;
}

/* --- places --- */

typedef struct happening {
  plx_str document, event, type, date, quote;
} happening;

typedef struct place {
  plx_str name, country;
  double lat, lon;
  int64_t mentions;
  PLX_VEC(plx_str) documents;
  PLX_VEC(happening) events;
} place;

typedef struct places {
  gathering g;
  PLX_VEC(place) v;
} places;

static void take_place(places *p, const plx_stored *d, const json_t *record, const json_t *entity) {
  plx_arena *a = p->g.a;
  const json_t *where = json_object_get(entity, "place"), *lat = json_object_get(where, "lat"),
               *lon = json_object_get(where, "lon");
  if (!json_is_number(lat) || !json_is_number(lon) || !has_name(entity)) return;
  plx_str key = plx_str_fmt(a, "%.*s %.2f %.2f", PLX_FMT(plx_fold(a, plx_json_get(entity, "name"))),
                            json_number_value(lat), json_number_value(lon));
  uint32_t at = plx_map_intern(&p->g.names, key);
  if (at == p->v.n) {
    place fresh = {.name = plx_str_copy(a, plx_json_get(entity, "name")),
                   .country = plx_str_copy(a, plx_json_get(where, "country")),
                   .lat = json_number_value(lat),
                   .lon = json_number_value(lon)};
    *plx_vec_push(a, &p->v) = fresh;
  }
  place *one = &p->v.v[at];
  plx_str id = plx_str_copy(a, d->id);
  one->mentions += (int64_t)json_array_size(json_object_get(entity, "mentions"));
  if (!one->documents.n || !plx_str_eq(one->documents.v[one->documents.n - 1], id))
    *plx_vec_push(a, &one->documents) = id;
  const json_t *events = json_object_get(record, "events");
  for (size_t i = 0; i < json_array_size(events); i++) {
    const json_t *v = json_array_get(events, i);
    if (!plx_str_eq(plx_json_get(v, "place"), plx_json_get(entity, "id"))) continue;
    happening h = {id, plx_str_copy(a, plx_json_get(v, "id")), plx_str_copy(a, plx_json_get(v, "plover")),
                   plx_str_copy(a, plx_json_get(v, "date")),
                   plx_str_copy(a, plx_json_get(json_object_get(v, "trigger"), "quote"))};
    *plx_vec_push(a, &one->events) = h;
  }
}

static void take_places(void *ctx, const plx_stored *d, const json_t *record) {
  const json_t *entities = json_object_get(record, "entities");
  for (size_t i = 0; i < json_array_size(entities); i++) take_place(ctx, d, record, json_array_get(entities, i));
}

static void write_place(plx_json *j, const place *p) {
  plx_json_object(j, NULL);
  plx_json_str(j, "name", p->name);
  plx_json_num(j, "lat", p->lat);
  plx_json_num(j, "lon", p->lon);
  plx_json_opt(j, "country", p->country);
  plx_json_int(j, "mentions", p->mentions);
  plx_json_array(j, "documents");
  for (uint32_t i = 0; i < p->documents.n; i++) plx_json_str(j, NULL, p->documents.v[i]);
  plx_json_end_array(j);
  plx_json_array(j, "events");
  for (uint32_t i = 0; i < p->events.n; i++) {
    const happening *h = &p->events.v[i];
    plx_json_object(j, NULL);
    plx_json_str(j, "document", h->document);
    plx_json_str(j, "event", h->event);
    plx_json_opt(j, "type", h->type);
    plx_json_opt(j, "date", h->date);
    plx_json_opt(j, "quote", h->quote);
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
  plx_json_end_object(j);
}

void plx_api_get_places(void *ctx, const plx_request *q, plx_reply *r) {
  places p = {.g = {.a = q->arena, .take = take_places}};
  p.g.ctx = &p;
  plx_map_init(&p.g.names, q->arena);
  if (!gather_all(ctx, q, r, &p.g)) return;
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_array(&j, "places");
  for (uint32_t i = 0; i < p.v.n; i++) write_place(&j, &p.v.v[i]);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
}

/* --- voices --- */

typedef struct node {
  plx_str id, name, type, actor;
  int64_t statements, named;
} node;

typedef struct utterance {
  plx_str document, statement, polarity, quote;
} utterance;

typedef struct edge {
  uint32_t from, to;
  PLX_VEC(utterance) said;
} edge;

typedef struct voices {
  gathering g;
  plx_map pairs;
  PLX_VEC(node) node;
  PLX_VEC(edge) edge;
} voices;

static uint32_t node_of(voices *w, const json_t *entity) {
  plx_arena *a = w->g.a;
  plx_str id = plx_fold(a, plx_json_get(entity, "name"));
  uint32_t at = plx_map_intern(&w->g.names, id);
  if (at < w->node.n) return at;
  node fresh = {.id = id,
                .name = plx_str_copy(a, plx_json_get(entity, "name")),
                .type = plx_str_copy(a, plx_json_get(entity, "type")),
                .actor = plx_str_copy(a, plx_json_get(entity, "actor"))};
  *plx_vec_push(a, &w->node) = fresh;
  return at;
}

static plx_str words_of(plx_arena *a, const json_t *spans) {
  plx_buf b = {0};
  for (size_t i = 0; i < json_array_size(spans); i++) {
    if (i) plx_buf_str(&b, PLX_STR(" … "));
    plx_buf_str(&b, plx_json_get(json_array_get(spans, i), "quote"));
  }
  plx_str words = plx_str_copy(a, plx_buf_view(&b));
  plx_buf_free(&b);
  return words;
}

static bool inside(const json_t *mention, const json_t *spans) {
  int64_t at = json_integer_value(json_object_get(mention, "start"));
  for (size_t i = 0; i < json_array_size(spans); i++)
    if (at >= json_integer_value(json_object_get(json_array_get(spans, i), "start")) &&
        at < json_integer_value(json_object_get(json_array_get(spans, i), "end")))
      return true;
  return false;
}

static bool named_in(const json_t *entity, const json_t *spans) {
  const json_t *mentions = json_object_get(entity, "mentions");
  for (size_t i = 0; i < json_array_size(mentions); i++)
    if (inside(json_array_get(mentions, i), spans)) return true;
  return false;
}

static void add_edge(voices *w, uint32_t from, uint32_t to, const utterance *u) {
  uint32_t at = plx_map_intern(&w->pairs, plx_str_fmt(w->g.a, "%u %u", from, to));
  if (at == w->edge.n) {
    edge fresh = {.from = from, .to = to};
    *plx_vec_push(w->g.a, &w->edge) = fresh;
  }
  *plx_vec_push(w->g.a, &w->edge.v[at].said) = *u;
}

static void take_statement(voices *w, const plx_stored *d, const json_t *record, const json_t *statement) {
  const json_t *speaker = by_id(record, "entities", plx_json_get(statement, "speaker")),
               *content = json_object_get(statement, "content");
  const json_t *entities = json_object_get(record, "entities");
  if (!speaker || !has_name(speaker)) return;
  uint32_t from = node_of(w, speaker);
  utterance u = {plx_str_copy(w->g.a, d->id), plx_str_copy(w->g.a, plx_json_get(statement, "id")),
                 plx_str_copy(w->g.a, plx_json_get(statement, "polarity")), words_of(w->g.a, content)};
  w->node.v[from].statements++;
  for (size_t i = 0; i < json_array_size(entities); i++) {
    const json_t *about = json_array_get(entities, i);
    if (about == speaker || !has_name(about) || plx_str_eqz(plx_json_get(about, "type"), "LOC") ||
        !named_in(about, content))
      continue;
    uint32_t to = node_of(w, about);
    if (to == from) continue;
    w->node.v[to].named++;
    add_edge(w, from, to, &u);
  }
}

static void take_voices(void *ctx, const plx_stored *d, const json_t *record) {
  const json_t *statements = json_object_get(record, "statements");
  for (size_t i = 0; i < json_array_size(statements); i++)
    take_statement(ctx, d, record, json_array_get(statements, i));
}

static void write_node(plx_json *j, const node *n) {
  plx_json_object(j, NULL);
  plx_json_str(j, "id", n->id);
  plx_json_str(j, "name", n->name);
  plx_json_opt(j, "type", n->type);
  plx_json_opt(j, "actor", n->actor);
  plx_json_int(j, "statements", n->statements);
  plx_json_int(j, "named", n->named);
  plx_json_end_object(j);
}

static void write_edge(plx_json *j, const voices *w, const edge *x) {
  plx_json_object(j, NULL);
  plx_json_str(j, "from", w->node.v[x->from].id);
  plx_json_str(j, "to", w->node.v[x->to].id);
  plx_json_array(j, "statements");
  for (uint32_t i = 0; i < x->said.n; i++) {
    plx_json_object(j, NULL);
    plx_json_str(j, "document", x->said.v[i].document);
    plx_json_str(j, "statement", x->said.v[i].statement);
    plx_json_opt(j, "polarity", x->said.v[i].polarity);
    plx_json_str(j, "quote", x->said.v[i].quote);
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
  plx_json_end_object(j);
}

void plx_api_get_voices(void *ctx, const plx_request *q, plx_reply *r) {
  voices w = {.g = {.a = q->arena, .take = take_voices}};
  w.g.ctx = &w;
  plx_map_init(&w.g.names, q->arena);
  plx_map_init(&w.pairs, q->arena);
  if (!gather_all(ctx, q, r, &w.g)) return;
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_array(&j, "nodes");
  for (uint32_t i = 0; i < w.node.n; i++) write_node(&j, &w.node.v[i]);
  plx_json_end_array(&j);
  plx_json_array(&j, "edges");
  for (uint32_t i = 0; i < w.edge.n; i++) write_edge(&j, &w, &w.edge.v[i]);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
}
