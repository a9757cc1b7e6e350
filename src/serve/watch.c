/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/watch.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/map.h"
#include "reading/address.h"
#include "reading/feed.h"
#include "reading/read.h"
#include "serve/robots.h"
#include "store/watched.h"

enum {
  AT_ONCE = 64,
  PAGE_TRIES = 3,
  BACK_OFF_S = 300,
  BACK_OFF_MAX_S = 86400,
  REST_MAX_S = 3600,
  ROBOTS_KEPT_S = 86400
};

typedef struct host {
  plx_str robots;  // its robots.txt; absent: it has none
  int64_t asked_s; // when that was fetched; 0: not yet
  bool closed;     // robots.txt could not be had because the server failed: nothing may be fetched for now
  double free_s;   // no fetch before this
} host;

struct plx_watch {
  plx_store *store;
  plx_intake *intake;
  const plx_meaning *meaning;
  plx_watch_options options;
  plx_fetcher *fetcher;
  plx_arena *arena, *tmp; // tmp: of one fetch
  plx_map names;          // of hosts
  PLX_VEC(host) hosts;
  plx_watch_told *told;
  void *ctx;
  bool stopped;
};

plx_watch *plx_watch_new(plx_store *s, plx_intake *intake, const plx_meaning *meaning, plx_watch_options o) {
  plx_arena *a = plx_arena_new();
  plx_watch *w = PLX_NEW(a, plx_watch);
  *w = (plx_watch){.store = s,
                   .intake = intake,
                   .meaning = meaning,
                   .options = o,
                   .fetcher = plx_fetcher_new(o.limits),
                   .arena = a,
                   .tmp = plx_arena_new()};
  plx_map_init(&w->names, a);
  return w;
}

void plx_watch_free(plx_watch *w) {
  if (!w) return;
  plx_fetcher_free(w->fetcher);
  plx_arena_free(w->tmp);
  plx_arena_free(w->arena);
}

/* --- what to follow --- */

bool plx_watch_feed(plx_watch *w, plx_str url, plx_err *e) {
  if (!plx_str_starts(url, PLX_STR("http://")) && !plx_str_starts(url, PLX_STR("https://")))
    return plx_fail(e, PLX_E_USAGE, NULL, 0,
                    "a feed is an http or https address, or an OPML file that lists some; not '%.*s'", PLX_FMT(url));
  return plx_watched_add(w->store, url, PLX_STR("feed"), url, e);
}

static bool add_outlines(plx_watch *w, const xmlNode *n, int *feeds, plx_err *e) {
  bool ok = true;
  for (; ok && n; n = n->next) {
    xmlChar *url = n->type == XML_ELEMENT_NODE ? xmlGetProp(n, BAD_CAST "xmlUrl") : NULL;
    if (url) {
      ok = plx_watch_feed(w, plx_str_trim(plx_str_of((char *)url)), e);
      ++*feeds;
      xmlFree(url);
    }
    ok = ok && add_outlines(w, n->children, feeds, e); // libxml2 bounds the depth
  }
  return ok;
}

