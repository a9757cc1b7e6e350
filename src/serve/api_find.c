/* SPDX-License-Identifier: Apache-2.0 */
/* Questions across stories: search, the values of filters, one entity, two actors. */
#include <stdlib.h>
#include <time.h>

#include "serve/api_parts.h"
#include "serve/story_row.h"
#include "store/fold.h"
#include "story/sketch.h"

/* --- search --- */

bool plx_api_write_hit(void *ctx, const plx_stored *d) {
  plx_json *j = ctx;
  plx_json_object(j, NULL);
  plx_json_str(j, "document", d->id);
  plx_json_str(j, "story", d->story);
  plx_json_opt(j, "outlet", d->outlet);
  plx_json_opt(j, "published", d->published);
  plx_json_opt(j, "title", d->title);
  plx_json_str(j, "snippet", d->snippet); // words found between U+0001 and U+0002
  plx_json_end_object(j);
  return true;
}

void plx_api_get_search(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_query asked = {0};
  plx_str next = {0};
  plx_err e = {0};
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_array(&j, "hits");
  if (plx_api_query(q, &asked, &e)) plx_find_documents(a->store, &asked, plx_api_write_hit, &j, q->arena, &next, &e);
  plx_json_end_array(&j);
  plx_json_opt(&j, "next", next);
  plx_json_end_object(&j);
  if (e.code) plx_api_fail(a, r, &e);
}

/* --- terms --- */

static bool write_term(void *ctx, const plx_found_term *t) {
  plx_json *j = ctx;
  plx_json_object(j, NULL);
  plx_json_str(j, "value", t->value);
  plx_json_str(j, "label", t->label);
  plx_str detail = t->detail, type = {0}, actor = {0};
  if (detail.n && plx_str_cut(&detail, '|', &type) && plx_str_cut(&detail, '|', &actor)) {
    plx_json_opt(j, "type", type);
    plx_json_opt(j, "actor", actor);
    plx_json_opt(j, "country", detail);
  }
  plx_json_int(j, "documents", t->documents);
  plx_json_end_object(j);
  return true;
}

static int64_t limit_of(const plx_request *q, plx_err *e) {
  plx_query asked = {.limit = PLX_FIND_LIMIT};
  plx_query_set(&asked, "limit", plx_request_get(q, "limit"), e);
  return asked.limit;
}

void plx_api_get_facets(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_str prefix = plx_request_get(q, "q");
  bool folded = plx_str_in(q->part, "entity speaker place"),
       known = plx_str_in(q->part, "outlet country actor type certainty language");
  if (!folded && !known) {
    plx_reply_error(
        r, 404, "facets are outlet, country, actor, type, place, entity, speaker, certainty and language; not '%.*s'",
        PLX_FMT(q->part));
    return;
  }
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_array(&j, "values");
  int64_t limit = limit_of(q, &e);
  if (!e.code)
    plx_find_terms(a->store, q->part, folded ? plx_fold(q->arena, prefix) : prefix, limit, write_term, &j, &e);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
  if (e.code) plx_api_fail(a, r, &e);
}

/* --- events --- */

static bool write_event(void *ctx, const plx_found_event *v) {
  plx_json *j = ctx;
  plx_json_object(j, NULL);
  plx_json_str(j, "document", v->document);
  plx_json_str(j, "event", v->event);
  plx_json_str(j, "story", v->story);
  plx_json_opt(j, "outlet", v->outlet);
  plx_json_opt(j, "date", v->day);
  plx_json_opt(j, "type", v->type);
  plx_json_opt(j, "cameo", v->cameo);
  if (v->quad) plx_json_int(j, "quad", v->quad);
  plx_json_opt(j, "source", v->source);
  plx_json_opt(j, "target", v->target);
  plx_json_str(j, "certainty", v->certainty);
  plx_json_opt(j, "quote", v->quote);
  plx_json_end_object(j);
  return true;
}

// "from" and "to" as search takes them.
static bool event_query(const plx_request *q, plx_event_query *out, plx_err *e) {
  plx_query asked = {0};
  static const char *const names[] = {"from", "to", "cursor", "limit"};
  for (int i = 0; i < 4; i++)
    if (!plx_query_set(&asked, names[i], plx_request_get(q, names[i]), e)) return false;
  out->from = asked.from;
  out->to = asked.to;
  out->cursor = asked.cursor;
  out->limit = asked.limit;
  return true;
}

static void write_events(plx_api *a, const plx_request *q, plx_json *j, const plx_event_query *asked, plx_str *next,
                         plx_err *e) {
  plx_json_array(j, "events");
  plx_find_events(a->store, asked, write_event, j, q->arena, next, e);
  plx_json_end_array(j);
}

/* --- an entity --- */

typedef struct entity {
  plx_api *api;
  const plx_request *q;
  plx_json j;
  bool found;
  plx_str value;
  plx_err e;
} entity;

