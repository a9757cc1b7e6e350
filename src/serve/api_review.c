/* SPDX-License-Identifier: Apache-2.0 */
/* What coders decide, over HTTP. */
#include <stdlib.h>

#include "serve/api_parts.h"
#include "serve/review_json.h"

typedef struct listing {
  plx_json j;
  const plx_request *q;
  int64_t n, limit, last;
  plx_str open; // key of the conflict that is being written
} listing;

static bool query_of(const plx_request *q, plx_decision_query *out, int64_t *limit, plx_err *e) {
  plx_query asked = {.limit = PLX_FIND_LIMIT};
  bool ok = plx_query_set(&asked, "limit", plx_request_get(q, "limit"), e);
  *limit = asked.limit;
  plx_str cursor = plx_request_get(q, "cursor");
  *out = (plx_decision_query){.document = plx_request_get(q, "document"),
                              .story = plx_request_get(q, "story"),
                              .coder = plx_request_get(q, "coder"),
                              .kind = plx_request_get(q, "kind"),
                              .verdict = plx_request_get(q, "verdict"),
                              .before = cursor.n ? atoll(cursor.p) : 0,
                              .limit = asked.limit,
                              .cursor = cursor};
  if (ok && out->kind.n && !plx_review_fields(out->kind))
    ok = plx_fail(e, PLX_E_USAGE, NULL, 0, "kind is event, figure, statement, entity or claim; not '%.*s'",
                  PLX_FMT(out->kind));
  return ok;
}

static bool write_decision(void *ctx, const plx_decision *d) {
  listing *l = ctx;
  if (l->n++ == l->limit) return false;
  l->last = d->id;
  plx_review_json(&l->j, d);
  return true;
}

void plx_api_get_reviews(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_decision_query asked;
  listing l = {.j = plx_json_to(&r->body)};
  bool ok = query_of(q, &asked, &l.limit, &e);
  asked.limit = l.limit + 1;
  plx_json_object(&l.j, NULL);
  plx_json_array(&l.j, "reviews");
  if (ok) plx_review_list(a->store, &asked, write_decision, &l, &e);
  plx_json_end_array(&l.j);
  if (l.n > l.limit) plx_json_str(&l.j, "next", plx_str_fmt(q->arena, "%lld", (long long)l.last));
  plx_json_end_object(&l.j);
  if (e.code) plx_api_fail(a, r, &e);
}

void plx_api_post_review(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_decision d;
  if (!plx_review_parse(q->body, q->arena, &d, &e) || !plx_review_add(a->store, &d, q->arena, &e)) {
    plx_api_fail(a, r, &e);
    return;
  }
  plx_json j = plx_json_to(&r->body);
  plx_review_json(&j, &d);
  r->status = 201;
}

static bool write_item(void *ctx, const plx_item *i) {
  listing *l = ctx;
  plx_review_item_json(&l->j, i, l->q->arena);
  return true;
}

void plx_api_get_review_queue(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_decision_query asked;
  plx_str next = {0};
  listing l = {.j = plx_json_to(&r->body), .q = q};
  plx_json_object(&l.j, NULL);
  plx_json_array(&l.j, "items");
  if (query_of(q, &asked, &l.limit, &e)) plx_review_queue(a->store, &asked, write_item, &l, q->arena, &next, &e);
  plx_json_end_array(&l.j);
  plx_json_opt(&l.j, "next", next);
  plx_json_end_object(&l.j);
  if (e.code) plx_api_fail(a, r, &e);
}

// Decisions of one finding and field come one after the other.
static bool write_conflict(void *ctx, const plx_decision *d) {
  listing *l = ctx;
  plx_str key = plx_str_fmt(l->q->arena, "%.*s %.*s %.*s %.*s", PLX_FMT(d->document.n ? d->document : d->story),
                            PLX_FMT(d->kind), PLX_FMT(d->finding), PLX_FMT(d->field));
  if (!plx_str_eq(key, l->open)) {
    if (l->n == l->limit) return false;
    if (l->n++) {
      plx_json_end_array(&l->j);
      plx_json_end_object(&l->j);
    }
    l->open = key;
    plx_json_object(&l->j, NULL);
    plx_json_opt(&l->j, "document", d->document);
    plx_json_opt(&l->j, "story", d->story);
    plx_json_str(&l->j, "kind", d->kind);
    plx_json_str(&l->j, "finding", d->finding);
    plx_json_opt(&l->j, "field", d->field);
    plx_json_int(&l->j, "start", d->start);
    plx_json_int(&l->j, "end", d->end);
    plx_json_str(&l->j, "quote", d->quote);
    plx_json_array(&l->j, "reviews");
  }
  plx_review_json(&l->j, d);
  return true;
}

void plx_api_get_review_conflicts(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_decision_query asked;
  listing l = {.j = plx_json_to(&r->body), .q = q};
  plx_json_object(&l.j, NULL);
  plx_json_array(&l.j, "items");
  if (query_of(q, &asked, &l.limit, &e)) plx_review_conflicts(a->store, write_conflict, &l, &e);
  if (l.n) {
    plx_json_end_array(&l.j);
    plx_json_end_object(&l.j);
  }
  plx_json_end_array(&l.j);
  plx_json_end_object(&l.j);
  if (e.code) plx_api_fail(a, r, &e);
}

static bool write_agreement(void *ctx, const plx_agreement *a) {
  plx_review_agreement_json(ctx, a);
  return true;
}

void plx_api_get_review_agreement(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_json j = plx_json_to(&r->body);
  (void)q;
  plx_json_object(&j, NULL);
  plx_json_array(&j, "fields");
  plx_review_agreement(a->store, write_agreement, &j, &e);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
  if (e.code) plx_api_fail(a, r, &e);
}

void plx_api_get_review_export(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  if (!plx_review_export(a->store, q->part, plx_request_get(q, "document"), &r->body, &r->type, &e))
    plx_api_fail(a, r, &e);
}
