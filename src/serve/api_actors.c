/* SPDX-License-Identifier: Apache-2.0 */
/* Who acts: one entity over all stories; two actors over time. */
#include <math.h>
#include <time.h>

#include "serve/api_parts.h"
#include "serve/event_columns.h"
#include "serve/story_row.h"
#include "store/fold.h"
#include "story/sketch.h"
#include "tables.h"

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
  n->found = true;
  plx_json_str(&n->j, "id", t->value);
  plx_json_str(&n->j, "name", t->label);
  plx_api_write_detail(&n->j, t->detail);
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
  if (!n->e.code) plx_find_beside(store, n->value, limit, plx_api_write_term, &n->j, &n->e);
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
  int64_t events[4], scored; // by quad class; those whose code has a Goldstein score
  double score;              // the sum of these
} period;

typedef struct code_day {
  plx_str day;
  int64_t quad, events;
  int row; // of plx_table_cameo, or -1
} code_day;

typedef struct pair {
  plx_arena *a;
  PLX_VEC(code_day) days;
} pair;

static bool take_code(void *ctx, plx_str day, plx_str cameo, int64_t quad, int64_t events) {
  pair *p = ctx;
  code_day d = {plx_str_copy(p->a, day), quad, events, plx_cameo_row(cameo)};
  if (quad >= 1 && quad <= 4) *plx_vec_push(p->a, &p->days) = d;
  return true;
}

static void count(period *p, const code_day *d) {
  p->events[d->quad - 1] += d->events;
  if (d->row < 0) return;
  p->scored += d->events;
  p->score += (double)d->events * plx_cell_num(&plx_table_cameo, d->row, PLX_CAMEO_GOLDSTEIN);
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
  if (p->scored) plx_json_num(j, "goldstein", round(p->score / (double)p->scored * 100) / 100);
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
    count(&now, &p->days.v[i]);
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
  if (!e.code && event_query(q, &asked, &e)) plx_find_codes(a->store, &asked, take_code, &p, &e);
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