static bool write_entity_row(void *ctx, const plx_found_term *t) {
  entity *n = ctx;
  plx_str detail = t->detail, type = {0}, actor = {0};
  n->found = true;
  plx_json_str(&n->j, "id", t->value);
  plx_json_str(&n->j, "name", t->label);
  if (plx_str_cut(&detail, '|', &type) && plx_str_cut(&detail, '|', &actor)) {
    plx_json_opt(&n->j, "type", type);
    plx_json_opt(&n->j, "actor", actor);
    plx_json_opt(&n->j, "country", detail);
  }
  plx_json_int(&n->j, "documents", t->documents);
  return false;
}

static bool write_day(void *ctx, plx_str day, int64_t documents) {
  plx_json *j = ctx;
  plx_json_object(j, NULL);
  plx_json_str(j, "date", day);
  plx_json_int(j, "documents", documents);
  plx_json_end_object(j);
  return true;
}

static bool write_story(void *ctx, const plx_stored_story *s) {
  entity *n = ctx;
  return plx_story_row_whole(&n->j, n->api->store, s, &n->e);
}

typedef struct sayings {
  entity *of;
  int64_t n, limit;
} sayings;

static plx_str speaker_of(entity *n, const json_t *record, const json_t *statement) {
  const json_t *list = json_object_get(record, "entities");
  plx_str id = plx_json_get(statement, "speaker");
  for (size_t i = 0; id.n && i < json_array_size(list); i++)
    if (plx_str_eq(plx_json_get(json_array_get(list, i), "id"), id))
      return plx_fold(n->q->arena, plx_json_get(json_array_get(list, i), "name"));
  return (plx_str){0};
}

static void write_saying(entity *n, const plx_stored *d, const json_t *statement) {
  plx_buf quote = {0};
  const json_t *content = json_object_get(statement, "content");
  for (size_t i = 0; i < json_array_size(content); i++) {
    if (i) plx_buf_str(&quote, PLX_STR(" … "));
    plx_buf_str(&quote, plx_json_get(json_array_get(content, i), "quote"));
  }
  plx_json_object(&n->j, NULL);
  plx_json_str(&n->j, "document", d->id);
  plx_json_str(&n->j, "statement", plx_json_get(statement, "id"));
  plx_json_str(&n->j, "story", d->story);
  plx_json_opt(&n->j, "outlet", d->outlet);
  plx_json_opt(&n->j, "published", d->published);
  plx_json_opt(&n->j, "polarity", plx_json_get(statement, "polarity"));
  plx_json_str(&n->j, "quote", plx_buf_view(&quote));
  plx_json_end_object(&n->j);
  plx_buf_free(&quote);
}

static bool write_sayings(void *ctx, const plx_stored *d) {
  sayings *s = ctx;
  json_t *record = plx_json_parse(d->record, "store", 0, &s->of->e);
  const json_t *list = json_object_get(record, "statements");
  for (size_t i = 0; i < json_array_size(list) && s->n < s->limit; i++) {
    if (!plx_str_eq(speaker_of(s->of, record, json_array_get(list, i)), s->of->value)) continue;
    write_saying(s->of, d, json_array_get(list, i));
    s->n++;
  }
  json_decref(record);
  return false; // one document
}

static bool open_hit(void *ctx, const plx_stored *d) {
  sayings *s = ctx;
  return plx_store_document(s->of->api->store, d->id, PLX_WANT_RECORD, write_sayings, s, &s->of->e) && s->n < s->limit;
}

static void write_lists(entity *n, const plx_event_query *events, int64_t limit) {
  plx_store *store = n->api->store;
  plx_query stories = {.entity = n->value, .from = events->from, .to = events->to, .limit = limit};
  plx_query said = {.speaker = n->value, .from = events->from, .to = events->to, .limit = limit};
  sayings s = {n, 0, limit};
  plx_str next;
  plx_json_array(&n->j, "days");
  plx_find_entity_days(store, n->value, write_day, &n->j, &n->e);
  plx_json_end_array(&n->j);
  plx_json_array(&n->j, "stories");
  if (!n->e.code) plx_find_stories(store, &stories, write_story, n, n->q->arena, &next, &n->e);
  plx_json_end_array(&n->j);
  if (!n->e.code) write_events(n->api, n->q, &n->j, events, &next, &n->e);
  plx_json_array(&n->j, "statements");
  if (!n->e.code) plx_find_documents(store, &said, open_hit, &s, n->q->arena, &next, &n->e);
  plx_json_end_array(&n->j);
  plx_json_array(&n->j, "with");
  if (!n->e.code) plx_find_beside(store, n->value, limit, write_term, &n->j, &n->e);
  plx_json_end_array(&n->j);
}

