/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECT_S = 10, HEADER_MAX = 1024 };

struct plx_fetcher {
  CURL *curl;
  plx_fetch_limits limits;
  plx_arena *arena;
};

typedef struct transfer {
  plx_fetcher *f;
  plx_fetched *out;
  plx_arena *a;
  bool too_large;
} transfer;

plx_fetcher *plx_fetcher_new(plx_fetch_limits limits) {
  plx_arena *a = plx_arena_new();
  plx_fetcher *f = PLX_NEW(a, plx_fetcher);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  *f = (plx_fetcher){.curl = curl_easy_init(), .limits = limits, .arena = a};
  return f;
}

void plx_fetcher_free(plx_fetcher *f) {
  if (!f) return;
  curl_easy_cleanup(f->curl);
  plx_arena_free(f->arena);
}

// Bytes come unpacked, so a small reply that unpacks to a large one is stopped too.
static size_t take_body(char *p, size_t size, size_t n, void *ctx) {
  transfer *t = ctx;
  if (t->out->body.n + size * n > (size_t)t->f->limits.bytes) {
    t->too_large = true;
    return 0;
  }
  plx_buf_add(&t->out->body, p, size * n);
  return size * n;
}

static bool header(plx_str line, const char *name, plx_str *value) {
  plx_str rest = line, key;
  if (!plx_str_cut(&rest, ':', &key) || !rest.p || !plx_str_eqi(key, plx_str_of(name))) return false;
  *value = plx_str_trim(rest);
  return value->n <= HEADER_MAX;
}

static size_t take_header(char *p, size_t size, size_t n, void *ctx) {
  transfer *t = ctx;
  plx_str line = {p, size * n}, value;
  if (plx_str_starts(line, PLX_STR("HTTP/")))
    t->out->etag = t->out->modified = (plx_str){0}; // of a redirect, not of the page
  if (header(line, "ETag", &value)) t->out->etag = plx_str_copy(t->a, value);
  if (header(line, "Last-Modified", &value)) t->out->modified = plx_str_copy(t->a, value);
  if (header(line, "Retry-After", &value)) t->out->retry_after_s = atol(plx_str_copy(t->a, value).p);
  return size * n;
}

static struct curl_slist *conditions(plx_str etag, plx_str modified, plx_arena *a) {
  struct curl_slist *list = curl_slist_append(
      NULL,
      "Accept: text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5");
  if (etag.n) list = curl_slist_append(list, plx_str_fmt(a, "If-None-Match: %.*s", PLX_FMT(etag)).p);
  if (modified.n) list = curl_slist_append(list, plx_str_fmt(a, "If-Modified-Since: %.*s", PLX_FMT(modified)).p);
  return list;
}

static void configure(plx_fetcher *f, const char *url, transfer *t, struct curl_slist *headers) {
  CURL *c = f->curl;
  curl_easy_reset(c); // connections stay
  curl_easy_setopt(c, CURLOPT_URL, url);
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(c, CURLOPT_USERAGENT, "parallax/" PLX_VERSION);
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(c, CURLOPT_MAXREDIRS, f->limits.redirects);
  curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)(f->limits.seconds < CONNECT_S ? f->limits.seconds : CONNECT_S));
  curl_easy_setopt(c, CURLOPT_TIMEOUT, f->limits.seconds);
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
  curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
}

bool plx_fetch(plx_fetcher *f, plx_str url, plx_str etag, plx_str modified, plx_arena *a, plx_fetched *out,
               plx_err *e) {
  *out = (plx_fetched){0};
  transfer t = {.f = f, .out = out, .a = a};
  const char *z = plx_str_copy(a, url).p;
  struct curl_slist *headers = conditions(etag, modified, a);
  configure(f, z, &t, headers);
  CURLcode code = curl_easy_perform(f->curl);
  char *final = NULL;
  curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &out->status);
  curl_easy_getinfo(f->curl, CURLINFO_EFFECTIVE_URL, &final);
  out->url = plx_str_copy(a, plx_str_of(final ? final : z));
  curl_slist_free_all(headers);
  if (code == CURLE_OK) return true;
  plx_buf_free(&out->body);
  if (t.too_large) return plx_fail(e, PLX_E_NET, z, 0, "larger than %ld MB: no article is", f->limits.bytes >> 20);
  if (code == CURLE_OPERATION_TIMEDOUT)
    return plx_fail(e, PLX_E_NET, z, 0, "took longer than %ld s", f->limits.seconds);
  return plx_fail(e, PLX_E_NET, z, 0, "%s", curl_easy_strerror(code));
}
