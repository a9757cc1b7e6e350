/* SPDX-License-Identifier: Apache-2.0 */
/* Questions across stories: search, and the values of filters. */
#include "serve/api_parts.h"
#include "store/fold.h"

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

void plx_api_write_detail(plx_json *j, plx_str detail) {
  plx_str type = {0}, actor = {0};
  if (!detail.n || !plx_str_cut(&detail, '|', &type) || !plx_str_cut(&detail, '|', &actor)) return;
  plx_json_opt(j, "type", type);
  plx_json_opt(j, "actor", actor);
  plx_json_opt(j, "country", detail);
}

bool plx_api_write_term(void *ctx, const plx_found_term *t) {
  plx_json *j = ctx;
  plx_json_object(j, NULL);
  plx_json_str(j, "value", t->value);
  plx_json_str(j, "label", t->label);
  plx_api_write_detail(j, t->detail);
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
    plx_find_terms(a->store, q->part, folded ? plx_fold(q->arena, prefix) : prefix, limit, plx_api_write_term, &j, &e);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
  if (e.code) plx_api_fail(a, r, &e);
}