void plx_api_get_entity(void *ctx, const plx_request *q, plx_reply *r) {
  enum { LISTED = 20 };
  plx_api *a = ctx;
  entity n = {.api = a, .q = q, .j = plx_json_to(&r->body), .value = plx_fold(q->arena, q->part)};
  plx_event_query events = {.entity = n.value};
  plx_json_object(&n.j, NULL);
  if (event_query(q, &events, &n.e)) plx_find_term(a->store, PLX_STR("entity"), n.value, write_entity_row, &n, &n.e);
  if (!events.limit) events.limit = LISTED;
  if (n.found && !n.e.code) write_lists(&n, &events, events.limit);
  plx_json_end_object(&n.j);
  if (n.e.code) plx_api_fail(a, r, &n.e);
  else if (!n.found) plx_reply_error(r, 404, "nobody and nothing by the name %.*s", PLX_FMT(q->part));
}

/* --- two actors --- */

typedef enum step { BY_DAY, BY_WEEK, BY_MONTH } step;

typedef struct period {
  plx_str from;
  int64_t events[4];
} period;

typedef struct quad_day {
  plx_str day;
  int64_t quad, events;
} quad_day;

typedef struct pair {
  plx_arena *a;
  PLX_VEC(quad_day) days;
} pair;

static bool take_quad(void *ctx, plx_str day, int64_t quad, int64_t events) {
  pair *p = ctx;
  quad_day d = {plx_str_copy(p->a, day), quad, events};
  if (quad >= 1 && quad <= 4) *plx_vec_push(p->a, &p->days) = d;
  return true;
}

static step step_of(const pair *p, plx_str by) {
  enum { DAYS_BY_DAY = 60, DAYS_BY_WEEK = 500 };
  if (plx_str_eqz(by, "day")) return BY_DAY;
  if (plx_str_eqz(by, "week")) return BY_WEEK;
  if (plx_str_eqz(by, "month") || !p->days.n) return BY_MONTH;
  int32_t days = plx_day_of(p->days.v[p->days.n - 1].day) - plx_day_of(p->days.v[0].day);
  return days <= DAYS_BY_DAY ? BY_DAY : days <= DAYS_BY_WEEK ? BY_WEEK : BY_MONTH;
}

static plx_str day_text(plx_arena *a, int32_t day) {
  char text[16];
  time_t t = (time_t)day * 86400;
  struct tm utc;
  strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&t, &utc));
  return plx_str_copy(a, plx_str_of(text));
}

static plx_str period_of(plx_arena *a, plx_str day, step by) {
  if (by == BY_MONTH || day.n < 10) return plx_str_sub(day, 0, 7);
  int32_t number = plx_day_of(day);
  if (by == BY_DAY || number == PLX_NO_DAY) return plx_str_sub(day, 0, 10);
  return day_text(a, number - ((number + 3) % 7 + 7) % 7); // 1970-01-01 was a Thursday: back to Monday
}

static void write_period(plx_json *j, const period *p) {
  static const char *const name[] = {"verbal_cooperation", "material_cooperation", "verbal_conflict",
                                     "material_conflict"};
  if (!p->from.n) return;
  plx_json_object(j, NULL);
  plx_json_str(j, "from", p->from);
  for (int i = 0; i < 4; i++) plx_json_int(j, name[i], p->events[i]);
  plx_json_end_object(j);
}

static void write_periods(plx_json *j, const pair *p, step by) {
  period now = {0};
  plx_json_array(j, "periods");
  for (uint32_t i = 0; i < p->days.n; i++) {
    plx_str from = period_of(p->a, p->days.v[i].day, by);
    if (!plx_str_eq(from, now.from)) {
      write_period(j, &now);
      now = (period){.from = from};
    }
    now.events[p->days.v[i].quad - 1] += p->days.v[i].events;
  }
  write_period(j, &now);
  plx_json_end_array(j);
}

void plx_api_get_pairs(void *ctx, const plx_request *q, plx_reply *r) {
  static const char *const name[] = {"day", "week", "month"};
  plx_api *a = ctx;
  plx_err e = {0};
  plx_str next = {0};
  pair p = {.a = q->arena};
  plx_event_query asked = {.source = plx_request_get(q, "source"), .target = plx_request_get(q, "target")};
  asked.both = plx_str_eqz(plx_request_get(q, "both"), "1");
  if (!asked.source.n && !asked.target.n)
    plx_fail(&e, PLX_E_USAGE, NULL, 0, "name a source, a target or both, as CAMEO codes: source=RUS&target=USA");
  if (!e.code && event_query(q, &asked, &e)) plx_find_quads(a->store, &asked, take_quad, &p, &e);
  step by = step_of(&p, plx_request_get(q, "by"));
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_opt(&j, "source", asked.source);
  plx_json_opt(&j, "target", asked.target);
  plx_json_str(&j, "by", plx_str_of(name[by]));
  write_periods(&j, &p, by);
  if (!e.code) write_events(a, q, &j, &asked, &next, &e);
  plx_json_opt(&j, "next", next);
  plx_json_end_object(&j);
  if (e.code) plx_api_fail(a, r, &e);
}
