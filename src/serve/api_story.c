/* SPDX-License-Identifier: Apache-2.0 */
/* What can be asked about one story besides its comparison. */
#include <stdlib.h>
#include <string.h>

#include "base/diff.h"
#include "serve/api_parts.h"
#include "serve/since.h"
#include "serve/stored.h"
#include "store/fold.h"

static void not_found(const plx_request *q, plx_reply *r) {
  plx_reply_error(r, 404, "no story %.*s", PLX_FMT(q->part));
}

/* --- its documents --- */

typedef struct documents {
  plx_json j;
  plx_str only;
  int n;
  plx_err e;
} documents;

static const char *const parts[] = {"sentences", "entities", "times", "figures", "statements", "events"};

static void keep_parts(json_t *record, plx_str only) {
  for (int i = 0; i < 6; i++) {
    plx_str rest = only, one;
    bool wanted = false;
    while (plx_str_cut(&rest, ',', &one)) wanted |= plx_str_eqz(plx_str_trim(one), parts[i]);
    if (!wanted) json_object_del(record, parts[i]);
  }
}

static bool write_document(void *ctx, const plx_stored *d) {
  documents *s = ctx;
  s->n++;
  if (!s->only.n) {
    plx_json_raw(&s->j, NULL, d->record);
    return true;
  }
  json_t *record = plx_json_parse(d->record, "store", 0, &s->e);
  if (!record) return false;
  keep_parts(record, s->only);
  char *text = json_dumps(record, JSON_COMPACT);
  plx_json_raw(&s->j, NULL, plx_str_of(text));
  free(text);
  json_decref(record);
  return true;
}

void plx_api_get_story_documents(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  documents s = {.j = plx_json_to(&r->body), .only = plx_request_get(q, "only")};
  plx_json_object(&s.j, NULL);
  plx_json_array(&s.j, "documents");
  plx_store_documents(a->store, q->part, PLX_WANT_RECORD, write_document, &s, &s.e);
  plx_json_end_array(&s.j);
  plx_json_end_object(&s.j);
  if (s.e.code) plx_api_fail(a, r, &s.e);
  else if (!s.n) not_found(q, r);
}

/* --- revisions --- */

typedef struct version {
  plx_str id, url, outlet, title, published, added, text;
} version;

typedef struct versions {
  plx_arena *a;
  plx_str known; // urls that were told, each between blanks
  PLX_VEC(version) v;
} versions;

static bool take_version(void *ctx, const plx_stored *d) {
  versions *s = ctx;
  version one = {plx_str_copy(s->a, d->id),    plx_str_copy(s->a, d->url),       plx_str_copy(s->a, d->outlet),
                 plx_str_copy(s->a, d->title), plx_str_copy(s->a, d->published), plx_str_copy(s->a, d->added),
                 plx_str_copy(s->a, d->text)};
  if (d->url.n) *plx_vec_push(s->a, &s->v) = one;
  return true;
}

static void write_version(plx_json *j, const version *v) {
  plx_json_object(j, NULL);
  plx_json_str(j, "document", v->id);
  plx_json_opt(j, "title", v->title);
  plx_json_opt(j, "published", v->published);
  plx_json_str(j, "added", v->added);
  plx_json_end_object(j);
}

static void write_change(plx_json *j, const version *from, const version *to, plx_arena *a) {
  static const char *const kind[] = {"same", "added", "removed"};
  plx_diff_parts parts = plx_diff(from->text, to->text, a);
  plx_json_object(j, NULL);
  plx_json_str(j, "from", from->id);
  plx_json_str(j, "to", to->id);
  plx_json_array(j, "parts");
  for (uint32_t i = 0; i < parts.n; i++) {
    plx_json_object(j, NULL);
    plx_json_str(j, "kind", plx_str_of(kind[parts.v[i].kind]));
    plx_json_str(j, "text", plx_span_str(parts.v[i].kind == PLX_DIFF_REMOVED ? from->text : to->text, parts.v[i].span));
    plx_json_end_object(j);
  }
  plx_json_end_array(j);
  plx_json_end_object(j);
}

// An article is its url; its versions stand in order of arrival.
static void write_article(plx_json *j, const versions *s, uint32_t first, plx_arena *a) {
  plx_json_object(j, NULL);
  plx_json_str(j, "url", s->v.v[first].url);
  plx_json_opt(j, "outlet", s->v.v[first].outlet);
  plx_json_array(j, "versions");
  for (uint32_t i = first; i < s->v.n; i++)
    if (plx_str_eq(s->v.v[i].url, s->v.v[first].url)) write_version(j, &s->v.v[i]);
  plx_json_end_array(j);
  plx_json_array(j, "changes");
  for (uint32_t i = first + 1, before = first; i < s->v.n; i++) {
    if (!plx_str_eq(s->v.v[i].url, s->v.v[first].url)) continue;
    write_change(j, &s->v.v[before], &s->v.v[i], a);
    before = i;
  }
  plx_json_end_array(j);
  plx_json_end_object(j);
}

static bool has_versions(const versions *s, uint32_t first) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->v.n; i++) {
    if (!plx_str_eq(s->v.v[i].url, s->v.v[first].url)) continue;
    if (i < first) return false; // told already
    n++;
  }
  return n > 1;
}

static bool there(plx_api *a, const plx_request *q, plx_reply *r);

void plx_api_get_revisions(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  versions s = {.a = q->arena};
  plx_err e = {0};
  if (!there(a, q, r)) return;
  plx_store_revised(a->store, q->part, take_version, &s, &e);
  plx_json j = plx_json_to(&r->body);
  plx_json_object(&j, NULL);
  plx_json_array(&j, "articles");
  for (uint32_t i = 0; i < s.v.n; i++)
    if (has_versions(&s, i)) write_article(&j, &s, i, q->arena);
  plx_json_end_array(&j);
  plx_json_end_object(&j);
  if (e.code) plx_api_fail(a, r, &e);
}

/* --- since --- */

static bool is_there(void *ctx, const plx_stored_story *s) {
  (void)s;
  *(bool *)ctx = true;
  return false;
}

static bool there(plx_api *a, const plx_request *q, plx_reply *r) {
  bool found = false;
  plx_err e = {0};
  plx_store_story(a->store, q->part, is_there, &found, &e);
  if (e.code) plx_api_fail(a, r, &e);
  else if (!found) not_found(q, r);
  return found;
}

void plx_api_get_since(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  plx_since since;
  plx_str time = plx_request_get(q, "time");
  if (!plx_since_time(time)) {
    plx_reply_error(r, 400, "time takes a UTC time, such as 2026-11-22T21:33:05Z");
    return;
  }
  if (plx_since_find(a->store, q->part, time, NULL, a->meaning, q->arena, &since, &e))
    plx_since_write(&since, time, &r->body);
  else if (e.code == PLX_E_USAGE) not_found(q, r);
  else plx_api_fail(a, r, &e);
}
