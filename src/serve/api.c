/* SPDX-License-Identifier: Apache-2.0 */
/* One function a route. */
#include "serve/api.h"

#include <stdlib.h>

#include "base/json.h"
#include "reading/read.h"
#include "serve/rows.h"
#include "serve/site.h"
#include "serve/stored.h"
#include "web.h"

enum { LIMIT = 50, LIMIT_MAX = 1000 };

/* --- helpers --- */

static void fail(plx_api *a, plx_reply *r, const plx_err *e) {
  char text[1024];
  a->errors++;
  plx_reply_error(r, e->code == PLX_E_USAGE || e->code == PLX_E_INPUT ? 400 : 500, "%s", plx_err_text(e, text, sizeof text));
}

static int64_t limit_of(const plx_request *q) {
  plx_str s = plx_request_get(q, "limit");
  int64_t n = s.n ? atoll(s.p) : LIMIT;
  return n < 1 ? 1 : n > LIMIT_MAX ? LIMIT_MAX : n;
}

/* --- stories --- */

typedef struct listing {
  plx_json j;
  int64_t n, limit;
  plx_arena *arena;
  plx_str last_day, last_id; // of the last one listed
} listing;

static bool list_story(void *ctx, const plx_stored_story *s) {
  listing *l = ctx;
  if (l->n++ == l->limit) return false; // one more than asked for: there is a next page
  plx_json_object(&l->j, NULL);
  plx_json_str(&l->j, "id", s->id);
  plx_json_str(&l->j, "title", s->title);
  plx_json_opt(&l->j, "from", s->first_day);
  plx_json_opt(&l->j, "to", s->last_day);
  plx_json_int(&l->j, "documents", s->documents);
  plx_json_int(&l->j, "outlets", s->outlets);
  plx_json_end_object(&l->j);
  l->last_day = plx_str_copy(l->arena, s->last_day);
  l->last_id = plx_str_copy(l->arena, s->id);
  return true;
}

// A cursor is "DAY ID" of the last story of a page; its form is nobody's business but ours.
static void get_stories(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_str id = plx_request_get(q, "cursor"), day = {0};
  if (id.n) plx_str_cut(&id, '_', &day);
  listing l = {.j = plx_json_to(&r->body), .limit = limit_of(q), .arena = q->arena};
  plx_json_object(&l.j, NULL);
  plx_json_array(&l.j, "stories");
  plx_store_stories_after(a->store, day, id, l.limit + 1, list_story, &l, &e);
  plx_json_end_array(&l.j);
  if (l.n > l.limit) plx_json_str(&l.j, "next", plx_str_fmt(q->arena, "%.*s_%.*s", PLX_FMT(l.last_day), PLX_FMT(l.last_id)));
  plx_json_end_object(&l.j);
  if (e.code) fail(a, r, &e);
}

typedef struct one_story {
  plx_api *api;
  plx_reply *reply;
  bool found;
  plx_err e;
} one_story;

static bool write_story(void *ctx, const plx_stored_story *s) {
  one_story *o = ctx;
  o->found = true;
  plx_stored_json(o->api->store, s, o->api->meaning, &o->reply->body, &o->e);
  return false;
}

void plx_api_story_json(plx_api *a, plx_str id, plx_reply *r) {
  one_story o = {a, r, false, {0}};
  plx_store_stories(a->store, id, 1, write_story, &o, &o.e);
  if (o.e.code) fail(a, r, &o.e);
  else if (!o.found) plx_reply_error(r, 404, "no story %.*s", PLX_FMT(id));
}

static void get_story(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api_story_json(ctx, q->part, r);
}

/* --- documents and search --- */

static bool write_record(void *ctx, const plx_stored *d) {
  plx_buf_str(ctx, d->record);
  return false;
}

static void get_document(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_store_document(a->store, q->part, write_record, &r->body, &e);
  if (e.code) fail(a, r, &e);
  else if (!r->body.n) plx_reply_error(r, 404, "no document %.*s", PLX_FMT(q->part));
}

