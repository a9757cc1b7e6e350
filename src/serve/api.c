/* SPDX-License-Identifier: Apache-2.0 */
/* The table of routes, and what belongs to none of its larger parts. */
#include "serve/api.h"

#include "base/json.h"
#include "reading/read.h"
#include "serve/api_parts.h"
#include "serve/app.h"
#include "serve/package.h"
#include "serve/rows.h"
#include "serve/site.h"
#include "web.h"

/* --- helpers --- */

void plx_api_fail(plx_api *a, plx_reply *r, const plx_err *e) {
  char text[1024];
  a->errors++;
  plx_reply_error(r, e->code == PLX_E_USAGE || e->code == PLX_E_INPUT ? 400 : 500, "%s",
                  plx_err_text(e, text, sizeof text));
}

bool plx_api_query(const plx_request *q, plx_query *out, plx_err *e) {
  static const char *const more[] = {"sort", "cursor", "limit"};
  for (int i = 0; plx_query_names[i]; i++)
    if (!plx_query_set(out, plx_query_names[i], plx_request_get(q, plx_query_names[i]), e)) return false;
  for (int i = 0; i < 3; i++)
    if (!plx_query_set(out, more[i], plx_request_get(q, more[i]), e)) return false;
  return true;
}

/* --- documents --- */

static bool write_record(void *ctx, const plx_stored *d) {
  // The record is one object: what the store adds goes in front of its first member.
  plx_buf *out = ctx;
  plx_json j = plx_json_to(out);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "story", d->story);
  plx_json_str(&j, "added", d->added);
  plx_json_str(&j, "pipeline", d->pipeline);
  plx_json_members(&j, plx_str_sub(d->record, 1, d->record.n - 2));
  plx_json_end_object(&j);
  return false;
}

static void get_document(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_store_document(a->store, q->part, PLX_WANT_RECORD, write_record, &r->body, &e);
  if (e.code) plx_api_fail(a, r, &e);
  else if (!r->body.n) plx_reply_error(r, 404, "no document %.*s", PLX_FMT(q->part));
}

/* --- rows --- */

static bool rows_chunk(void *ctx, plx_buf *out, bool *more, plx_err *e) {
  return plx_rows_next(ctx, out, more, e);
}

static void rows_over(void *ctx) {
  plx_rows_close(ctx);
}

static void get_rows(void *ctx, const plx_request *q, plx_reply *r) {
  static const char *const type[] = {"application/x-ndjson", "text/csv; charset=utf-8",
                                     "text/tab-separated-values; charset=utf-8", "text/plain; charset=utf-8"};
  plx_api *a = ctx;
  plx_err e = {0};
  plx_rows_format format = PLX_ROWS_NDJSON;
  plx_str name = plx_request_get(q, "format");
  if (name.n && !plx_rows_format_of(name.p, &format)) {
    plx_reply_error(r, 400, "format is ndjson, csv, tsv or conllu");
    return;
  }
  r->type = type[format];
  plx_rows *rows = plx_rows_open(plx_str_copy(q->arena, q->part).p, format, a->store, a->meaning, &e);
  if (rows) r->stream = (plx_stream){rows_chunk, rows_over, rows};
  else plx_api_fail(a, r, &e);
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
    if (plx_str_trim(line).n && !add_line(a, line, lines ? number : 0, &e))
      plx_json_str(&j, NULL, plx_str_of(plx_err_text(&e, text, sizeof text)));
  }
  plx_json_end_array(&j);
  plx_err e = {0};
  plx_intake_commit(a->intake, &e);
  plx_json_int(&j, "added", (int64_t)(plx_intake_added(a->intake) - added));
  plx_json_int(&j, "already", (int64_t)(plx_intake_already(a->intake) - already));
  plx_json_end_object(&j);
  if (e.code) plx_api_fail(a, r, &e);
}

/* --- about the server --- */

static void get_package(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  (void)q;
  if (!plx_package_write(a->store, "rows/%s?format=csv", &r->body, &e)) plx_api_fail(a, r, &e);
}

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
    plx_api_fail(a, r, &e);
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
  plx_buf_fmt(
      &r->body,
      "# HELP parallax_documents Documents in the store.\n# TYPE parallax_documents gauge\nparallax_documents %lld\n"
      "# HELP parallax_stories Stories in the store.\n# TYPE parallax_stories gauge\nparallax_stories %lld\n"
      "# HELP parallax_added_total Documents added since the server started.\n# TYPE parallax_added_total counter\n"
      "parallax_added_total %llu\n"
      "# HELP parallax_errors_total Requests that failed.\n# TYPE parallax_errors_total counter\nparallax_errors_total %llu\n",
      (long long)documents, (long long)stories, (unsigned long long)plx_intake_added(a->intake),
      (unsigned long long)a->errors);
}

const plx_route plx_api_routes[] = {
    {"GET", "/api/v1/stories", plx_api_get_stories},
    {"GET", "/api/v1/stories/*", plx_api_get_story},
    {"GET", "/api/v1/stories/*/documents", plx_api_get_story_documents},
    {"GET", "/api/v1/stories/*/revisions", plx_api_get_revisions},
    {"GET", "/api/v1/stories/*/since", plx_api_get_since},
    {"GET", "/api/v1/stories/*/places", plx_api_get_places},
    {"GET", "/api/v1/stories/*/voices", plx_api_get_voices},
    {"GET", "/api/v1/documents/*", get_document},
    {"POST", "/api/v1/documents", post_documents},
    {"GET", "/api/v1/search", plx_api_get_search},
    {"GET", "/api/v1/facets/*", plx_api_get_facets},
    {"GET", "/api/v1/entities/*", plx_api_get_entity},
    {"GET", "/api/v1/pairs", plx_api_get_pairs},
    {"GET", "/api/v1/feed", plx_api_get_feed},
    {"GET", "/api/v1/changes", plx_api_get_changes},
    {"GET", "/api/v1/reviews", plx_api_get_reviews},
    {"POST", "/api/v1/reviews", plx_api_post_review},
    {"GET", "/api/v1/reviews/queue", plx_api_get_review_queue},
    {"GET", "/api/v1/reviews/conflicts", plx_api_get_review_conflicts},
    {"GET", "/api/v1/reviews/agreement", plx_api_get_review_agreement},
    {"GET", "/api/v1/reviews/export/*", plx_api_get_review_export},
    {"GET", "/api/v1/rows/*", get_rows},
    {"GET", "/api/v1/datapackage.json", get_package},
    {"GET", "/api/v1/openapi.json", get_openapi},
    {"GET", "/healthz", get_health},
    {"GET", "/metrics", get_metrics},
    {"GET", "/plain", plx_site_stories},
    {"GET", "/plain/stories/*", plx_site_story},
    {"GET", "/plain/search", plx_site_search},
    {"GET", "/assets/*", plx_app_asset},
    {"GET", "/", plx_app_page}, // the views: their names are in web/app/main.jsx
    {"GET", "/stories/*", plx_app_page},
    {"GET", "/search", plx_app_page},
    {"GET", "/actors", plx_app_page},
    {"GET", "/entities/*", plx_app_page},
    {"GET", "/pair", plx_app_page},
    {"GET", "/review", plx_app_page},
    {0},
};