bool plx_watch_opml(plx_watch *w, plx_str opml, const char *name, int *feeds, plx_err *e) {
  *feeds = 0;
  xmlDoc *doc = xmlReadMemory(opml.p, (int)opml.n, name, NULL,
                              XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  bool ok = !doc || add_outlines(w, xmlDocGetRootElement(doc), feeds, e);
  xmlFreeDoc(doc);
  return ok && (*feeds || plx_fail(e, PLX_E_INPUT, name, 0, "lists no feeds: an OPML file has <outline xmlUrl=\"…\">"));
}

/* --- hosts --- */

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// "http://example.org:80" of an address.
static plx_str origin_of(plx_str url) {
  ptrdiff_t slashes = plx_str_find(url, PLX_STR("://"), 0);
  if (slashes < 0) return url;
  size_t at = (size_t)slashes + 3;
  while (at < url.n && !strchr("/?#", url.p[at])) at++;
  return plx_str_sub(url, 0, at);
}

static uint32_t host_of(plx_watch *w, plx_str origin) {
  uint32_t at = plx_map_intern(&w->names, origin);
  if (at == w->hosts.n) *plx_vec_push(w->arena, &w->hosts) = (host){0};
  return at;
}

static bool fetch(plx_watch *w, uint32_t at, plx_str url, plx_str etag, plx_str modified, plx_fetched *got,
                  plx_err *e) {
  double wait = w->hosts.v[at].free_s - now_s();
  if (wait > 0) usleep((useconds_t)(wait * 1e6));
  bool ok = plx_fetch(w->fetcher, url, etag, modified, w->tmp, got, e);
  int delay = plx_robots_delay_s(w->hosts.v[at].robots, PLX_STR("parallax"));
  w->hosts.v[at].free_s = now_s() + (delay > w->options.gap_s ? delay : w->options.gap_s);
  return ok;
}

// A robots.txt that is not there allows all; one that cannot be had allows nothing until it can (RFC 9309, 2.3.1).
static void ask_robots(plx_watch *w, uint32_t at, plx_str origin) {
  host *h = &w->hosts.v[at];
  plx_fetched got;
  plx_err e = {0};
  if (h->asked_s && now_s() - (double)h->asked_s < ROBOTS_KEPT_S && !h->closed) return;
  bool ok = fetch(w, at, plx_str_fmt(w->tmp, "%.*s/robots.txt", PLX_FMT(origin)), (plx_str){0}, (plx_str){0}, &got, &e);
  h->asked_s = (int64_t)now_s();
  h->closed = !ok || got.status >= 500;
  h->robots = ok && got.status == 200
                  ? plx_str_copy(w->arena, plx_str_sub(plx_buf_view(&got.body), 0, PLX_ROBOTS_BYTES_MAX))
                  : (plx_str){0};
  plx_buf_free(&got.body);
}

static bool allowed(plx_watch *w, uint32_t at, plx_str origin, plx_str url) {
  ask_robots(w, at, origin);
  plx_str path = plx_str_sub(url, origin.n, url.n);
  return !w->hosts.v[at].closed &&
         plx_robots_allow(w->hosts.v[at].robots, PLX_STR("parallax"), path.n ? path : PLX_STR("/"));
}

/* --- what came of it --- */

static int64_t back_off(const plx_watched *it, long retry_after_s) {
  int64_t wait = BACK_OFF_S;
  for (int64_t i = 1; i < it->failures && wait < BACK_OFF_MAX_S; i++) wait *= 2;
  if (retry_after_s > wait) wait = retry_after_s;
  return (int64_t)now_s() + (wait < BACK_OFF_MAX_S ? wait : BACK_OFF_MAX_S);
}

static bool remember(plx_watch *w, plx_watched *it, plx_err *e) {
  w->stopped |= !w->told(w->ctx, it->url, it->status);
  return plx_watched_put(w->store, it, e);
}

static void failed(plx_watched *it, plx_str why, long retry_after_s) {
  it->failures++;
  it->status = why;
  bool page = plx_str_eqz(it->kind, "page");
  it->next_s = page && it->failures >= PAGE_TRIES ? PLX_NEVER : back_off(it, retry_after_s);
}

static plx_str status_text(plx_watch *w, long status) {
  return plx_str_fmt(w->tmp, "HTTP %ld", status);
}

/* --- a page --- */

static bool add_page(plx_watch *w, const plx_fetched *got, plx_str *status, plx_err *e) {
  plx_arena *doc = plx_arena_new();
  plx_raw raw = {.path = got->url, .url = got->url, .bytes = plx_buf_view(&got->body)};
  plx_docs docs = {0};
  plx_err unread = {0};
  bool ok = true;
  *status = PLX_STR("read");
  if (!plx_read(&raw, doc, &docs, &unread)) *status = plx_str_copy(w->tmp, plx_str_of(unread.msg));
  for (uint32_t i = 0; ok && i < docs.n; i++) {
    plx_record record = {.doc = docs.v[i]};
    if (!plx_intake_had(w->intake, docs.v[i]->id)) plx_annotate(w->meaning, docs.v[i], w->tmp, &record);
    record.doc = docs.v[i];
    ok = plx_intake_add(w->intake, &record, e);
  }
  plx_arena_free(doc);
  return ok && plx_intake_commit(w->intake, e); // before the page counts as fetched
}

static bool fetch_page(plx_watch *w, plx_watched *it, plx_err *e) {
  plx_str origin = origin_of(it->url);
  uint32_t at = host_of(w, origin);
  plx_fetched got = {0};
  plx_err net = {0};
  bool ok = true;
  it->next_s = PLX_NEVER;
  if (!allowed(w, at, origin, it->url)) {
    if (w->hosts.v[at].closed) failed(it, PLX_STR("robots.txt cannot be had"), 0);
    else it->status = PLX_STR("robots.txt asks not to");
  } else if (!fetch(w, at, it->url, (plx_str){0}, (plx_str){0}, &got, &net)) {
    failed(it, plx_str_copy(w->tmp, plx_str_of(net.msg)), 0);
  } else if (got.status == 200) {
    ok = add_page(w, &got, &it->status, e);
  } else if (got.status == 429 || got.status >= 500) {
    failed(it, status_text(w, got.status), got.retry_after_s);
  } else {
    it->status = status_text(w, got.status); // not there, or not for us
  }
  plx_buf_free(&got.body);
  return ok && remember(w, it, e);
}

/* --- a feed --- */

static bool add_items(plx_watch *w, plx_watched *it, const plx_fetched *got, plx_err *e) {
  plx_arena *doc = plx_arena_new();
  plx_raw raw = {.path = it->url, .bytes = plx_buf_view(&got->body)};
  plx_docs docs = {0};
  plx_err unread = {0};
  uint32_t fresh = 0;
  bool ok = true;
  if (plx_feed_sign(raw.bytes)) plx_read(&raw, doc, &docs, &unread);
  for (uint32_t i = 0; ok && i < docs.n; i++) {
    plx_str url = docs.v[i]->url, page = plx_address_one(doc, url);
    if (!page.n || plx_str_eq(url, it->url)) continue;
    ok = plx_watched_add(w->store, url, PLX_STR("page"), page, e);
    fresh++;
  }
  it->status = docs.n ? plx_str_fmt(w->tmp, "%u articles named", fresh) : PLX_STR("no feed, or an empty one");
  plx_arena_free(doc);
  return ok;
}

static bool fetch_feed(plx_watch *w, plx_watched *it, plx_err *e) {
  uint32_t at = host_of(w, origin_of(it->url));
  plx_fetched got = {0};
  plx_err net = {0};
  bool ok = true;
  if (!fetch(w, at, it->url, it->etag, it->modified, &got, &net)) {
    failed(it, plx_str_copy(w->tmp, plx_str_of(net.msg)), 0);
  } else if (got.status == 200 || got.status == 304) {
    if (got.status == 304) it->status = PLX_STR("nothing new");
    else ok = add_items(w, it, &got, e);
    if (got.status == 200) it->etag = got.etag, it->modified = got.modified;
    it->failures = 0;
    it->next_s = (int64_t)now_s() + w->options.every_s;
  } else {
    failed(it, status_text(w, got.status), got.retry_after_s);
  }
  plx_buf_free(&got.body);
  return ok && remember(w, it, e);
}

/* --- a round --- */

typedef struct due {
  plx_arena *a;
  PLX_VEC(plx_watched) v;
} due;

static bool take_due(void *ctx, const plx_watched *it) {
  due *d = ctx;
  plx_watched copy = *it;
  copy.url = plx_str_copy(d->a, it->url);
  copy.kind = plx_str_copy(d->a, it->kind);
  copy.etag = plx_str_copy(d->a, it->etag);
  copy.modified = plx_str_copy(d->a, it->modified);
  copy.status = (plx_str){0};
  *plx_vec_push(d->a, &d->v) = copy;
  return true;
}

// All of a kind that was due when the round began; each is due later afterwards, so this ends.
static bool round_of(plx_watch *w, const char *kind, bool (*one)(plx_watch *, plx_watched *, plx_err *), plx_err *e) {
  int64_t began = (int64_t)now_s();
  bool ok = true;
  for (uint32_t n = AT_ONCE; ok && n == AT_ONCE && !w->stopped;) {
    due d = {.a = plx_arena_new()};
    ok = plx_watched_due(w->store, plx_str_of(kind), began, AT_ONCE, take_due, &d, e);
    n = d.v.n;
    for (uint32_t i = 0; ok && i < n && !w->stopped; i++) {
      ok = one(w, &d.v.v[i], e);
      plx_arena_clear(w->tmp);
    }
    plx_arena_free(d.a);
  }
  return ok;
}

bool plx_watch_round(plx_watch *w, plx_watch_told *told, void *ctx, plx_err *e) {
  w->told = told;
  w->ctx = ctx;
  w->stopped = false;
  return round_of(w, "feed", fetch_feed, e) && round_of(w, "page", fetch_page, e);
}

int64_t plx_watch_rest_s(plx_watch *w, plx_err *e) {
  int64_t next = 0, now = (int64_t)now_s();
  if (!plx_watched_next(w->store, &next, e) || next <= now) return 0;
  return next - now < REST_MAX_S ? next - now : REST_MAX_S;
}