static bool write_hit(void *ctx, const plx_stored *d) {
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

static void get_search(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_array(&j, "hits");
  plx_store_search(a->store, plx_request_get(q, "q"), limit_of(q), write_hit, &j, &e);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
  if (e.code) fail(a, r, &e);
}

/* --- rows --- */

static bool add_rows(void *ctx, plx_str bytes) {
  plx_buf_str(ctx, bytes);
  return true;
}

static void get_rows(void *ctx, const plx_request *q, plx_reply *r) {
  static const char *const type[] = {"application/x-ndjson", "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8"};
  plx_api *a = ctx;
  plx_err e = {0};
  plx_rows_format format = PLX_ROWS_NDJSON;
  plx_str name = plx_request_get(q, "format");
  if (name.n && !plx_rows_format_of(name.p, &format)) {
    plx_reply_error(r, 400, "format is ndjson, csv or tsv");
    return;
  }
  r->type = type[format];
  if (!plx_rows_write(plx_str_copy(q->arena, q->part).p, format, a->store, a->meaning, add_rows, &r->body, &e)) fail(a, r, &e);
}

/* --- adding --- */

static bool add_line(plx_api *a, plx_str line, uint64_t number, plx_err *e) {
  plx_arena *doc = plx_arena_new(), *tmp = plx_arena_new();
  plx_raw raw = {.path = PLX_STR("http"), .record = number, .bytes = line};
  plx_docs docs = {0};
  bool ok = plx_read(&raw, doc, &docs, e);
  for (uint32_t i = 0; ok && i < docs.n; i++) {
    plx_record record = {0};
    if (!plx_intake_had(a->intake, docs.v[i]->id)) plx_annotate(a->meaning, docs.v[i], tmp, &record);
    record.doc = docs.v[i];
    ok = plx_intake_add(a->intake, &record, e);
  }
  plx_arena_free(doc);
  plx_arena_free(tmp);
  return ok;
}

// The body is one article (HTML or text), or NDJSON: a document a line.  What cannot be read is named, the rest is added.
static void post_documents(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  uint64_t added = plx_intake_added(a->intake), already = plx_intake_already(a->intake), number = 0;
  plx_str rest = plx_str_trim(q->body), line;
  bool lines = rest.n && rest.p[0] == '{';
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_array(&j, "errors");
  while (rest.n && (lines ? plx_str_cut(&rest, '\n', &line) : (line = rest, rest = (plx_str){0}, true))) {
    plx_err e = {0};
    char text[1024];
    number++;
    if (plx_str_trim(line).n && !add_line(a, line, lines ? number : 0, &e)) plx_json_str(&j, NULL, plx_str_of(plx_err_text(&e, text, sizeof text)));
  }
  plx_json_end_array(&j);
  plx_err e = {0};
  plx_intake_commit(a->intake, &e);
  plx_json_int(&j, "added", (int64_t)(plx_intake_added(a->intake) - added));
  plx_json_int(&j, "already", (int64_t)(plx_intake_already(a->intake) - already));
  plx_json_end_object(&j);
  if (e.code) fail(a, r, &e);
}

/* --- about the server --- */

static void get_openapi(void *ctx, const plx_request *q, plx_reply *r) {
  (void)ctx, (void)q;
  plx_buf_str(&r->body, plx_web_openapi_json);
}

static void get_health(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  (void)q;
  int64_t documents, stories;
  plx_err e = {0};
  if (!plx_store_counts(a->store, &documents, &stories, &e)) {
    fail(a, r, &e);
    return;
  }
  r->type = "text/plain; charset=utf-8";
  plx_buf_str(&r->body, PLX_STR("ok\n"));
}

static void get_metrics(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  (void)q;
  int64_t documents = 0, stories = 0;
  plx_err e = {0};
  plx_store_counts(a->store, &documents, &stories, &e);
  r->type = "text/plain; version=0.0.4; charset=utf-8";
  plx_buf_fmt(&r->body,
              "# HELP parallax_documents Documents in the store.\n# TYPE parallax_documents gauge\nparallax_documents %lld\n"
              "# HELP parallax_stories Stories in the store.\n# TYPE parallax_stories gauge\nparallax_stories %lld\n"
              "# HELP parallax_added_total Documents added since the server started.\n# TYPE parallax_added_total counter\n"
              "parallax_added_total %llu\n"
              "# HELP parallax_errors_total Requests that failed.\n# TYPE parallax_errors_total counter\nparallax_errors_total %llu\n",
              (long long)documents, (long long)stories, (unsigned long long)plx_intake_added(a->intake),
              (unsigned long long)a->errors);
}

const plx_route plx_api_routes[] = {
    {"GET", "/api/v1/stories", get_stories},
    {"GET", "/api/v1/stories/*", get_story},
    {"GET", "/api/v1/documents/*", get_document},
    {"POST", "/api/v1/documents", post_documents},
    {"GET", "/api/v1/search", get_search},
    {"GET", "/api/v1/rows/*", get_rows},
    {"GET", "/api/v1/openapi.json", get_openapi},
    {"GET", "/healthz", get_health},
    {"GET", "/metrics", get_metrics},
    {"GET", "/", plx_site_stories},
    {"GET", "/stories/*", plx_site_story},
    {"GET", "/search", plx_site_search},
    {0},
};
