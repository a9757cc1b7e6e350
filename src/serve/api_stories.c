/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of stories: as JSON and as an Atom feed; one story as it was compared. */
#include "serve/api_parts.h"
#include "serve/stored.h"
#include "serve/story_row.h"

/* --- lists --- */

typedef struct listing {
  plx_json j;
  plx_store *store;
  plx_err e;
} listing;

static bool list_story(void *ctx, const plx_stored_story *s) {
  listing *l = ctx;
  return plx_story_row_whole(&l->j, l->store, s, &l->e);
}

void plx_api_get_stories(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_query asked = {0};
  plx_str next = {0};
  listing l = {.j = plx_json_to(&r->body), .store = a->store};
  plx_json_object(&l.j, NULL);
  plx_json_array(&l.j, "stories");
  if (plx_api_query(q, &asked, &l.e)) plx_find_stories(a->store, &asked, list_story, &l, q->arena, &next, &l.e);
  plx_json_end_array(&l.j);
  plx_json_opt(&l.j, "next", next);
  plx_json_end_object(&l.j);
  if (l.e.code) plx_api_fail(a, r, &l.e);
}

/* --- Atom (RFC 4287) --- */

typedef struct feed {
  plx_buf *out;
  plx_str host;
  int n;
} feed;

static void add_xml(plx_buf *out, plx_str s) {
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '<') plx_buf_str(out, PLX_STR("&lt;"));
    else if (c == '>') plx_buf_str(out, PLX_STR("&gt;"));
    else if (c == '&') plx_buf_str(out, PLX_STR("&amp;"));
    else if (c == '"') plx_buf_str(out, PLX_STR("&quot;"));
    else if (c >= ' ' || c == '\n' || c == '\t')
      plx_buf_char(out, (char)c); // no other control character may stand in XML
  }
}

static void add_element(plx_buf *out, const char *name, plx_str s) {
  plx_buf_fmt(out, "<%s>", name);
  add_xml(out, s);
  plx_buf_fmt(out, "</%s>", name);
}

static void add_updated(plx_buf *out, plx_str day) {
  plx_buf_fmt(out, "<updated>%.*sT00:00:00Z</updated>", PLX_FMT(day.n == 10 ? day : PLX_STR("1970-01-01")));
}

static bool feed_story(void *ctx, const plx_stored_story *s) {
  feed *f = ctx;
  if (!f->n++) add_updated(f->out, s->last_day);
  plx_buf_fmt(f->out, "<entry><id>urn:parallax:story:%.*s</id>", PLX_FMT(s->id));
  add_element(f->out, "title", s->title.n ? s->title : s->id);
  add_updated(f->out, s->last_day);
  plx_buf_str(f->out, PLX_STR("<link rel=\"alternate\" href=\"http://"));
  add_xml(f->out, f->host);
  plx_buf_fmt(f->out, "/stories/%.*s\"/><summary>", PLX_FMT(s->id));
  add_xml(f->out, s->brief);
  plx_buf_fmt(f->out, "%s%lld articles, %lld outlets", s->brief.n ? " · " : "", (long long)s->documents,
              (long long)s->outlets);
  if (s->relation[2]) plx_buf_fmt(f->out, ", %lld conflicts", (long long)s->relation[2]);
  plx_buf_str(f->out, PLX_STR("</summary></entry>\n"));
  return true;
}

void plx_api_get_feed(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_query asked = {0};
  plx_str next, host = plx_request_header(q, "Host");
  plx_err e = {0};
  feed f = {.out = &r->body, .host = host.n ? host : PLX_STR("localhost")};
  r->type = "application/atom+xml; charset=utf-8";
  plx_buf_str(f.out, PLX_STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
                             "<title>Parallax</title><author><name>Parallax</name></author><id>urn:parallax:feed:"));
  plx_buf_fmt(f.out, "%016llx", (unsigned long long)plx_hash(plx_request_query(q).p, plx_request_query(q).n));
  plx_buf_str(f.out, PLX_STR("</id><link rel=\"self\" href=\"http://"));
  add_xml(f.out, f.host);
  plx_buf_str(f.out, PLX_STR("/api/v1/feed?"));
  add_xml(f.out, plx_request_query(q));
  plx_buf_str(f.out, PLX_STR("\"/>\n"));
  if (plx_api_query(q, &asked, &e)) plx_find_stories(a->store, &asked, feed_story, &f, q->arena, &next, &e);
  if (!f.n) add_updated(f.out, (plx_str){0});
  plx_buf_str(f.out, PLX_STR("</feed>\n"));
  if (e.code) plx_api_fail(a, r, &e);
}

/* --- one --- */

void plx_api_get_story(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_err e = {0};
  if (plx_stored_json(a->store, q->part, a->meaning, &r->body, &e)) return;
  if (e.code == PLX_E_USAGE) plx_reply_error(r, 404, "no story %.*s", PLX_FMT(q->part));
  else plx_api_fail(a, r, &e);
}
