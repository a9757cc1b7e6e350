/* SPDX-License-Identifier: Apache-2.0 */
/* Plain pages: a heading, a search box, a list. */
#include "serve/site.h"

#include "compare/html.h"
#include "compare/page.h"
#include "serve/api.h"
#include "serve/stored.h"
#include "store/find.h"

enum { PER_PAGE = 50 };

typedef struct page {
  plx_api *api;
  const plx_request *q;
  plx_reply *r;
  plx_buf *out;
  int64_t n;
  plx_err e;
} page;

static const char *policy_of(plx_arena *a) {
  plx_str policy = plx_page_policy(a);
  return plx_str_fmt(a, "%.*s; frame-ancestors 'none'", PLX_FMT(policy)).p;
}

static page page_of(void *ctx, const plx_request *q, plx_reply *r) {
  r->type = "text/html; charset=utf-8";
  r->policy = policy_of(q->arena);
  return (page){.api = ctx, .q = q, .r = r, .out = &r->body};
}

static void open_page(page *p, plx_str title) {
  plx_html_raw(p->out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
  plx_html_element(p->out, "title", NULL, title);
  plx_page_style(p->out);
  plx_html_raw(p->out, "</head>\n<body><a class=\"skip\" href=\"#main\">To the list</a>\n<header class=\"top\">"
                       "<p class=\"brand\"><a href=\"/plain\">Parallax</a></p>");
  plx_html_element(p->out, "h1", NULL, title);
  plx_html_raw(
      p->out,
      "<form class=\"search\" action=\"/plain/search\" role=\"search\"><label for=\"q\">Search the articles</label> "
      "<input id=\"q\" name=\"q\" type=\"search\"");
  plx_html_attr(p->out, "value", plx_request_get(p->q, "q"));
  plx_html_raw(p->out, "> <button>Search</button></form></header>\n<main id=\"main\"><section>\n");
}

static void close_page(page *p) {
  plx_html_raw(p->out, "</section></main></body></html>\n");
  if (!p->e.code) return;
  char text[1024];
  p->api->errors++;
  plx_reply_error(p->r, p->e.code == PLX_E_USAGE ? 400 : 500, "%s", plx_err_text(&p->e, text, sizeof text));
}

static void link_to_story(page *p, plx_str id, plx_str title) {
  plx_html_raw(p->out, "<a");
  plx_html_attr(p->out, "href", plx_str_fmt(p->q->arena, "/plain/stories/%.*s", PLX_FMT(id)));
  plx_html_raw(p->out, " dir=\"auto\">");
  plx_html_text(p->out, title.n ? title : id);
  plx_html_raw(p->out, "</a>");
}

/* --- stories --- */

static bool list_story(void *ctx, const plx_stored_story *s) {
  page *p = ctx;
  p->n++;
  plx_html_raw(p->out, "<li><h2>");
  link_to_story(p, s->id, s->title);
  plx_buf_fmt(p->out, "</h2><p class=\"facts\">%lld article%s, %lld outlet%s", (long long)s->documents,
              s->documents == 1 ? "" : "s", (long long)s->outlets, s->outlets == 1 ? "" : "s");
  if (s->last_day.n) {
    plx_html_raw(p->out, " · ");
    plx_html_element(p->out, "time", NULL, s->last_day);
  }
  plx_html_raw(p->out, "</p></li>\n");
  return true;
}

void plx_site_stories(void *ctx, const plx_request *q, plx_reply *r) {
  page p = page_of(ctx, q, r);
  plx_query all = {.cursor = plx_request_get(q, "after"), .limit = PER_PAGE};
  plx_str next = {0};
  open_page(&p, PLX_STR("Stories"));
  plx_html_raw(p.out, "<ol class=\"stories\">\n");
  plx_find_stories(p.api->store, &all, list_story, &p, q->arena, &next, &p.e);
  plx_html_raw(p.out, "</ol>\n");
  if (!p.n) plx_html_raw(p.out, "<p>Nothing here yet: <code>parallax add</code> brings articles in.</p>");
  if (next.n) {
    plx_html_raw(p.out, "<p><a");
    plx_html_attr(p.out, "href", plx_str_fmt(q->arena, "/plain?after=%.*s", PLX_FMT(next)));
    plx_html_raw(p.out, ">Earlier stories</a></p>");
  }
  close_page(&p);
}

void plx_site_story(void *ctx, const plx_request *q, plx_reply *r) {
  plx_api *a = ctx;
  plx_arena *tmp = plx_arena_new();
  plx_story story = {0};
  plx_err e = {0};
  char text[1024];
  r->type = "text/html; charset=utf-8";
  r->policy = policy_of(q->arena);
  if (plx_stored_compare(a->store, q->part, a->meaning, q->arena, tmp, &story, &e))
    plx_page_write(&story, tmp, &r->body);
  else plx_reply_error(r, e.code == PLX_E_USAGE ? 404 : 500, "%s", plx_err_text(&e, text, sizeof text));
  plx_arena_free(tmp);
}

/* --- search --- */

static void write_snippet(page *p, plx_str s) {
  plx_str part;
  bool lit = false;
  for (; s.p; lit = !lit) { // \x01 opens, \x02 closes: they alternate
    plx_str_cut(&s, lit ? 2 : 1, &part);
    plx_html_element(p->out, lit ? "mark" : "span", NULL, part);
  }
}

static bool list_hit(void *ctx, const plx_stored *d) {
  page *p = ctx;
  p->n++;
  plx_html_raw(p->out, "<li><h2>");
  link_to_story(p, d->story, d->title);
  plx_html_raw(p->out, "</h2><p class=\"facts\">");
  plx_html_text(p->out, d->outlet);
  plx_html_raw(p->out, " ");
  plx_html_element(p->out, "time", NULL, d->published);
  plx_html_raw(p->out, "</p><p dir=\"auto\">");
  write_snippet(p, d->snippet);
  plx_html_raw(p->out, "</p></li>\n");
  return true;
}

void plx_site_search(void *ctx, const plx_request *q, plx_reply *r) {
  page p = page_of(ctx, q, r);
  open_page(&p, PLX_STR("Search"));
  plx_html_raw(p.out, "<ol class=\"stories\">\n");
  plx_query words = {.words = plx_str_trim(plx_request_get(q, "q")), .limit = PER_PAGE};
  plx_str next;
  if (words.words.n) plx_find_documents(p.api->store, &words, list_hit, &p, q->arena, &next, &p.e);
  plx_html_raw(p.out, "</ol>\n");
  if (!p.n) plx_html_raw(p.out, "<p>No article has all of these words.</p>");
  close_page(&p);
}
